"""Say what owners may have to mend on their server: which channels they chose, and what went wrong of late."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.changes import Stretch
from accountabot.domain.failures import Failure
from accountabot.domain.identities import ServerId
from accountabot.domain.server_settings import OFF
from accountabot.domain.settings import Name
from accountabot.services import changes, failures
from accountabot.store import absences

PLACES = (Name.GREETINGS, Name.GOALS, Name.CHECKINS, Name.CHECKIN_CHANNEL)
"""What owners may choose a channel for."""


class Checkup(NamedTuple):
    """What was chosen on a server, and what went wrong."""

    channels: dict[Name, int]
    """Those that were chosen, by what for."""
    greets: bool
    failures: list[Failure]
    absence: Stretch | None
    """When the bot itself was away last (UTC)."""


def checkup(tx: Connection, server: ServerId, now: datetime) -> Checkup:
    """Return what there may be to mend on a server."""
    values = changes.held(tx, server).values
    chosen = {name: int(values[name]) for name in PLACES if values[name].isdecimal()}
    greets = values[Name.GREETINGS] != OFF
    return Checkup(chosen, greets, failures.recent(tx, server, now), absences.last(tx))
