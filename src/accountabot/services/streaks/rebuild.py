"""Rebuild all standings from the record, and report differences."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.goals.goal import Goal
from accountabot.domain.streaks.tallies import Tally
from accountabot.services.streaks import goal_status
from accountabot.store.goals import goals

BATCH_SIZE = 50


class Difference(NamedTuple):
    """A goal with a wrong saved tally, and the rebuilt tally."""

    goal: Goal
    before: Tally
    after: Tally


class Batch(NamedTuple):
    """The last goal of a batch, the number of goals rebuilt, and the differences."""

    last: int
    rebuilt: int
    differences: list[Difference]


def rebuild_batch(tx: Connection, after: int, now: datetime) -> Batch:
    """Rebuild the next batch of goals of all servers, by id, starting after `after`.

    An empty batch means that all goals are rebuilt.
    """
    batch = goals.batch(tx, after, BATCH_SIZE)
    differences = [difference for goal, _ in batch if (difference := _rebuild(tx, goal, now))]
    return Batch(batch[-1][0].id if batch else after, len(batch), differences)


def count_goals(tx: Connection) -> int:
    """Count the goals to rebuild."""
    return goals.count_all(tx)


def _rebuild(tx: Connection, goal: Goal, now: datetime) -> Difference | None:
    current = goal_status.status_of(tx, goal, now)
    rebuilt = goal_status.rebuild(tx, goal, now).tally
    is_due = current.saved.changes_at is not None and current.saved.changes_at <= now
    saved = current.tally if is_due or current.tally != rebuilt else current.saved.tally
    return (
        Difference(goal, saved, rebuilt)
        if _on_boards(saved) != _on_boards(rebuilt) or current.tally != rebuilt
        else None
    )


def _on_boards(tally: Tally) -> tuple[int, bool]:
    """Return what leaderboards read from a saved tally."""
    return tally.streak, tally.uses_freeze
