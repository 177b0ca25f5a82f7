"""Rebuild all standings and counts from the record, and report differences."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.goals.goal import Goal
from accountabot.domain.streaks.tallies import Standing, Tally
from accountabot.services.leaderboards import repairs, scores
from accountabot.services.leaderboards.repairs import GoalCounts
from accountabot.services.streaks import goal_status
from accountabot.store.goals import goals

BATCH_SIZE = 50


class Difference(NamedTuple):
    """A goal with a wrong saved tally, and the rebuilt tally."""

    goal: Goal
    before: Tally
    after: Tally


class CountDifference(NamedTuple):
    """A goal of which leaderboards read something wrong, and what is counted of it now."""

    goal: Goal
    before: GoalCounts
    after: GoalCounts


class Batch(NamedTuple):
    """The last goal of a batch, the number of goals rebuilt, and the differences."""

    last: int
    rebuilt: int
    differences: list[Difference]
    counts: list[CountDifference]


def rebuild_batch(tx: Connection, after: int, now: datetime) -> Batch:
    """Rebuild the next batch of goals of all servers, by id, starting after `after`.

    An empty batch means that all goals are rebuilt.
    """
    batch = goals.batch(tx, after, BATCH_SIZE)
    differences, counts = [], []
    for goal, saved in batch:
        is_due = _is_stale(saved, now) or repairs.is_due(tx, goal, now)
        before = repairs.current_counts(tx, goal, now)
        if difference := _rebuild(tx, goal, now):
            differences.append(difference)
        counted = repairs.rebuild_counts(tx, goal, now)
        if counted != before.due_no_later_than(counted):
            counts.append(CountDifference(goal, before, counted))
        if is_due:  # then different scores are not wrong
            scores.refresh(tx, goal.owner, now)
    return Batch(batch[-1][0].id if batch else after, len(batch), differences, counts)


def count_goals(tx: Connection) -> int:
    """Count the goals to rebuild."""
    return goals.count_all(tx)


def _rebuild(tx: Connection, goal: Goal, now: datetime) -> Difference | None:
    current = goal_status.status_of(tx, goal, now)
    rebuilt = goal_status.rebuild(tx, goal, now).tally
    is_stale = _is_stale(current.saved, now)
    saved = current.tally if is_stale or current.tally != rebuilt else current.saved.tally
    return (
        Difference(goal, saved, rebuilt)
        if _on_boards(saved) != _on_boards(rebuilt) or current.tally != rebuilt
        else None
    )


def _is_stale(standing: Standing, now: datetime) -> bool:
    return standing.changes_at is not None and standing.changes_at <= now


def _on_boards(tally: Tally) -> tuple[int, bool]:
    """Return what leaderboards read from a saved tally."""
    return tally.streak, tally.uses_freeze
