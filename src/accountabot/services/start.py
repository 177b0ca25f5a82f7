"""Let an owner begin: a channel for everything, or one each, and all of it at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.identities import Action, ServerId
from accountabot.domain.server_settings import SETTINGS
from accountabot.domain.settings import Name
from accountabot.services import changes, channels, checkup, welcomes
from accountabot.services.channels import Place
from accountabot.services.checkup import Checkup

PLACES = (Name.GREETINGS, Name.GOALS, Name.CHECKINS)
"""What happens in a channel, and may have one of its own."""


class Start(NamedTuple):
    """What an owner decides first, as it holds now."""

    rules: dict[Name, str]
    """What all goals of the server are judged by."""
    found: Checkup
    place: Place
    words: tuple[str, ...]
    """Greetings of the server's own for newcomers."""
    returning: tuple[str, ...]
    """The same for who comes back."""

    @property
    def zone(self) -> str:
        """The zone that days follow."""
        return self.rules[Name.ZONE]

    @property
    def everything(self) -> int | None:
        """The one channel that was chosen for everything, where one was."""
        chosen = {self.found.channels.get(name) for name in PLACES}
        return chosen.pop() if len(chosen) == 1 else None


def start(tx: Connection, server: ServerId, now: datetime) -> Start:
    """Return what an owner decides first, as it holds now."""
    own = (welcomes.own(tx, server, is_back=is_back) for is_back in (False, True))
    rules = {
        name: value
        for name, value in changes.held(tx, server).values.items()
        if SETTINGS[name].is_judged_by
    }
    return Start(rules, checkup.checkup(tx, server, now), channels.place(tx, server), *own)


def use(tx: Connection, action: Action, chosen: Mapping[Name, int]) -> None:
    """Let what is named happen in those channels from now on, the rest where it does."""
    for name, channel in chosen.items():
        changes.change(tx, action, name, str(channel))
