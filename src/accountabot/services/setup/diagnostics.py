"""Find problems for owners to fix: missing channels and recent failures."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.delivery.delivery_failures import DeliveryFailure
from accountabot.domain.identifiers import ServerId
from accountabot.domain.leaderboards.live_boards import LiveBoard
from accountabot.domain.reminders.offers import Offered
from accountabot.domain.server.server_settings import OFF
from accountabot.domain.server.settings import SettingName
from accountabot.domain.streaks.streak_roles import StreakRole, parse_roles
from accountabot.domain.timelines import Interval
from accountabot.services.delivery import failures
from accountabot.services.leaderboards import live_boards
from accountabot.services.server import judging_rules, settings_changes
from accountabot.services.streaks import streak_roles
from accountabot.store.streaks import bot_absences, outage_excuses

CHANNEL_SETTINGS = (
    SettingName.GREETINGS,
    SettingName.GOALS,
    SettingName.CHECKINS,
    SettingName.CHECKIN_CHANNEL,
    SettingName.WITNESSES,
    SettingName.REMINDER_CHANNEL,
    SettingName.DIGEST,
)
"""The settings that hold a channel."""


RECENT = timedelta(days=30)
"""How long ago an absence may have ended to be reported, besides the last one."""
MOST_ABSENCES = 3


class Outage(NamedTuple):
    """An absence of the bot (UTC), and how many periods of public goals it excused."""

    absence: Interval
    excused: int


class Diagnostics(NamedTuple):
    """The chosen channels of a server, and its recent problems."""

    channels: dict[SettingName, int]
    """The chosen channels, by setting; without that for reminders if they are off."""
    greets: bool
    failures: list[DeliveryFailure]
    outages: list[Outage]
    """The bot's last absences, the latest first."""
    has_zone: bool
    """Whether owners set a time zone."""
    roles: tuple[StreakRole, ...]
    live_boards: list[LiveBoard]
    ended_boards: list[LiveBoard]
    """Live leaderboards that ended, of which owners have not been told."""
    uses_roles: bool
    """Whether the server has streak roles, or members who still have one."""


def diagnose(tx: Connection, server: ServerId, now: datetime) -> Diagnostics:
    """Return a server's channels and recent problems."""
    values = settings_changes.current_settings(tx, server).values
    chosen = {name: int(values[name]) for name in CHANNEL_SETTINGS if values[name].isdecimal()}
    if values[SettingName.REMINDERS] == Offered.OFF:
        chosen.pop(SettingName.REMINDER_CHANNEL, None)
    greets = values[SettingName.GREETINGS] != OFF
    return Diagnostics(
        channels=chosen,
        greets=greets,
        failures=failures.recent(tx, server, now),
        outages=_outages(tx, server, now),
        has_zone=SettingName.ZONE in judging_rules.server_values(tx, server),
        roles=parse_roles(values[SettingName.STREAK_ROLES]),
        live_boards=live_boards.list_boards(tx, server),
        ended_boards=live_boards.list_ended(tx, server),
        uses_roles=streak_roles.is_used(tx, server),
    )


def _outages(tx: Connection, server: ServerId, now: datetime) -> list[Outage]:
    last = bot_absences.last(tx)
    recent = bot_absences.ended_since(tx, now - RECENT) or ([last] if last else [])
    return [
        Outage(each, outage_excuses.count_of(tx, server, each))
        for each in recent[: -MOST_ABSENCES - 1 : -1]
    ]


def mark_told(tx: Connection, ended: Iterable[LiveBoard]) -> None:
    """Forget live leaderboards that ended, because owners were told."""
    for board in ended:
        live_boards.forget(tx, board)
