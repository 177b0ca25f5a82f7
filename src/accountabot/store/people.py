"""Keep who holds whom to their word, who cheered, and who is here."""

from datetime import datetime

from sqlalchemy import Connection, Table, bindparam, delete, exists, func, insert, select, update

from accountabot.domain.goals import Goal
from accountabot.domain.identities import Action, Member, MemberId, ServerId
from accountabot.domain.people import Backing
from accountabot.store.schema import cheers, departures, goals, newcomers, standings, witnesses

_WITNESSES = (
    select(witnesses.c.member_id)
    .where(witnesses.c.server_id == bindparam("server"), witnesses.c.goal_id == bindparam("goal"))
    .order_by(witnesses.c.at)
)
_CHEERS = (
    select(func.count())
    .select_from(cheers)
    .where(cheers.c.server_id == bindparam("server"), cheers.c.goal_id == bindparam("goal"))
)
_BEHIND = {
    table.name: select(table.c.at).where(
        table.c.server_id == bindparam("server"),
        table.c.goal_id == bindparam("goal"),
        table.c.member_id == bindparam("member"),
    )
    for table in (witnesses, cheers)
}
_WAITING = select(newcomers.c.server_id, newcomers.c.member_id, newcomers.c.joined_at)
_NEWCOMER = select(newcomers.c.joined_at).where(
    newcomers.c.server_id == bindparam("server"), newcomers.c.member_id == bindparam("member")
)
_STANDS = (
    select(goals.c.id)
    .where(goals.c.server_id == bindparam("server"), goals.c.member_id == bindparam("member"))
    .limit(1)
)
_FORGET_NEWCOMER = delete(newcomers).where(
    newcomers.c.server_id == bindparam("server"), newcomers.c.member_id == bindparam("member")
)
_AWAY = (
    departures.c.server_id == bindparam("server"),
    departures.c.member_id == bindparam("member"),
    departures.c.back_at.is_(None),
)
_IS_AWAY = select(departures.c.left_at).where(*_AWAY)
_CLOSED = select(departures.c.server_id).where(departures.c.member_id == 0, departures.c.back_at.is_(None))
_END_DEPARTURE = update(departures).where(*_AWAY).values(back_at=bindparam("back"))
_DEPARTED = (
    select(standings.c.member_id)
    .where(
        standings.c.server_id == bindparam("server"),
        standings.c.streak > 0,
        exists().where(
            departures.c.server_id == standings.c.server_id,
            departures.c.member_id == standings.c.member_id,
            departures.c.back_at.is_(None),
        ),
    )
    .distinct()
    .limit(bindparam("limit"))
)
_ADD_NEWCOMER = insert(newcomers)
_ADD_DEPARTURE = insert(departures)

EVERYONE = MemberId(0)
"""Stands for a whole server, from which the bot itself was away."""


def add_witness(tx: Connection, goal: Goal, action: Action) -> bool:
    """Keep a promise to hold a member to their goal; return False where it was given before."""
    return _add_once(tx, witnesses, goal, action)


def add_cheer(tx: Connection, goal: Goal, action: Action) -> bool:
    """Keep a cheer; return False where this member cheered this goal before."""
    return _add_once(tx, cheers, goal, action)


def backing_of(tx: Connection, goal: Goal) -> Backing:
    """Return who stands behind a goal."""
    which = {"server": goal.owner.server, "goal": goal.id}
    seen = tuple(MemberId(key) for key in tx.execute(_WITNESSES, which).scalars())
    return Backing(seen, tx.execute(_CHEERS, which).scalar_one())


def add_newcomer(tx: Connection, member: Member, at: datetime) -> None:
    """Remember that a member arrived and is to be greeted."""
    drop_newcomer(tx, member)
    tx.execute(_ADD_NEWCOMER, {"server_id": member.server, "member_id": member.id, "joined_at": at})


def newcomer_since(tx: Connection, member: Member) -> datetime | None:
    """Return when a member who is still to be greeted joined; None for everyone else."""
    return tx.execute(_NEWCOMER, _who(member)).scalar()


def all_newcomers(tx: Connection) -> dict[Member, datetime]:
    """Return everyone, on every server, who is still to be greeted, and when they joined."""
    return {Member(ServerId(server), MemberId(key)): joined for server, key, joined in tx.execute(_WAITING)}


def drop_newcomer(tx: Connection, member: Member) -> None:
    """Forget that a member is to be greeted: it is done, or can't be."""
    tx.execute(_FORGET_NEWCOMER, _who(member))


def set_left(tx: Connection, member: Member, at: datetime) -> bool:
    """Remember that a member who has goals here left the server; return False where that was known, or is no one."""
    drop_newcomer(tx, member)
    is_known = is_away(tx, member) or not tx.execute(_STANDS, _who(member)).first()
    if not is_known:
        tx.execute(_ADD_DEPARTURE, {"server_id": member.server, "member_id": member.id, "left_at": at})
    return not is_known


def set_back(tx: Connection, member: Member, at: datetime) -> bool:
    """Remember that a member is here again; return False where they never left."""
    return tx.execute(_END_DEPARTURE, _who(member) | {"back": at}).rowcount > 0


def set_removed(tx: Connection, server: ServerId, at: datetime) -> bool:
    """Remember that the bot was removed from a server; return False where that was known."""
    is_known = is_away(tx, Member(server, EVERYONE))
    if not is_known:
        tx.execute(_ADD_DEPARTURE, {"server_id": server, "member_id": EVERYONE, "left_at": at})
    return not is_known


def closed_servers(tx: Connection) -> list[ServerId]:
    """Return the servers from which the bot is away."""
    return [ServerId(key) for key in tx.execute(_CLOSED).scalars()]


def is_away(tx: Connection, member: Member) -> bool:
    """Tell whether a member left the server and is not back."""
    return tx.execute(_IS_AWAY, _who(member)).first() is not None


def departed_with_streaks(tx: Connection, server: ServerId, limit: int) -> list[MemberId]:
    """Return members who left and would stand on a board if they were here."""
    return [MemberId(key) for key in tx.execute(_DEPARTED, {"server": server, "limit": limit}).scalars()]


def _add_once(tx: Connection, table: Table, goal: Goal, action: Action) -> bool:
    which = {"server": goal.owner.server, "goal": goal.id, "member": action.member.id}
    if tx.execute(_BEHIND[table.name], which).first():
        return False
    tx.execute(
        insert(table),
        {"server_id": goal.owner.server, "goal_id": goal.id, "member_id": action.member.id, "at": action.at},
    )
    return True


def _who(member: Member) -> dict[str, int]:
    return {"server": member.server, "member": member.id}
