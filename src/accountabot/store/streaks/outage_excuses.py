"""Store which periods the bot's absences excused."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, select, update

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.identifiers import GoalId, ServerId
from accountabot.domain.timelines import Interval
from accountabot.store.dialect import insert_ignoring, without_index
from accountabot.store.leaderboards.eligibility import on_boards
from accountabot.store.parameters import goal_params
from accountabot.store.schema import goals, outage_excuses, standings

_ADD = insert_ignoring(outage_excuses)
_DUE = (
    select(outage_excuses.c.goal_id, outage_excuses.c.day)
    .where(
        outage_excuses.c.server_id == bindparam("server"),
        outage_excuses.c.closes_at > bindparam("since"),
        outage_excuses.c.closes_at <= bindparam("now"),
        outage_excuses.c.is_excused.is_(None),
    )
    .order_by(outage_excuses.c.closes_at)
    .limit(bindparam("limit"))
)
_NEXT = (
    select(outage_excuses.c.closes_at)
    .where(
        outage_excuses.c.server_id == bindparam("server"),
        outage_excuses.c.closes_at > bindparam("now"),
        outage_excuses.c.is_excused.is_(None),
    )
    .order_by(outage_excuses.c.closes_at)
    .limit(1)
)
_SETTLE = (
    update(outage_excuses)
    .where(
        outage_excuses.c.server_id == bindparam("server"),
        outage_excuses.c.goal_id == bindparam("goal"),
        outage_excuses.c.day == bindparam("which"),
    )
    .values(is_excused=bindparam("excused"))
)
_excused_public = (
    outage_excuses.c.server_id == bindparam("server"),
    outage_excuses.c.is_excused,
    goals.c.undone_at.is_(None),
    goals.c.is_private.is_(False),
)
_with_goals = outage_excuses.join(goals, goals.c.id == outage_excuses.c.goal_id)
_BY_ABSENCE = (
    select(func.count())
    .select_from(_with_goals)
    .where(
        *_excused_public,
        outage_excuses.c.absence_ends > bindparam("begins"),
        outage_excuses.c.absence_ends <= bindparam("ends"),
    )
)
_IN_WEEK = (
    select(func.count())
    .select_from(_with_goals)
    .where(
        *_excused_public,
        outage_excuses.c.closes_at >= bindparam("begins"),
        outage_excuses.c.closes_at < bindparam("ends"),
        *on_boards(goals),
    )
)
_OF_GOAL = select(outage_excuses.c.day).where(
    outage_excuses.c.goal_id == bindparam("goal"),
    bindparam("server") == without_index(outage_excuses.c.server_id),
    outage_excuses.c.is_excused,
)
_ONGOING = (
    select(goals.c.id)
    .join(standings, standings.c.goal_id == goals.c.id)
    .where(
        goals.c.server_id == bindparam("server"),
        goals.c.undone_at.is_(None),
        goals.c.state == GoalState.ACTIVE,
        (standings.c.over_at.is_(None)) | (standings.c.over_at > bindparam("over")),
    )
)


class AffectedPeriod(NamedTuple):
    """A period that was unmet after an absence that ended at an instant, and its close (UTC)."""

    goal: GoalId
    day: LocalDay
    absence_ends: datetime
    closes_at: datetime


class SettledExcuse(NamedTuple):
    """Whether an absence excused a period in the end."""

    goal: GoalId
    day: LocalDay
    is_excused: bool


def ongoing_goals(tx: Connection, server: ServerId, over: datetime) -> list[GoalId]:
    """Return the goals on a server that were not over at an instant (UTC)."""
    found = tx.execute(_ONGOING, {"server": server, "over": over})
    return [GoalId(key) for key in found.scalars()]


def add(tx: Connection, server: ServerId, found: Iterable[AffectedPeriod]) -> None:
    """Store periods that an absence may excuse; those known already stay as they are."""
    rows = [{"goal_id": each.goal, **each._asdict(), "server_id": server} for each in found]
    for row in rows:
        del row["goal"]
    if rows:
        tx.execute(_ADD, rows)


def due(
    tx: Connection, server: ServerId, since: datetime, now: datetime, limit: int
) -> list[tuple[GoalId, LocalDay]]:
    """Return a batch of periods that closed by now, and are not settled."""
    values = {"server": server, "since": since, "now": now, "limit": limit}
    return [(GoalId(goal), day) for goal, day in tx.execute(_DUE, values)]


def next_close(tx: Connection, server: ServerId, now: datetime) -> datetime | None:
    """Return when the next period closes that is not settled, or None."""
    return tx.execute(_NEXT, {"server": server, "now": now}).scalar()


def settle(tx: Connection, server: ServerId, settled: Collection[SettledExcuse]) -> None:
    """Store whether periods were excused."""
    rows = [
        {"server": server, "goal": each.goal, "which": each.day, "excused": each.is_excused}
        for each in settled
    ]
    if rows:
        tx.execute(_SETTLE, rows)


def excused_days(tx: Connection, goal: Goal) -> set[LocalDay]:
    """Return the first days of the periods of a goal that absences excused."""
    return {*tx.execute(_OF_GOAL, goal_params(goal)).scalars()}


def count_of(tx: Connection, server: ServerId, absence: Interval) -> int:
    """Count the periods of public goals that an absence excused."""
    begins, ends = absence
    return tx.execute(_BY_ABSENCE, {"server": server, "begins": begins, "ends": ends}).scalar_one()


def count_between(tx: Connection, server: ServerId, begins: datetime, ends: datetime) -> int:
    """Count the periods that absences excused and that closed in an interval.

    Only public goals of members on the leaderboards count.
    """
    return tx.execute(_IN_WEEK, {"server": server, "begins": begins, "ends": ends}).scalar_one()
