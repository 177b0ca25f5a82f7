"""Find problems for owners to fix: missing channels and recent failures."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.delivery.delivery_failures import DeliveryFailure
from accountabot.domain.identifiers import ServerId
from accountabot.domain.reminders.offers import Offered
from accountabot.domain.server.server_settings import OFF
from accountabot.domain.server.settings import SettingName
from accountabot.domain.streaks.streak_roles import StreakRole, parse_roles
from accountabot.domain.timelines import Interval
from accountabot.services.delivery import failures
from accountabot.services.server import settings_changes
from accountabot.store.streaks import bot_absences

CHANNEL_SETTINGS = (
    SettingName.GREETINGS,
    SettingName.GOALS,
    SettingName.CHECKINS,
    SettingName.CHECKIN_CHANNEL,
    SettingName.WITNESSES,
    SettingName.REMINDER_CHANNEL,
)
"""The settings that hold a channel."""


class Diagnostics(NamedTuple):
    """The chosen channels of a server, and its recent problems."""

    channels: dict[SettingName, int]
    """The chosen channels, by setting; without that for reminders if they are off."""
    greets: bool
    failures: list[DeliveryFailure]
    absence: Interval | None
    """The bot's last absence (UTC)."""
    roles: tuple[StreakRole, ...]


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
        absence=bot_absences.last(tx),
        roles=parse_roles(values[SettingName.STREAK_ROLES]),
    )
