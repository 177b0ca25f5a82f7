"""Answer *Why?*: the days behind a goal's numbers, and its public record, for anyone on its server."""

from typing import Any

from discord import Interaction
from discord.app_commands import autocomplete, command

from accountabot.bot import Accountabot
from accountabot.domain.identities import GoalId
from accountabot.services import history as histories
from accountabot.ui import answers, pages
from accountabot.ui.answers import database, member
from accountabot.ui.cards import Card
from accountabot.ui.controls import Lasting, number, template
from accountabot.ui.explaining import day_by_day, the_record
from accountabot.ui.options import own_goals
from accountabot.ui.showing import show_goals


@command()
@autocomplete(goal=own_goals)
async def history(interaction: Interaction[Any], goal: str) -> None:
    """See the days behind one of your goals' numbers, and all that was done to it

    Args:
        goal: Which of your goals
    """
    read, now = database(interaction).read, interaction.created_at
    explained = await read(histories.explain_own, member(interaction), goal, now)
    await show_goals(interaction, day_by_day(explained), [explained.goal])


class WhyButton(Lasting, template=template("why")):
    """The button *Why?*, for one goal."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Show the days behind this goal's numbers."""
        await answers.show(interaction, await _days(interaction, self.subject))


class WhyPicked(Lasting, template=template("why-pick")):
    """The answer to *Why?*, for several goals."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Show the days behind the numbers of the goal that was picked."""
        await answers.show(interaction, await _days(interaction, number(self.chosen[0])))


class DaysPage(Lasting, template=template("days")):
    """To a goal's days, or to another page of them."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Turn the page."""
        await pages.turn(interaction, await _days(interaction, self.subject, number(self.detail)))


class RecordPage(Lasting, template=template("record")):
    """To a goal's record, or to another page of it."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Turn the page."""
        read, asker, now = database(interaction).read, member(interaction), interaction.created_at
        recorded = await read(
            histories.recorded, asker, GoalId(self.subject), number(self.detail), now
        )
        await pages.turn(interaction, the_record(recorded))


async def _days(interaction: Interaction[Any], goal: int, page: int = 0) -> Card:
    read, now = database(interaction).read, interaction.created_at
    return day_by_day(await read(histories.explain, member(interaction), GoalId(goal), page, now))


async def setup(bot: Accountabot) -> None:
    """Load what answers, and add the command to those about goals, which are loaded before."""
    bot.add_dynamic_items(WhyButton, WhyPicked, DaysPage, RecordPage)
    bot.group_of("Goals").add_command(history)
