"""Recompute every standing from the record, and say where it was not what had been kept up step by step."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.goals.goal import Goal
from accountabot.domain.streaks.tallies import Tally
from accountabot.services.streaks import goal_status
from accountabot.store.goals import goals

BATCH = 50


class Difference(NamedTuple):
    """A goal whose standing had gone wrong: what it was, and what the record says."""

    goal: Goal
    was: Tally
    now: Tally


class Batch(NamedTuple):
    """The last goal of some that were rebuilt, how many there were, and which of them differed."""

    last: int
    rebuilt: int
    differences: list[Difference]


def rebuild(tx: Connection, after: int, now: datetime) -> Batch:
    """Rebuild some goals of all servers, those behind `after` by their ids; none are left where none was rebuilt."""
    found = goals.batch(tx, after, BATCH)
    differences = [difference for goal, _ in found if (difference := _rebuild(tx, goal, now))]
    return Batch(found[-1][0].id if found else after, len(found), differences)


def count(tx: Connection) -> int:
    """Count the goals that there are to rebuild."""
    return goals.count_all(tx)


def _rebuild(tx: Connection, goal: Goal, now: datetime) -> Difference | None:
    kept_up = goal_status.status_of(tx, goal, now)
    rebuilt = goal_status.rebuild(tx, goal, now).tally
    is_due = kept_up.saved.changes_at is not None and kept_up.saved.changes_at <= now
    was = kept_up.tally if is_due or kept_up.tally != rebuilt else kept_up.saved.tally
    return (
        Difference(goal, was, rebuilt)
        if was.streak != rebuilt.streak or kept_up.tally != rebuilt
        else None
    )
