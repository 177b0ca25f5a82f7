"""Find the goals that are due to be counted for the leaderboards."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, exists, func, select, update

from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId, Member, ServerId
from accountabot.domain.streaks.tallies import SettledTally, Tally
from accountabot.store.column_types import Instant
from accountabot.store.parameters import goal_params, member_params
from accountabot.store.prepared import Prepared
from accountabot.store.schema import goals, standings
from accountabot.store.unreadable_goals import UNREADABLE

_now = bindparam("now", type_=Instant)
_is_due = standings.c.recount_at <= _now
_COLUMNS = (
    standings.c.server_id,
    standings.c.goal_id,
    standings.c.counted_at,
    standings.c.counted_through,
    standings.c.counted_closed_at,
    standings.c.counted_streak,
    standings.c.counted_freezes,
)
_due = select(*_COLUMNS).where(_is_due).limit(bindparam("limit"))
_due_here = _due.where(standings.c.server_id == bindparam("server"))
_DUE, _DUE_HERE = Prepared(_due), Prepared(_due_here)
_KEYS = {
    prepared: found.with_only_columns(standings.c.server_id, standings.c.goal_id)
    for prepared, found in ((_DUE, _due), (_DUE_HERE, _due_here))
}
"""The same queries, reading only keys and nothing that may be damaged."""
is_stale = (
    exists().where(standings.c.server_id == bindparam("server"), standings.c.changes_at <= _now),
    exists().where(standings.c.server_id == bindparam("server"), _is_due),
)
"""Whether a goal of a server is due to be judged, or to be counted."""
_COUNTED = Prepared(
    select(*_COLUMNS, standings.c.check_in_days, standings.c.recount_at).where(
        standings.c.server_id == bindparam("server"), standings.c.goal_id == bindparam("goal")
    )
)
_FORGET = (
    update(standings)
    .where(standings.c.server_id == bindparam("server"), standings.c.goal_id == bindparam("goal"))
    .values(recount_at=None, counted_at=None, check_in_days=0)
)
_POSTPONE = (
    update(standings)
    .where(standings.c.server_id == bindparam("server"), standings.c.goal_id == bindparam("goal"))
    .values(recount_at=bindparam("later"))
)
_COUNT_DUE = select(func.count()).select_from(standings).where(_is_due)
_NEXT = select(func.min(standings.c.recount_at)).where(standings.c.recount_at.is_not(None))
_DAYS = Prepared(
    select(func.coalesce(func.sum(standings.c.check_in_days), 0).label("days"))
    .join(goals, goals.c.id == standings.c.goal_id)
    .where(
        goals.c.server_id == bindparam("server"),
        goals.c.member_id == bindparam("member"),
        goals.c.undone_at.is_(None),
        goals.c.is_private.is_(False),
    )
)
_SET = Prepared(
    update(standings)
    .where(standings.c.server_id == bindparam("server"), standings.c.goal_id == bindparam("goal"))
    .values(
        check_in_days=bindparam("days"),
        recount_at=bindparam("next"),
        counted_at=bindparam("now"),
        counted_through=bindparam("through"),
        counted_closed_at=bindparam("closed"),
        counted_streak=bindparam("streak"),
        counted_freezes=bindparam("freezes"),
    )
)


class DueGoal(NamedTuple):
    """A goal, and when (UTC) it was last counted, with the settled totals at that time.

    Both are None if all of it has to be counted.
    """

    server: ServerId
    goal: GoalId
    counted_at: datetime | None
    settled: SettledTally | None


class CountedGoal(NamedTuple):
    """The last counts of a goal, and when (UTC) it is due again."""

    last: DueGoal
    days: int
    recount_at: datetime | None


def get(tx: Connection, goal: Goal) -> CountedGoal:
    """Return the last counts of a goal."""
    ((*last, days, recount_at),) = _COUNTED.rows(tx, goal_params(goal))
    return CountedGoal(_goal(tuple(last)), days, recount_at)


def due(tx: Connection, now: datetime, limit: int) -> list[DueGoal]:
    """Return goals of all servers that are due."""
    return _read(tx, _DUE, {"now": now, "limit": limit})


def due_here(tx: Connection, server: ServerId, now: datetime, limit: int) -> list[DueGoal]:
    """Return goals of a server that are due."""
    values = {"server": server, "now": now, "limit": limit}
    return _read(tx, _DUE_HERE, values)


def postpone(tx: Connection, last: DueGoal, at: datetime) -> None:
    """Have a goal counted later (UTC)."""
    tx.execute(_POSTPONE, {"server": last.server, "goal": last.goal, "later": at})


def count_due(tx: Connection, now: datetime) -> int:
    """Return how many goals are due."""
    return tx.execute(_COUNT_DUE, {"now": now}).scalar_one()


def next_due(tx: Connection) -> datetime | None:
    """Return when (UTC) the next goal is due."""
    found: datetime | None = tx.execute(_NEXT).scalar()
    return found


def set_counted(
    tx: Connection,
    goal: Goal,
    settled: SettledTally,
    now: datetime,
    *,
    days: int,
    next_at: datetime | None,
) -> None:
    """Record the number of days with a check-in, and when the goal is due again (UTC)."""
    totals = {
        "through": settled.through,
        "closed": settled.closed_at,
        "streak": settled.tally.streak,
        "freezes": settled.tally.freezes,
    }
    _SET.rows(tx, goal_params(goal) | totals | {"now": now, "days": days, "next": next_at})


def forget(tx: Connection, server: ServerId, goal: GoalId) -> None:
    """Count a goal no more, because its declaration was undone."""
    tx.execute(_FORGET, {"server": server, "goal": goal})


def days_of_public_goals(tx: Connection, owner: Member) -> int:
    """Count the pairs of a public goal of a member and a local day with a check-in."""
    ((days,),) = _DAYS.rows(tx, member_params(owner))
    return int(days)


def _read(tx: Connection, statement: Prepared, values: dict[str, Any]) -> list[DueGoal]:
    """Return due goals; if one can't be read, all of each has to be counted."""
    try:
        return [*map(_goal, statement.rows(tx, values))]
    except UNREADABLE:
        found = tx.execute(_KEYS[statement], values)
        return [DueGoal(ServerId(server), GoalId(goal), None, None) for server, goal in found]


def _goal(row: tuple[Any, ...]) -> DueGoal:
    server, goal, counted, through, closed, streak, freezes = row
    settled = SettledTally(through, Tally(streak=streak, freezes=freezes), closed)
    return DueGoal(
        ServerId(server), GoalId(goal), counted, settled if counted and through else None
    )
