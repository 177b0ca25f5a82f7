"""Let owners excuse dates for everyone, or withdraw the excuse before they begin."""

from discord.app_commands import Range, command

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import Member
from accountabot.phrases.calendar import date_reader
from accountabot.services.goals import goal_views
from accountabot.services.server import excused_dates
from accountabot.services.server.judging_rules import EVERYONE
from accountabot.ui import responses
from accountabot.ui.calendar.typed_dates import ask_which_days, read_ranges
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import OwnedItem, template
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.responses import act, database
from accountabot.ui.server.excused_date_cards import excused_card, parse_detail, unexcused_card


@command()
async def excuse(
    interaction: Interaction,
    date: Range[str, None, date_reader.LIMIT],
    reason: Range[str, None, user_text.NOTE_LIMIT] | None = None,
) -> None:
    """Excuse a date or several for everyone: nothing due then counts as missed

    Args:
        date: From two days ago onward, up to 31 days: tomorrow, Dec 24 to Jan 1, next week
        reason: Why, in a few words
    """
    readings = await _days(interaction, date)
    if len(readings) > 1:
        await ask_which_days(interaction, "date", readings)
        return
    excused = await act(interaction, excused_dates.excuse, readings[0], reason)
    interaction.client.events.standings_stale()
    await responses.show(interaction, excused_card(responses.member(interaction), excused))


class UnexcuseButton(OwnedItem, template=template("unexcuse")):
    """The *Take it back* button of excused dates, for the owner who excused them."""

    not_yours = "excuse-not-yours"

    async def on_owner_press(self, interaction: Interaction) -> None:
        """Withdraw the excused dates."""
        withdrawn = await act(interaction, excused_dates.unexcuse, parse_detail(self.detail))
        interaction.client.events.standings_stale()
        await update_message(interaction, unexcused_card(withdrawn))


async def _days(interaction: Interaction, typed: str) -> tuple[tuple[LocalDay, ...], ...]:
    """Return the sets of days that the text can mean in the server's zone.

    Raises Refusal if it means none.
    """
    server = Member(responses.server_id(interaction), EVERYONE)
    here = await database(interaction).read(
        goal_views.member_calendar, server, interaction.created_at
    )
    return await read_ranges(interaction, typed, here)


async def setup(bot: Client) -> None:
    """Load the button and add the command to the existing `/setup` group."""
    bot.add_dynamic_items(UnexcuseButton)
    bot.group_of("Setup").add_command(excuse)
