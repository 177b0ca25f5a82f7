"""Let owners choose their channels: where newcomers are greeted, with which words, and where messages count."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import greetings as rules
from accountabot.domain.identities import Action, Member, MemberId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.domain.settings import Name
from accountabot.services import setup
from accountabot.store import greetings, settings

ALL = MemberId(0)
ON, OFF = "on", "off"


class Place(NamedTuple):
    """Where a server's newcomers are greeted: by direct message first, or in a channel, where the bot may choose it."""

    channel: int | None
    is_off: bool
    by_message: bool


class Channels(NamedTuple):
    """Where a server's newcomers are greeted, and where its plain messages count, if anywhere."""

    greetings: Place
    checkins: int | None


class Proposal(NamedTuple):
    """The words that an owner would have newcomers, or those who come back, be greeted with; none for the bot's."""

    key: int
    is_back: bool
    words: tuple[str, ...]
    place: Place


def place(tx: Connection, server: ServerId) -> Place:
    """Return where a server's newcomers are greeted."""
    value = _value(tx, server, Name.GREETINGS)
    by_message = _value(tx, server, Name.BY_MESSAGE) == ON
    return Place(int(value) if value.isdecimal() else None, value == OFF, by_message)


def channels(tx: Connection, server: ServerId) -> Channels:
    """Return which channels a server has chosen."""
    checkins = _value(tx, server, Name.CHECKIN_CHANNEL)
    return Channels(place(tx, server), int(checkins) if checkins else None)


def choose(
    tx: Connection, action: Action, channel: int | None, *, by_message: bool | None = None, checkins: int | None = None
) -> bool:
    """Let newcomers be greeted or messages count elsewhere, None staying as it is; return whether any of it was new."""
    is_elsewhere = channel is not None and set_channel(tx, action, channel)
    is_counted = checkins is not None and setup.set_checkin_channel(tx, action, checkins)
    is_otherwise = by_message is not None and _set(tx, action, Name.BY_MESSAGE, ON if by_message else "")
    return is_elsewhere or is_counted or is_otherwise


def set_channel(tx: Connection, action: Action, channel: int | None) -> bool:
    """Let newcomers be greeted in a channel, or where the bot chooses; return whether that was new."""
    return _set(tx, action, Name.GREETINGS, str(channel or ""))


def turn_off(tx: Connection, action: Action) -> bool:
    """Let newcomers be greeted no more; return whether that was new."""
    return _set(tx, action, Name.GREETINGS, OFF)


def own(tx: Connection, server: ServerId, *, is_back: bool) -> tuple[str, ...]:
    """Return a server's own words for newcomers, or for those who come back; none where the bot's hold."""
    return _read(_value(tx, server, _name(is_back=is_back)))


def propose(tx: Connection, action: Action, typed: Iterable[str], *, is_back: bool) -> Proposal:
    """Keep words while they are shown to the owner who typed them; raise Refusal where they can't be used."""
    words = rules.templates(typed)
    key = greetings.propose(tx, action, _name(is_back=is_back), _written(words))
    return Proposal(key, is_back, words, place(tx, action.member.server))


def proposed(tx: Connection, member: Member, key: int) -> Proposal:
    """Return the words that an owner has yet to decide on; raise Refusal where they did, or typed others."""
    found = greetings.proposal(tx, member, key)
    if found is None:
        raise Refusal("templates-gone")
    return Proposal(key, found[0] == Name.RETURNING, _read(found[1]), place(tx, member.server))


def in_use(tx: Connection, server: ServerId) -> Proposal:
    """Return the words that greet newcomers now, to be tried; raise Refusal where nobody is greeted."""
    where = place(tx, server)
    if where.is_off:
        raise Refusal("greetings-are-off")
    return Proposal(0, False, own(tx, server, is_back=False), where)


def accept(tx: Connection, action: Action, key: int) -> tuple[Proposal, bool]:
    """Use what an owner proposed from now on; return it, and whether that was new."""
    proposal = proposed(tx, action.member, key)
    is_new = _set(tx, action, _name(is_back=proposal.is_back), _written(proposal.words))
    greetings.drop_proposals(tx, action.member)
    return proposal, is_new


def leave(tx: Connection, member: Member) -> None:
    """Forget what an owner proposed."""
    greetings.drop_proposals(tx, member)


def _set(tx: Connection, action: Action, name: Name, value: str) -> bool:
    is_new = _value(tx, action.member.server, name) != value
    if is_new:
        settings.add(tx, action, Member(action.member.server, ALL), name, value)
    return is_new


def _value(tx: Connection, server: ServerId, name: Name) -> str:
    known = settings.all_of(tx, Member(server, ALL))
    return next((s.value for s in reversed(known) if s.name == name), "")


def _name(*, is_back: bool) -> Name:
    return Name.RETURNING if is_back else Name.GREETING


def _read(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value)) if value else ()


def _written(words: tuple[str, ...]) -> str:
    return json.dumps(words, ensure_ascii=False) if words else ""
