"""Store members' introductions and disclosures."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select

from accountabot.domain.identifiers import Action, Member
from accountabot.domain.people.profiles import Introduction
from accountabot.store.parameters import member_params
from accountabot.store.schema import disclosures, introductions

_INTRODUCTION = select(introductions.c.who, introductions.c.does, introductions.c.learns).where(
    introductions.c.server_id == bindparam("server"),
    introductions.c.member_id == bindparam("member"),
)
_FORGET = delete(introductions).where(
    introductions.c.server_id == bindparam("server"),
    introductions.c.member_id == bindparam("member"),
)
_DISCLOSURES = (
    select(disclosures.c.text, disclosures.c.at)
    .where(
        disclosures.c.server_id == bindparam("server"),
        disclosures.c.member_id == bindparam("member"),
    )
    .order_by(disclosures.c.id.desc())
)
_INTRODUCE = insert(introductions)
_DISCLOSE = insert(disclosures)


class DatedDisclosure(NamedTuple):
    """A disclosure and its time (UTC); empty text withdraws it."""

    text: str
    at: datetime


def introduction_of(tx: Connection, member: Member) -> Introduction | None:
    """Return a member's introduction, or None."""
    row = tx.execute(_INTRODUCTION, member_params(member)).first()
    return Introduction(*row) if row else None


def set_introduction(tx: Connection, action: Action, introduction: Introduction) -> None:
    """Replace a member's introduction."""
    tx.execute(_FORGET, member_params(action.member))
    parts = {"who": introduction.who, "does": introduction.does, "learns": introduction.learns}
    tx.execute(_INTRODUCE, _by(action) | parts)


def disclosures_of(tx: Connection, member: Member) -> list[DatedDisclosure]:
    """Return a member's disclosures, the newest first."""
    return [DatedDisclosure(*row) for row in tx.execute(_DISCLOSURES, member_params(member))]


def add_disclosure(tx: Connection, action: Action, text: str) -> None:
    """Append a disclosure."""
    tx.execute(_DISCLOSE, _by(action) | {"text": text})


def _by(action: Action) -> dict[str, object]:
    return {"server_id": action.member.server, "member_id": action.member.id, "at": action.at}
