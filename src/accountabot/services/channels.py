"""Let owners choose their channels: where newcomers are greeted, goals and check-ins made public, messages counted."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.homes import Homes
from accountabot.domain.identities import Action, ServerId
from accountabot.domain.server_settings import OFF, ON
from accountabot.domain.settings import Name
from accountabot.services import changes
from accountabot.store import settings


class Place(NamedTuple):
    """Where a server's newcomers are greeted: by direct message first, or in a channel, where the bot may choose it."""

    channel: int | None
    is_off: bool
    by_message: bool


class Channels(NamedTuple):
    """Where newcomers are greeted, where goals and check-ins are made public, and where plain messages count."""

    greetings: Place
    homes: Homes
    counted: int | None


def place(tx: Connection, server: ServerId) -> Place:
    """Return where a server's newcomers are greeted."""
    return _place(changes.held(tx, server).values)


def channels(tx: Connection, server: ServerId) -> Channels:
    """Return which channels a server has chosen."""
    held = changes.held(tx, server).values
    homes = Homes(_channel(held[Name.GOALS]), _channel(held[Name.CHECKINS]))
    return Channels(_place(held), homes, _channel(held[Name.CHECKIN_CHANNEL]))


def homes(tx: Connection) -> dict[ServerId, Homes]:
    """Return, of every server that ever chose one, in which channels goals and check-ins are made public."""
    goals, checkins = (settings.everywhere(tx, name) for name in (Name.GOALS, Name.CHECKINS))
    return {
        server: Homes(_channel(goals.get(server, "")), _channel(checkins.get(server, "")))
        for server in {*goals, *checkins}
    }


def choose(
    tx: Connection,
    action: Action,
    chosen: Mapping[Name, int | None],
    *,
    by_message: bool | None = None,
) -> bool:
    """Use other channels, none where the bot is to choose or there is to be none; return whether any of it was new.

    What is not named stays as it is, and so does `by_message`, None.
    """
    values = {name: str(channel or "") for name, channel in chosen.items()}
    if by_message is not None:
        values[Name.BY_MESSAGE] = ON if by_message else ""
    are_new = [changes.change(tx, action, name, value) for name, value in values.items()]
    return any(are_new)


def turn_off(tx: Connection, action: Action) -> bool:
    """Let newcomers be greeted no more; return whether that was new."""
    return changes.change(tx, action, Name.GREETINGS, OFF)


def _place(held: Mapping[Name, str]) -> Place:
    value = held[Name.GREETINGS]
    return Place(_channel(value), value == OFF, held[Name.BY_MESSAGE] == ON)


def _channel(value: str) -> int | None:
    return int(value) if value.isdecimal() else None
