"""Let owners choose the words with which newcomers, and those who come back, are greeted."""

import hashlib
import json
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import greetings as rules
from accountabot.domain.identities import Action, Member, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.domain.settings import Name
from accountabot.services import changes
from accountabot.services.channels import Place, place
from accountabot.store import proposals

_NAMES = (Name.GREETING, Name.RETURNING)


class Saved(NamedTuple):
    """Words that greet people from now on, none for the bot's, and whether that is new."""

    words: tuple[str, ...]
    is_new: bool


class Proposal(NamedTuple):
    """The words that an owner would have newcomers, or those who come back, be greeted with; none for the bot's."""

    key: int
    is_back: bool
    words: tuple[str, ...]
    place: Place
    held: tuple[str, ...] = ()
    """What held as they were proposed."""
    is_anew: bool = False
    """Somebody changed that since the form was opened, or the words were shown."""


def own(tx: Connection, server: ServerId, *, is_back: bool) -> tuple[str, ...]:
    """Return a server's own words for newcomers, or for those who come back; none where the bot's hold."""
    return _read(changes.held(tx, server).values[_name(is_back=is_back)])


def mark(words: tuple[str, ...]) -> str:
    """Return what stands for words that hold, to tell later whether others do."""
    return hashlib.sha256(_written(words).encode()).hexdigest()[:16]


def propose(
    tx: Connection, action: Action, typed: Iterable[str], seen: str, *, is_back: bool
) -> Proposal:
    """Keep words while they are shown to the owner who typed them; `seen` is the mark of those that held before.

    Raises Refusal where they can't be used.
    """
    words, held = rules.templates(typed), own(tx, action.member.server, is_back=is_back)
    kept = json.dumps({"words": words, "held": held}, ensure_ascii=False)
    key = proposals.add(tx, action, _name(is_back=is_back), kept)
    return Proposal(key, is_back, words, place(tx, action.member.server), held, seen != mark(held))


def proposed(tx: Connection, member: Member, key: int) -> Proposal:
    """Return the words that an owner has yet to decide on; raise Refusal where they did, or typed others."""
    found = proposals.get(tx, member, key)
    if found is None or found[0] not in _NAMES:
        raise Refusal("templates-gone")
    kept = {name: tuple(words) for name, words in json.loads(found[1]).items()}
    return Proposal(
        key, found[0] == Name.RETURNING, kept["words"], place(tx, member.server), kept["held"]
    )


def in_use(tx: Connection, server: ServerId) -> Proposal:
    """Return the words that greet newcomers now, to be tried; raise Refusal where nobody is greeted."""
    where = place(tx, server)
    if where.is_off:
        raise Refusal("greetings-are-off")
    return Proposal(0, False, own(tx, server, is_back=False), where)


def accept(tx: Connection, action: Action, key: int) -> Saved | Proposal:
    """Use what an owner proposed from now on, or return it anew where others hold by now than as it was proposed.

    Raises Refusal as `proposed` does.
    """
    proposal = proposed(tx, action.member, key)
    is_back, words = proposal.is_back, proposal.words
    if own(tx, action.member.server, is_back=is_back) not in (proposal.held, words):
        return propose(tx, action, words, mark(proposal.held), is_back=is_back)
    proposals.drop(tx, action.member, _name(is_back=is_back))
    return Saved(words, changes.change(tx, action, _name(is_back=is_back), _written(words)))


def leave(tx: Connection, member: Member, key: int) -> None:
    """Forget what an owner proposed, if they have yet to decide on it."""
    found = proposals.get(tx, member, key)
    if found and found[0] in _NAMES:
        proposals.drop(tx, member, found[0])


def _name(*, is_back: bool) -> Name:
    return Name.RETURNING if is_back else Name.GREETING


def _read(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value)) if value else ()


def _written(words: tuple[str, ...]) -> str:
    return json.dumps(words, ensure_ascii=False) if words else ""
