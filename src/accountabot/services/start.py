"""Let an owner begin: a channel for everything, or one each, and all of it at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.identities import Action, ServerId
from accountabot.domain.settings import Name
from accountabot.services import changes, checkup, welcomes
from accountabot.services.checkup import Checkup

PLACES = (Name.GREETINGS, Name.GOALS, Name.CHECKINS)
"""What happens in a channel, and may have one of its own."""


class Start(NamedTuple):
    """What an owner decides first, as it holds now."""

    zone: str
    found: Checkup
    words: tuple[str, ...]
    """Greetings of the server's own for newcomers."""
    returning: tuple[str, ...]
    """The same for who comes back."""

    @property
    def everything(self) -> int | None:
        """The one channel for everything, where there is one."""
        chosen = {self.found.channels.get(name) for name in PLACES}
        return chosen.pop() if len(chosen) == 1 else None


def start(tx: Connection, server: ServerId, now: datetime) -> Start:
    """Return what an owner decides first, as it holds now."""
    own = (welcomes.own(tx, server, is_back=is_back) for is_back in (False, True))
    return Start(changes.held(tx, server).values[Name.ZONE], checkup.checkup(tx, server, now), *own)


def use(tx: Connection, action: Action, channels: Mapping[Name, int]) -> None:
    """Let what is named happen in those channels from now on, the rest where it does."""
    for name, channel in channels.items():
        changes.change(tx, action, name, str(channel))
