"""Say what owners may have to mend on their server: which channels they chose, and what went wrong of late."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.delivery.delivery_failures import DeliveryFailure
from accountabot.domain.identifiers import ServerId
from accountabot.domain.server.server_settings import OFF
from accountabot.domain.server.settings import SettingName
from accountabot.domain.timelines import Interval
from accountabot.services.delivery import failures
from accountabot.services.server import settings_changes
from accountabot.store.streaks import bot_absences

PLACES = (
    SettingName.GREETINGS,
    SettingName.GOALS,
    SettingName.CHECKINS,
    SettingName.CHECKIN_CHANNEL,
)
"""What owners may choose a channel for."""


class Diagnostics(NamedTuple):
    """What was chosen on a server, and what went wrong."""

    channels: dict[SettingName, int]
    """Those that were chosen, by what for."""
    greets: bool
    failures: list[DeliveryFailure]
    absence: Interval | None
    """When the bot itself was away last (UTC)."""


def diagnose(tx: Connection, server: ServerId, now: datetime) -> Diagnostics:
    """Return what there may be to mend on a server."""
    values = settings_changes.current_settings(tx, server).values
    chosen = {name: int(values[name]) for name in PLACES if values[name].isdecimal()}
    greets = values[SettingName.GREETINGS] != OFF
    return Diagnostics(chosen, greets, failures.recent(tx, server, now), bot_absences.last(tx))
