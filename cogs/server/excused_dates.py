"""Let owners excuse a date for everyone, or withdraw that before the date begins."""

import asyncio

from discord.app_commands import Range, command

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import Member
from accountabot.phrases.calendar import deadlines
from accountabot.services.goals import goal_views
from accountabot.services.server import excused_dates
from accountabot.services.server.judging_rules import EVERYONE
from accountabot.ui import components, responses
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import OwnedItem, template
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.responses import act, database
from accountabot.ui.server.excused_date_cards import excused_card, unexcused_card


@command()
async def excuse(
    interaction: Interaction,
    date: Range[str, None, deadlines.LIMIT],
    reason: Range[str, None, user_text.NOTE_LIMIT] | None = None,
) -> None:
    """Excuse a date for everyone: nothing due that day counts as missed

    Args:
        date: Any date from two days ago onward: 2026-12-27, yesterday, next Friday
        reason: Why, in a few words
    """
    day = await _date(interaction, date)
    excused = await act(interaction, excused_dates.excuse, day, reason)
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


async def _date(interaction: Interaction, typed: str) -> LocalDay:
    """Parse a date in the server's zone, in a thread because it can be slow."""
    server = Member(responses.server_id(interaction), EVERYONE)
    now = interaction.created_at
    calendar = await database(interaction).read(goal_views.calendar, server, now)
    typed, locale = (
        user_text.clean_text(typed, deadlines.LIMIT, user_text.TextField.DATE),
        str(interaction.locale),
    )
    moment = await asyncio.to_thread(deadlines.parse_deadline, typed, calendar, now, locale=locale)
    return calendar.day_of(moment or now)


async def setup(bot: Client) -> None:
    """Load the button and add the command to the existing `/setup` group."""
    bot.add_dynamic_items(UnexcuseButton)
    bot.group_of("Setup").add_command(excuse)
