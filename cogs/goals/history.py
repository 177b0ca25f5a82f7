"""Answer *Why?* by explaining a goal's numbers day by day, and show its public record."""

from discord.app_commands import Range, autocomplete, command

from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId
from accountabot.domain.refusals import Refusal
from accountabot.domain.user_text import TITLE_LIMIT
from accountabot.services.goals import history
from accountabot.services.goals.history import GoalExplanation, GoalHistory
from accountabot.ui import pagination, responses
from accountabot.ui.cards import Card
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, parse_number, template
from accountabot.ui.delivery.sharing import Shared, ShareItem
from accountabot.ui.goals.goal_autocomplete import own_goals
from accountabot.ui.goals.history_cards import DAYS, RECORD, days_card, record_card
from accountabot.ui.responses import database, member


@command(name="history")
@autocomplete(goal=own_goals)
async def show_history(interaction: Interaction, goal: Range[str, None, TITLE_LIMIT]) -> None:
    """See the days behind a goal's numbers, and its record

    Args:
        goal: Which of your goals
    """
    asker = member(interaction)
    explained = await database(interaction).read(
        history.explain_own, asker, goal, interaction.created_at
    )
    await responses.show(interaction, days_card(explained, asker))


class WhyButton(PersistentItem, template=template("why")):
    """The *Why?* button of a goal."""

    async def on_press(self, interaction: Interaction) -> None:
        """Explain the goal's numbers day by day."""
        await responses.show(interaction, await _days(interaction, self.subject))


class WhyPicked(PersistentItem, template=template("why-pick")):
    """The *Why?* menu for several goals."""

    async def on_press(self, interaction: Interaction) -> None:
        """Explain the picked goal's numbers day by day."""
        await responses.show(interaction, await _days(interaction, parse_number(self.chosen[0])))


class DaysPage(PersistentItem, template=template(DAYS)):
    """A button to a page of a goal's explained days."""

    async def on_press(self, interaction: Interaction) -> None:
        """Turn the page."""
        await pagination.turn_page(
            interaction, await _days(interaction, self.subject, parse_number(self.detail))
        )


class RecordPage(PersistentItem, template=template(RECORD)):
    """A button to a page of a goal's record."""

    async def on_press(self, interaction: Interaction) -> None:
        """Turn the page."""
        recorded = await _record(interaction, self.subject, parse_number(self.detail))
        await pagination.turn_page(interaction, record_card(recorded, member(interaction)))


class ShareDays(ShareItem, template=template(f"share-{DAYS}")):
    """The *Show everyone* button of a goal's explained days."""

    async def draw(self, interaction: Interaction) -> Shared:
        """Draw the page as it is now."""
        explained = await _explained(interaction, self.subject, parse_number(self.detail))
        return _shared(interaction, explained.goal, days_card(explained))


class ShareRecord(ShareItem, template=template(f"share-{RECORD}")):
    """The *Show everyone* button of a goal's record."""

    async def draw(self, interaction: Interaction) -> Shared:
        """Draw the page as it is now."""
        recorded = await _record(interaction, self.subject, parse_number(self.detail))
        return _shared(interaction, recorded.goal, record_card(recorded))


def _shared(interaction: Interaction, goal: Goal, card: Card) -> Shared:
    """Return a card for everyone; raise Refusal unless its owner shows a public goal."""
    if goal.is_private:
        raise Refusal("share-nothing")
    if goal.owner != member(interaction):
        raise Refusal("button-not-yours", owner=goal.owner.id, title=goal.title)
    return Shared(card, [goal.id], goal.owner.id)


async def _days(interaction: Interaction, goal: int, page: int = 0) -> Card:
    return days_card(await _explained(interaction, goal, page), member(interaction))


async def _explained(interaction: Interaction, goal: int, page: int) -> GoalExplanation:
    read = database(interaction).read
    return await read(
        history.explain, member(interaction), GoalId(goal), page, interaction.created_at
    )


async def _record(interaction: Interaction, goal: int, page: int) -> GoalHistory:
    read = database(interaction).read
    return await read(
        history.load_history, member(interaction), GoalId(goal), page, interaction.created_at
    )


async def setup(bot: Client) -> None:
    """Load the items and add the command to the existing `/goal` group."""
    bot.add_dynamic_items(WhyButton, WhyPicked, DaysPage, RecordPage, ShareDays, ShareRecord)
    bot.group_of("Goals").add_command(show_history)
