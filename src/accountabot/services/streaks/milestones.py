"""Note what a goal reaches, once for ever; what is taken back before anybody was told was never reached."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.streaks.milestones import COMPLETED, milestones_between
from accountabot.domain.streaks.tallies import Tally
from accountabot.store.delivery import outbox
from accountabot.store.streaks import milestones

UNTOLD = timedelta(minutes=15)
"""How long what was reached can be taken back: witnesses hear of it after that."""


def note(tx: Connection, goal: Goal, before: Tally, after: Tally, at: datetime) -> int | None:
    """Keep what a goal's run reaches; return the highest number in a row that it never reached before."""
    reached = milestones_between(_most(before), _most(after))
    new = [number for number in reached if milestones.add(tx, goal, number, at)]
    if new:
        _tell(tx, goal, at)
    return new[-1] if new else None


def complete(tx: Connection, goal: Goal, at: datetime) -> None:
    """Keep that a goal is completed."""
    if milestones.add(tx, goal, COMPLETED, at):
        _tell(tx, goal, at)


def take_back(tx: Connection, goal: Goal, tally: Tally, at: datetime) -> None:
    """Forget what a goal did not reach after all, unless that was told."""
    since = at - UNTOLD
    kept = milestones.since(tx, goal, since)
    is_open = goal.state is not GoalState.COMPLETED
    milestones.forget(
        tx, goal, (n for n in kept if n > _most(tally) or (n == COMPLETED and is_open)), since
    )


def _most(tally: Tally) -> int:
    return max(tally.streak, tally.longest)


def _tell(tx: Connection, goal: Goal, at: datetime) -> None:
    outbox.sooner(tx, goal.owner.server, Topic.WITNESS_NEWS, goal.id, at + UNTOLD)
