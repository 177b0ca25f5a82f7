"""Keep who holds whom to their word, who cheered, and who is here."""

from datetime import datetime

from sqlalchemy import Connection, Table, and_, bindparam, delete, func, insert, select

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
_FORGET_DEPARTURE = delete(departures).where(
    departures.c.server_id == bindparam("server"), departures.c.member_id == bindparam("member")
)
_DEPARTED = (
    select(departures.c.member_id)
    .join(
        standings,
        and_(
            standings.c.server_id == departures.c.server_id,
            standings.c.member_id == departures.c.member_id,
            standings.c.streak > 0,
        ),
    )
    .where(departures.c.server_id == bindparam("server"))
    .distinct()
    .limit(bindparam("limit"))
)
_ADD_NEWCOMER = insert(newcomers)
_ADD_DEPARTURE = insert(departures)


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
    set_here(tx, member)
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


def set_left(tx: Connection, member: Member, at: datetime) -> None:
    """Remember that a member who has goals here left the server."""
    set_here(tx, member)
    drop_newcomer(tx, member)
    if tx.execute(_STANDS, _who(member)).first():
        tx.execute(_ADD_DEPARTURE, {"server_id": member.server, "member_id": member.id, "left_at": at})


def set_here(tx: Connection, member: Member) -> None:
    """Remember that a member is here, after all or again."""
    tx.execute(_FORGET_DEPARTURE, _who(member))


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
