"""Store the periods of goals that closed in the last 90 days, and the results of their weeks."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId, Member, ServerId
from accountabot.domain.leaderboards.scores import WeekResult
from accountabot.domain.streaks.outcomes import Outcome
from accountabot.store.dialect import insert_replacing
from accountabot.store.parameters import goal_params, member_params
from accountabot.store.prepared import Prepared
from accountabot.store.schema import closed_periods, goal_weeks, goals

_of_goal = (
    closed_periods.c.server_id == bindparam("server"),
    closed_periods.c.goal_id == bindparam("goal"),
)
_COLUMNS = (
    closed_periods.c.last_day,
    closed_periods.c.closed_at,
    closed_periods.c.closed_day,
    closed_periods.c.outcome,
)
_ADD = insert(closed_periods)
_all_of_goal = delete(closed_periods).where(*_of_goal)
_FORGET = Prepared(_all_of_goal)
_FORGET_AFTER = Prepared(_all_of_goal.where(closed_periods.c.last_day > bindparam("after")))
_FORGET_BEFORE = Prepared(_all_of_goal.where(closed_periods.c.closed_at < bindparam("before")))
_OF_GOAL = Prepared(select(*_COLUMNS).where(*_of_goal).order_by(closed_periods.c.last_day))
_is_public = (goals.c.undone_at.is_(None), goals.c.is_private.is_(False))
_OF_MEMBER = Prepared(
    select(*_COLUMNS)
    .join(goals, goals.c.id == closed_periods.c.goal_id)
    .where(
        closed_periods.c.server_id == bindparam("server"),
        closed_periods.c.member_id == bindparam("member"),
        *_is_public,
    )
)
_SET_WEEK = insert_replacing(goal_weeks)
_later_weeks = (
    goal_weeks.c.server_id == bindparam("server"),
    goal_weeks.c.goal_id == bindparam("goal"),
    goal_weeks.c.first_day > bindparam("final"),
)
"""The weeks of a goal after one; even for all of them, that makes the database use the key."""
_FORGET_WEEKS = Prepared(delete(goal_weeks).where(*_later_weeks))
_WEEKS_OF_GOAL = select(goal_weeks.c.first_day, goal_weeks.c.kept, goal_weeks.c.slipped).where(
    *_later_weeks
)
_WEEKS = Prepared(
    select(
        goal_weeks.c.first_day,
        func.sum(goal_weeks.c.kept).label("kept"),
        func.sum(goal_weeks.c.slipped).label("slipped"),
    )
    .join(goals, goals.c.id == goal_weeks.c.goal_id)
    .where(
        goal_weeks.c.server_id == bindparam("server"),
        goal_weeks.c.member_id == bindparam("member"),
        *_is_public,
    )
    .group_by(goal_weeks.c.first_day)
)


class ClosedPeriod(NamedTuple):
    """A closed period, and when it closed (UTC, and the owner's local day).

    `last_day` is the day on which it closed, if that is before its last day: after an edit, later
    periods can be settled before then.
    """

    last_day: LocalDay
    closed_at: datetime
    closed_day: LocalDay
    outcome: Outcome


def of_goal(tx: Connection, goal: Goal) -> list[ClosedPeriod]:
    """Return the closed periods of a goal."""
    return [*_periods(_OF_GOAL.rows(tx, goal_params(goal)))]


def of_public_goals(tx: Connection, owner: Member) -> list[ClosedPeriod]:
    """Return the closed periods of a member's public goals."""
    return [*_periods(_OF_MEMBER.rows(tx, member_params(owner)))]


def replace(
    tx: Connection, goal: Goal, after: LocalDay | None, periods: Iterable[ClosedPeriod]
) -> None:
    """Replace the periods whose last day is after a day, or all of them."""
    if after:
        _FORGET_AFTER.rows(tx, goal_params(goal) | {"after": after})
    else:
        _FORGET.rows(tx, goal_params(goal))
    keys = {"server_id": goal.owner.server, "goal_id": goal.id, "member_id": goal.owner.id}
    if rows := [keys | period._asdict() for period in periods]:
        tx.execute(_ADD, rows)


def forget_before(tx: Connection, goal: Goal, before: datetime) -> None:
    """Delete the periods of a goal that closed before an instant (UTC)."""
    _FORGET_BEFORE.rows(tx, goal_params(goal) | {"before": before})


def forget(tx: Connection, server: ServerId, goal: GoalId) -> None:
    """Delete the periods and weeks of a goal whose declaration was undone."""
    for statement in (_FORGET, _FORGET_WEEKS):
        statement.rows(tx, {"server": server, "goal": goal, "final": LocalDay.min})


def replace_weeks(
    tx: Connection, goal: Goal, final: LocalDay, weeks: Mapping[LocalDay, WeekResult]
) -> None:
    """Replace the results of a goal's weeks after one; they are named by their first days."""
    _FORGET_WEEKS.rows(tx, goal_params(goal) | {"final": final})
    keys = {"server_id": goal.owner.server, "goal_id": goal.id, "member_id": goal.owner.id}
    rows = [keys | {"first_day": first} | week._asdict() for first, week in weeks.items()]
    if rows:
        tx.execute(_SET_WEEK, rows)


def weeks_of_goal(tx: Connection, goal: Goal) -> dict[LocalDay, WeekResult]:
    """Return the results of a goal's weeks."""
    rows = tx.execute(_WEEKS_OF_GOAL, goal_params(goal) | {"final": LocalDay.min})
    return {first: WeekResult(kept, slipped) for first, kept, slipped in rows}


def weeks_of_public_goals(tx: Connection, owner: Member) -> dict[LocalDay, WeekResult]:
    """Return the results of the weeks of a member's public goals, added up."""
    rows = _WEEKS.rows(tx, member_params(owner))
    return {first: WeekResult(kept, slipped) for first, kept, slipped in rows}


def _periods(rows: Iterable[Iterable[object]]) -> Iterator[ClosedPeriod]:
    for last, at, day, outcome in rows:
        yield ClosedPeriod(last, at, day, Outcome(outcome))  # type: ignore[arg-type]
