"""Keep who holds whom to their word, who cheered, and who is here."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from accountabot.domain.goals import Goal
from accountabot.domain.identities import Action, Member, MemberId, ServerId
from accountabot.domain.people import Backing
from accountabot.store.schema import cheers, departures, newcomers, witnesses

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
_BOTH = {
    table.name: select(table.c.at).where(
        table.c.server_id == bindparam("server"),
        table.c.goal_id == bindparam("goal"),
        table.c.member_id == bindparam("member"),
    )
    for table in (witnesses, cheers)
}
_GREETED = (
    update(newcomers)
    .where(newcomers.c.server_id == bindparam("server"), newcomers.c.member_id == bindparam("member"))
    .values(greeted_at=bindparam("greeted"))
)
_WAITING = select(newcomers.c.server_id, newcomers.c.member_id).where(newcomers.c.greeted_at.is_(None))
_NEWCOMER = select(newcomers.c.greeted_at).where(
    newcomers.c.server_id == bindparam("server"), newcomers.c.member_id == bindparam("member")
)


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
    """Remember that a member arrived and is to be greeted; a member who left before has come back."""
    for table in (newcomers, departures):
        _forget(tx, table, member)
    tx.execute(insert(newcomers), {"server_id": member.server, "member_id": member.id, "joined_at": at})


def is_waiting(tx: Connection, member: Member) -> bool:
    """Tell whether a member is still to be greeted."""
    row = tx.execute(_NEWCOMER, {"server": member.server, "member": member.id}).first()
    return row is not None and row[0] is None


def all_waiting(tx: Connection) -> list[Member]:
    """Return everyone, on every server, who is still to be greeted."""
    return [Member(ServerId(server), MemberId(key)) for server, key in tx.execute(_WAITING)]


def set_greeted(tx: Connection, member: Member, at: datetime) -> None:
    """Remember that a newcomer was greeted."""
    tx.execute(_GREETED, {"server": member.server, "member": member.id, "greeted": at})


def set_left(tx: Connection, server: ServerId, members: Collection[MemberId], at: datetime) -> None:
    """Remember that members left the server."""
    for key in members:
        for table in (newcomers, departures):
            _forget(tx, table, Member(server, key))
        tx.execute(insert(departures), {"server_id": server, "member_id": key, "left_at": at})


def _add_once(tx: Connection, table: Table, goal: Goal, action: Action) -> bool:
    which = {"server": goal.owner.server, "goal": goal.id, "member": action.member.id}
    if tx.execute(_BOTH[table.name], which).first():
        return False
    tx.execute(
        insert(table),
        {"server_id": goal.owner.server, "goal_id": goal.id, "member_id": action.member.id, "at": action.at},
    )
    return True


def _forget(tx: Connection, table: Table, member: Member) -> None:
    tx.execute(
        delete(table).where(table.c.server_id == bindparam("server"), table.c.member_id == bindparam("member")),
        {"server": member.server, "member": member.id},
    )
