"""Store the departures and returns of members and the bot."""

from datetime import datetime

from sqlalchemy import (
    Connection,
    bindparam,
    insert,
    select,
    union_all,
    update,
)

from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.store.dialect import insert_replacing
from accountabot.store.greetings.newcomers import drop_newcomer
from accountabot.store.parameters import member_params
from accountabot.store.schema import blocks, cheers, departures, goals, hellos, witnesses

_KNOWN = union_all(
    *(
        select(table.c.member_id).where(
            table.c.server_id == bindparam("server"), table.c.member_id == bindparam("member")
        )
        for table in (goals, witnesses, hellos, cheers)
    )
).limit(1)
_HAS_GOALS = (
    select(goals.c.id)
    .where(goals.c.server_id == bindparam("server"), goals.c.member_id == bindparam("member"))
    .limit(1)
)
_AWAY = (
    departures.c.server_id == bindparam("server"),
    departures.c.member_id == bindparam("member"),
    departures.c.back_at.is_(None),
)
_IS_AWAY = select(departures.c.left_at).where(*_AWAY)
blocked_by = (
    select(blocks.c.moderator_id)
    .where(
        blocks.c.server_id == departures.c.server_id,
        blocks.c.member_id == departures.c.member_id,
        blocks.c.at == departures.c.left_at,
        blocks.c.is_blocked,
    )
    .correlate(departures)
    .scalar_subquery()
)
"""The moderator whose block caused a departure; None if the member left."""
_HAS_LEFT = _IS_AWAY.where(blocked_by.is_(None))
_CLOSED = select(departures.c.server_id).where(
    departures.c.member_id == 0, departures.c.back_at.is_(None)
)
_END_DEPARTURE = (
    update(departures).where(*_AWAY, blocked_by.is_(None)).values(back_at=bindparam("back"))
)
_END_BLOCK = (
    update(departures).where(*_AWAY, blocked_by.is_not(None)).values(back_at=bindparam("back"))
)
recently_left = (
    select(departures.c.member_id)
    .where(
        departures.c.server_id == bindparam("server"),
        departures.c.member_id != 0,
        departures.c.back_at.is_(None),
        blocked_by.is_(None),
    )
    .order_by(departures.c.left_at.desc())
)
"""The members who left a server and are not back, the last ones first."""
_ADD_DEPARTURE = insert(departures)
_ADD_BLOCK = insert_replacing(departures)
"""A block at the instant of an earlier departure replaces it."""

EVERYONE = MemberId(0)
"""The member ID for absences of the bot, which affect the whole server."""


def has_goals(tx: Connection, member: Member) -> bool:
    """Return whether a member ever had a goal on this server."""
    return tx.execute(_HAS_GOALS, member_params(member)).first() is not None


def record_departure(tx: Connection, member: Member, at: datetime) -> bool:
    """Record that a member left; return False if already recorded or without data."""
    drop_newcomer(tx, member)
    has_left = tx.execute(_HAS_LEFT, member_params(member)).first() is not None
    is_known = has_left or not tx.execute(_KNOWN, member_params(member)).first()
    if not is_known:
        tx.execute(
            _ADD_DEPARTURE, {"server_id": member.server, "member_id": member.id, "left_at": at}
        )
    return not is_known


def record_return(tx: Connection, member: Member, at: datetime) -> bool:
    """Record that a member returned; return False if they had not left. A block remains."""
    return tx.execute(_END_DEPARTURE, member_params(member) | {"back": at}).rowcount > 0


def set_blocked(tx: Connection, member: Member, at: datetime) -> None:
    """Record that a member is blocked, from `at` (UTC) on."""
    drop_newcomer(tx, member)
    tx.execute(_ADD_BLOCK, {"server_id": member.server, "member_id": member.id, "left_at": at})


def set_unblocked(tx: Connection, member: Member, at: datetime) -> None:
    """Record that a member is no longer blocked; a departure in the meantime remains."""
    tx.execute(_END_BLOCK, member_params(member) | {"back": at})


def set_removed(tx: Connection, server: ServerId, at: datetime) -> bool:
    """Record the removal of the bot from a server; return False if already recorded."""
    is_known = is_away(tx, Member(server, EVERYONE))
    if not is_known:
        tx.execute(_ADD_DEPARTURE, {"server_id": server, "member_id": EVERYONE, "left_at": at})
    return not is_known


def list_departed_servers(tx: Connection) -> list[ServerId]:
    """Return the servers that removed the bot."""
    return [ServerId(key) for key in tx.execute(_CLOSED).scalars()]


def is_away(tx: Connection, member: Member) -> bool:
    """Return whether a member has left the server or is blocked."""
    return tx.execute(_IS_AWAY, member_params(member)).first() is not None
