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
from accountabot.store.parameters import member_params
from accountabot.store.schema import newcomers


class Newcomer(NamedTuple):
    """A member who waits for a greeting, or for a group greeting if `held_at` is set."""

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
    """Store a new or returning member who waits for a greeting."""
    drop_newcomer(tx, member)
    values = {"server_id": member.server, "member_id": member.id}
    tx.execute(_ADD_NEWCOMER, values | {"joined_at": at, "is_back": is_back})


def get_newcomer(tx: Connection, member: Member) -> Newcomer | None:
    """Return a member who waits for a greeting, or None."""
    row = tx.execute(_NEWCOMER, member_params(member)).first()
    return Newcomer(*row) if row else None


def all_newcomers(tx: Connection) -> dict[Member, datetime]:
    """Return all members on any server who wait for a greeting, and when they joined."""
    return {
        Member(ServerId(server), MemberId(key)): joined
        for server, key, joined in tx.execute(_WAITING)
    }


def drop_newcomer(tx: Connection, member: Member) -> None:
    """Delete a newcomer from the waiting list."""
    tx.execute(_FORGET_NEWCOMER, member_params(member))
