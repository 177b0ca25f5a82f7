"""Record each milestone once; forget it if it is undone before its announcement."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.streaks.milestones import COMPLETED, milestones_between
from accountabot.domain.streaks.tallies import Tally
from accountabot.store.delivery import outbox
from accountabot.store.streaks import milestones

NEWS_DELAY = timedelta(minutes=15)
"""How long an action can be undone; witnesses are notified after that."""


def record_reached(
    tx: Connection, goal: Goal, before: Tally, after: Tally, at: datetime
) -> int | None:
    """Record the milestones that a streak reached; return the highest new one."""
    reached = milestones_between(_best(before), _best(after))
    new = [number for number in reached if milestones.add(tx, goal, number, at)]
    if new:
        _queue_news(tx, goal, at)
    return new[-1] if new else None


def record_completed(tx: Connection, goal: Goal, at: datetime) -> None:
    """Record that a goal is completed."""
    if milestones.add(tx, goal, COMPLETED, at):
        _queue_news(tx, goal, at)


def retract(tx: Connection, goal: Goal, tally: Tally, at: datetime) -> None:
    """Forget milestones that no longer hold, unless they were announced."""
    since = at - NEWS_DELAY
    recent = milestones.since(tx, goal, since)
    is_open = goal.state is not GoalState.COMPLETED
    milestones.forget(
        tx,
        goal,
        (number for number in recent if number > _best(tally) or (number == COMPLETED and is_open)),
        since,
    )


def _best(tally: Tally) -> int:
    return max(tally.streak, tally.longest)


def _queue_news(tx: Connection, goal: Goal, at: datetime) -> None:
    outbox.sooner(tx, goal.owner.server, Topic.WITNESS_NEWS, goal.id, at + NEWS_DELAY)
