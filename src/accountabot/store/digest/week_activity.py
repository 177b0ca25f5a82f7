"""Read what the members on the leaderboards did in a week, on goals that everyone may see."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, exists, func, or_, select, true

from accountabot.domain.digest import LENGTH, Week
from accountabot.domain.goals.goal import GoalState
from accountabot.domain.goals.schedules import DAILY
from accountabot.domain.identifiers import GoalId, MemberId, ServerId
from accountabot.domain.streaks.milestones import COMPLETED
from accountabot.store.leaderboards.eligibility import on_boards
from accountabot.store.prepared import RowValues
from accountabot.store.schema import check_ins, cheers, goals, milestones, standings

_ABROAD = timedelta(days=2)
"""A member's day can begin a day before the server's, and be made up for a day later."""
_here = goals.c.server_id == bindparam("server")
_public = (goals.c.undone_at.is_(None), goals.c.is_private.is_(False))
_theirs = (
    check_ins.c.server_id == bindparam("server"),
    check_ins.c.goal_id == goals.c.id,
    check_ins.c.undone_at.is_(None),
)
_has_check_in = exists().where(
    *_theirs, check_ins.c.day >= bindparam("early"), check_ins.c.day <= bindparam("late")
)
_is_simple = and_(
    goals.c.schedule == str(DAILY), goals.c.amount.is_(None), goals.c.edited_at.is_(None)
)
_is_kept = and_(
    _is_simple,
    or_(goals.c.through.is_(None), goals.c.through > bindparam("late")),
    exists().where(
        *_theirs,
        check_ins.c.day >= bindparam("inside"),
        check_ins.c.day <= bindparam("late"),
        check_ins.c.at < bindparam("ends"),
    ),
)
_GOALS = (
    select(
        goals.c.id,
        goals.c.member_id,
        goals.c.title,
        goals.c.declared_at,
        goals.c.edited_at,
        goals.c.ended_at,
        goals.c.at_most,
        goals.c.state,
        standings.c.streak,
        standings.c.longest,
        standings.c.slipped_at,
        standings.c.changes_at,
        standings.c.over_at,
        milestones.c.at.label("completed_at"),
        _has_check_in.label("has_check_in"),
        _is_kept.label("is_kept"),
    )
    .join(standings, standings.c.goal_id == goals.c.id)
    .outerjoin(
        milestones, and_(milestones.c.goal_id == goals.c.id, milestones.c.number == COMPLETED)
    )
    .where(
        _here,
        *_public,
        goals.c.declared_at < bindparam("ends"),
        # Nothing closes once a goal has been over for longer than its grace period.
        or_(goals.c.ended_at.is_(None), goals.c.ended_at > bindparam("long_before")),
        or_(standings.c.over_at.is_(None), standings.c.over_at > bindparam("long_before")),
        *on_boards(goals),
    )
    .order_by(goals.c.declared_at, goals.c.id)
)
_given = cheers.join(goals, goals.c.id == cheers.c.goal_id).join(
    check_ins, check_ins.c.id == cheers.c.check_in_id, isouter=True
)
_in_week = (cheers.c.at >= bindparam("begins"), cheers.c.at < bindparam("ends"))
_of_cheers = (
    cheers.c.server_id == bindparam("server"),
    *_in_week,
    *_public,
    or_(cheers.c.check_in_id.is_(None), check_ins.c.undone_at.is_(None)),
    *on_boards(cheers),
)
_CHEERERS = (
    select(cheers.c.member_id, func.count())
    .select_from(_given)
    .where(*_of_cheers, cheers.c.member_id > 0)
    .group_by(cheers.c.member_id)
)
_CHEERS = select(func.count()).select_from(_given).where(*_of_cheers)
_days = (
    select(check_ins.c.goal_id, check_ins.c.day, goals.c.member_id)
    .select_from(goals.join(check_ins, and_(true(), *_theirs)))
    .where(
        _here,
        *_public,
        *on_boards(goals),
        check_ins.c.day >= bindparam("first"),
        check_ins.c.day <= bindparam("last"),
    )
    .distinct()
    .subquery()
)
_CHECK_INS = select(func.count(), func.count(_days.c.member_id.distinct())).select_from(_days)
_BY_DAY = select(_days.c.day, func.count().label("total")).group_by(_days.c.day)
_STARTED = select(func.count()).where(
    _here,
    *_public,
    goals.c.state != GoalState.DROPPED,
    goals.c.declared_at >= bindparam("begins"),
    goals.c.declared_at < bindparam("ends"),
    *on_boards(goals),
)


class WeekGoal(NamedTuple):
    """A public goal of a member on the leaderboards, with what is known without judging it."""

    id: GoalId
    member: MemberId
    title: str
    declared_at: datetime
    edited_at: datetime | None
    ended_at: datetime | None
    is_ceiling: bool
    state: GoalState
    streak: int
    longest: int
    slipped_at: datetime | None
    changes_at: datetime | None
    over_at: datetime | None
    completed_at: datetime | None
    has_check_in: bool
    """Whether there is a check-in for a day that can close in the week."""
    is_kept: bool
    """Whether a period was kept in the week for sure; the other goals have to be judged."""


class WeekNumbers(NamedTuple):
    """How much was done in a week."""

    members: int
    """Those who checked in."""
    check_ins: int
    """Distinct pairs of a goal and a local day in the week."""
    started: int
    """Goals."""
    cheers: int


def list_goals(tx: Connection, server: ServerId, week: Week) -> list[WeekGoal]:
    """Return the goals of a server that a week may be about, in the order of declaration."""
    values = _bounds(server, week) | {
        "early": week.first - _ABROAD,
        "late": week.last + _ABROAD,
        "inside": week.first + _ABROAD,
        "long_before": week.begins - _ABROAD,
    }
    return [_goal(row) for row in tx.execute(_GOALS, values).mappings()]


def count_cheers_by_giver(
    tx: Connection, server: ServerId, week: Week
) -> Sequence[tuple[MemberId, int]]:
    """Return how many cheers each member gave in a week."""
    found = tx.execute(_CHEERERS, _bounds(server, week))
    return [(MemberId(member), count) for member, count in found]


def count_week(tx: Connection, server: ServerId, week: Week) -> WeekNumbers:
    """Return how much was done in a week."""
    values = _bounds(server, week)
    days: dict[str, date] = {"first": week.first, "last": week.last}
    check_ins_, members = tx.execute(_CHECK_INS, {"server": server} | days).one()
    return WeekNumbers(
        members=members,
        check_ins=check_ins_,
        started=tx.execute(_STARTED, values).scalar_one(),
        cheers=tx.execute(_CHEERS, values).scalar_one(),
    )


def count_by_day(tx: Connection, server: ServerId, week: Week) -> list[int]:
    """Return the number of check-ins for each day of a week."""
    found = tx.execute(_BY_DAY, {"server": server, "first": week.first, "last": week.last})
    counts = {row.day: row.total for row in found}
    return [counts.get(week.first + timedelta(after), 0) for after in range(LENGTH.days)]


def _bounds(server: ServerId, week: Week) -> dict[str, object]:
    return {"server": server, "begins": week.begins, "ends": week.ends}


def _goal(row: RowValues) -> WeekGoal:
    return WeekGoal(
        id=GoalId(row["id"]),
        member=MemberId(row["member_id"]),
        title=row["title"],
        declared_at=row["declared_at"],
        edited_at=row["edited_at"],
        ended_at=row["ended_at"],
        is_ceiling=row["at_most"],
        state=GoalState(row["state"]),
        streak=row["streak"],
        longest=row["longest"],
        slipped_at=row["slipped_at"],
        changes_at=row["changes_at"],
        over_at=row["over_at"],
        completed_at=row["completed_at"],
        has_check_in=bool(row["has_check_in"]),
        is_kept=bool(row["is_kept"]),
    )
