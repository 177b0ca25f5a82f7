"""Build the overview of a server's settings and their commands."""

from discord import Guild

from accountabot.domain.reminders.offers import Offered
from accountabot.services.setup.overview import Overview
from accountabot.ui import dates
from accountabot.ui.cards import Card, text
from accountabot.ui.delivery import announcement_channels
from accountabot.ui.digest import digest_setting_card
from accountabot.ui.goals import promise_text
from accountabot.ui.leaderboards import live_board_list
from accountabot.ui.localization import say
from accountabot.ui.server.channel_overview import (
    checkin_channel_line,
    greetings_line,
    reminder_lines,
    witness_lines,
)
from accountabot.ui.server.setting_text import describe_roles, freeze_numbers

MOST_DATES = 10


def overview_card(held: Overview, guild: Guild, time: str) -> Card:
    """Build the overview of a server's settings."""
    return Card(
        text(say("overview")),
        text(*greetings_line(guild, held.channels.greetings), _words(held)),
        text(
            *announcement_channels.lines(guild, held.channels.announcements),
            *checkin_channel_line(guild, held.channels),
            *witness_lines(guild, held.channels),
            digest_setting_card.overview_line(guild, held.digest),
            live_board_list.overview_line(held.live_boards),
        ),
        text(*_reminders(held, guild)),
        text(
            say("overview-zone", zone=held.zone.key, time=time),
            say("overview-week-start", day=promise_text.weekday_name(held.week_start)),
            _freezes(held),
            _excused(held),
            say("overview-roles", roles=describe_roles(held.roles)),
        ),
    )


def _reminders(held: Overview, guild: Guild) -> list[str]:
    how = say("overview-reminders", offered=held.offered.key)
    return [how, *([] if held.offered is Offered.OFF else reminder_lines(guild, held.channels))]


def _words(held: Overview) -> str:
    return say("overview-words", own=held.greeting_count, returning=held.returning_count)


def _freezes(held: Overview) -> str:
    rule = held.freeze_rule
    if rule.is_off:
        return say("overview-freezes-off")
    return say("overview-freezes", **freeze_numbers(rule))


def _excused(held: Overview) -> str:
    if not held.excused:
        return say("overview-excused-none")
    days = " · ".join(map(dates.full_date, held.excused[:MOST_DATES]))
    return say("overview-excused", days=days, more=max(0, len(held.excused) - MOST_DATES))
