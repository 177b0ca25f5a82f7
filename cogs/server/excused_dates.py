"""Let owners excuse a date for everyone, or withdraw that before the date begins."""

from discord.app_commands import Range, command

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import Member
from accountabot.domain.refusals import Refusal
from accountabot.phrases.calendar import date_reader
from accountabot.phrases.calendar.date_reader import DateRole
from accountabot.services.goals import goal_views
from accountabot.services.server import excused_dates
from accountabot.services.server.judging_rules import EVERYONE
from accountabot.ui import components, responses
from accountabot.ui.calendar.typed_dates import ask_which_day, read_days
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import OwnedItem, template
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.responses import act, database
from accountabot.ui.server.excused_date_cards import excused_card, unexcused_card


@command()
async def excuse(
    interaction: Interaction,
    date: Range[str, None, date_reader.LIMIT],
    reason: Range[str, None, user_text.NOTE_LIMIT] | None = None,
) -> None:
    """Excuse a date for everyone: nothing due that day counts as missed

    Args:
        date: Any day from two days ago onward: yesterday, tomorrow, Dec 24
        reason: Why, in a few words
    """
    days = await _days(interaction, date)
    if len(days) > 1:
        await ask_which_day(interaction, "date", days)
        return
    excused = await act(interaction, excused_dates.excuse, days[0], reason)
    interaction.client.events.standings_stale()
    await responses.show(interaction, excused_card(responses.member(interaction), excused))


class UnexcuseButton(OwnedItem, template=template("unexcuse")):
    """The *Take it back* button of an excused date, for the owner who excused it."""

    not_yours = "excuse-not-yours"

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Withdraw the excused date."""
        day = components.parse_day(self.detail)
        was_excused = await act(interaction, excused_dates.unexcuse, day)
        interaction.client.events.standings_stale()
        await update_message(interaction, unexcused_card(day, was_excused=was_excused))


async def _days(interaction: Interaction, typed: str) -> tuple[LocalDay, ...]:
    """Return the days that a date can mean in the server's zone; raise Refusal if it means none."""
    server = Member(responses.server_id(interaction), EVERYONE)
    here = await database(interaction).read(
        goal_views.member_calendar, server, interaction.created_at
    )
    days = await read_days(interaction, typed, DateRole.DAY, here)
    if not days:
        raise Refusal("deadline-unreadable", read=typed)
    return days


async def setup(bot: Client) -> None:
    """Load the button and add the command to the existing `/setup` group."""
    bot.add_dynamic_items(UnexcuseButton)
    bot.group_of("Setup").add_command(excuse)
