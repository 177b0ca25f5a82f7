"""Store newcomers until they are greeted."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    insert,
    select,
)

from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.store.schema import newcomers


class Newcomer(NamedTuple):
    """A member who must still be greeted, and since when their greeting is held back."""

    joined_at: datetime
    is_back: bool
    held_at: datetime | None


_WAITING = select(newcomers.c.server_id, newcomers.c.member_id, newcomers.c.joined_at)
_NEWCOMER = select(newcomers.c.joined_at, newcomers.c.is_back, newcomers.c.held_at).where(
    newcomers.c.server_id == bindparam("server"), newcomers.c.member_id == bindparam("member")
)
_FORGET_NEWCOMER = delete(newcomers).where(
    newcomers.c.server_id == bindparam("server"), newcomers.c.member_id == bindparam("member")
)
_ADD_NEWCOMER = insert(newcomers)


def add_newcomer(tx: Connection, member: Member, at: datetime, *, is_back: bool) -> None:
    """Add a member who joined or came back."""
    drop_newcomer(tx, member)
    who = {"server_id": member.server, "member_id": member.id}
    tx.execute(_ADD_NEWCOMER, who | {"joined_at": at, "is_back": is_back})


def newcomer(tx: Connection, member: Member) -> Newcomer | None:
    """Return a member who must still be greeted, or None."""
    row = tx.execute(_NEWCOMER, _who(member)).first()
    return Newcomer(*row) if row else None


def all_newcomers(tx: Connection) -> dict[Member, datetime]:
    """Return all newcomers of all servers, and when they joined."""
    return {
        Member(ServerId(server), MemberId(key)): joined
        for server, key, joined in tx.execute(_WAITING)
    }


def drop_newcomer(tx: Connection, member: Member) -> None:
    """Delete a newcomer who has been greeted, or can't be."""
    tx.execute(_FORGET_NEWCOMER, _who(member))


def _who(member: Member) -> dict[str, int]:
    return {"server": member.server, "member": member.id}
