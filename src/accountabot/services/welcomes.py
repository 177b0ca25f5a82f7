"""Let owners choose the words with which newcomers, and those who come back, are greeted."""

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
from accountabot.store import greetings


class Proposal(NamedTuple):
    """The words that an owner would have newcomers, or those who come back, be greeted with; none for the bot's."""

    key: int
    is_back: bool
    words: tuple[str, ...]
    place: Place


def own(tx: Connection, server: ServerId, *, is_back: bool) -> tuple[str, ...]:
    """Return a server's own words for newcomers, or for those who come back; none where the bot's hold."""
    return _read(changes.held(tx, server).values[_name(is_back=is_back)])


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
    is_new = changes.change(tx, action, _name(is_back=proposal.is_back), _written(proposal.words))
    greetings.drop_proposals(tx, action.member)
    return proposal, is_new


def leave(tx: Connection, member: Member) -> None:
    """Forget what an owner proposed."""
    greetings.drop_proposals(tx, member)


def _name(*, is_back: bool) -> Name:
    return Name.RETURNING if is_back else Name.GREETING


def _read(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value)) if value else ()


def _written(words: tuple[str, ...]) -> str:
    return json.dumps(words, ensure_ascii=False) if words else ""
