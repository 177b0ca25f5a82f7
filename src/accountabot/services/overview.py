"""Say what holds on a server: what its owners set, and what holds where they set nothing."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from accountabot.domain.days import LocalDay
from accountabot.domain.identities import ServerId
from accountabot.domain.settings import Name, freezing
from accountabot.domain.terms import Freezing
from accountabot.services import changes, channels, setup, welcomes
from accountabot.services.channels import Channels
from accountabot.store import settings


class Overview(NamedTuple):
    """Everything that owners can set; weekdays count from Monday, 0."""

    zone: ZoneInfo
    week_start: int
    freezing: Freezing
    excused: list[LocalDay]
    """From today on."""
    channels: Channels
    words: int
    """Greetings of the server's own for newcomers."""
    returning: int
    """The same for who comes back."""


def overview(tx: Connection, server: ServerId, now: datetime) -> Overview:
    """Return what holds on a server now."""
    zone, known = settings.home(tx, server, now), setup.servers(tx, server)
    own, returning = (len(welcomes.own(tx, server, is_back=is_back)) for is_back in (False, True))
    return Overview(
        zone,
        int(known.get(Name.WEEK_START, "0")),
        freezing(known[Name.FREEZES]) if Name.FREEZES in known else Freezing(),
        sorted(
            day for day in changes.held(tx, server).excused if day >= now.astimezone(zone).date()
        ),
        channels.channels(tx, server),
        own,
        returning,
    )
