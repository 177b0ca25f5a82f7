"""Store newcomers until they are greeted."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.store.parameters import member_params
from accountabot.store.schema import newcomers


class Newcomer(NamedTuple):
    """A member who waits for a greeting, or for a group greeting if `held_at` is set."""

    joined_at: datetime
    """When they joined, by Discord's clock; the same join has the same instant."""
    seen_at: datetime
    """When the bot learned that they joined, by its own clock."""
    is_back: bool
    has_turn: bool
    """Whether their own greeting is queued."""
    held_at: datetime | None


_WAITING = select(newcomers.c.server_id, newcomers.c.member_id, newcomers.c.joined_at)
_WHO = (newcomers.c.server_id == bindparam("server"), newcomers.c.member_id == bindparam("member"))
_NEWCOMER = select(*(newcomers.c[name] for name in Newcomer._fields)).where(*_WHO)
_ON_SERVER = select(newcomers.c.member_id, newcomers.c.seen_at).where(
    newcomers.c.server_id == bindparam("server")
)
_FORGET_NEWCOMER = delete(newcomers).where(*_WHO)
_SET_TURN = update(newcomers).where(*_WHO).values(has_turn=bindparam("now_has_turn"))
_ADD_NEWCOMER = insert(newcomers)


def add_newcomer(tx: Connection, member: Member, newcomer: Newcomer) -> None:
    """Store a new or returning member who waits for a greeting; an earlier join is forgotten."""
    drop_newcomer(tx, member)
    values = {"server_id": member.server, "member_id": member.id}
    tx.execute(_ADD_NEWCOMER, values | newcomer._asdict())


def get_newcomer(tx: Connection, member: Member) -> Newcomer | None:
    """Return a member who waits for a greeting, or None."""
    row = tx.execute(_NEWCOMER, member_params(member)).first()
    return Newcomer(*row) if row else None


def set_turn(tx: Connection, member: Member, *, has_turn: bool) -> None:
    """Set whether a newcomer's own greeting is queued."""
    tx.execute(_SET_TURN, member_params(member) | {"now_has_turn": has_turn})


def newcomers_on(tx: Connection, server: ServerId) -> dict[Member, datetime]:
    """Return a server's members who wait for a greeting, and when the bot learned of each."""
    found = tx.execute(_ON_SERVER, {"server": server})
    return {Member(server, MemberId(key)): seen for key, seen in found}


def all_newcomers(tx: Connection) -> dict[Member, datetime]:
    """Return all members on any server who wait for a greeting, and when they joined."""
    return {
        Member(ServerId(server), MemberId(key)): joined
        for server, key, joined in tx.execute(_WAITING)
    }


def drop_newcomer(tx: Connection, member: Member) -> None:
    """Delete a newcomer from the waiting list."""
    tx.execute(_FORGET_NEWCOMER, member_params(member))
