"""Answer *Why?* by explaining a goal's numbers day by day, and show its public record."""

from discord.app_commands import Range, autocomplete, command

from accountabot.domain.identifiers import GoalId
from accountabot.domain.user_text import TITLE_LIMIT
from accountabot.services.goals import history
from accountabot.ui import pagination, responses
from accountabot.ui.cards import Card
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, parse_number, template
from accountabot.ui.delivery.announcements import show_goals
from accountabot.ui.goals.goal_autocomplete import own_goals
from accountabot.ui.goals.history_cards import days_card, record_card
from accountabot.ui.responses import database, member


@command(name="history")
@autocomplete(goal=own_goals)
async def show_history(interaction: Interaction, goal: Range[str, None, TITLE_LIMIT]) -> None:
    """See the days behind a goal's numbers, and its record

    Args:
        goal: Which of your goals
    """
    read = database(interaction).read
    now = interaction.created_at
    explained = await read(history.explain_own, member(interaction), goal, now)
    await show_goals(interaction, days_card(explained), [explained.goal])


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


class DaysPage(PersistentItem, template=template("history-days")):
    """A button to a page of a goal's explained days."""

    async def on_press(self, interaction: Interaction) -> None:
        """Turn the page."""
        await pagination.turn_page(
            interaction, await _days(interaction, self.subject, parse_number(self.detail))
        )


class RecordPage(PersistentItem, template=template("history-record")):
    """A button to a page of a goal's record."""

    async def on_press(self, interaction: Interaction) -> None:
        """Turn the page."""
        read = database(interaction).read
        asker = member(interaction)
        now = interaction.created_at
        recorded = await read(
            history.load_history, asker, GoalId(self.subject), parse_number(self.detail), now
        )
        await pagination.turn_page(interaction, record_card(recorded))


async def _days(interaction: Interaction, goal: int, page: int = 0) -> Card:
    read = database(interaction).read
    now = interaction.created_at
    return days_card(await read(history.explain, member(interaction), GoalId(goal), page, now))


async def setup(bot: Client) -> None:
    """Load the items and add the command to the existing `/goal` group."""
    bot.add_dynamic_items(WhyButton, WhyPicked, DaysPage, RecordPage)
    bot.group_of("Goals").add_command(show_history)
