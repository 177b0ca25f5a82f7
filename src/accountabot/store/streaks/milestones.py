"""Keep what goals have reached, once for ever."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from accountabot.domain.goals.goal import Goal
from accountabot.store.dialect import insert_ignoring
from accountabot.store.schema import milestones

_ADD = insert_ignoring(milestones)
_GOAL = (milestones.c.goal_id == bindparam("goal"), milestones.c.server_id == bindparam("server"))
_SINCE = select(milestones.c.number, milestones.c.at).where(
    *_GOAL, milestones.c.at > bindparam("since")
)
_HAS = select(milestones.c.at).where(*_GOAL, milestones.c.number == bindparam("reached"))
_FORGET = delete(milestones).where(
    *_GOAL, milestones.c.number == bindparam("reached"), milestones.c.at > bindparam("since")
)


def add(tx: Connection, goal: Goal, number: int, at: datetime) -> bool:
    """Keep that a goal reached something; return False where it did before."""
    which = {"goal_id": goal.id, "server_id": goal.owner.server}
    return tx.execute(_ADD, which | {"number": number, "at": at}).rowcount > 0


def since(tx: Connection, goal: Goal, at: datetime) -> dict[int, datetime]:
    """Return what a goal reached after an instant, and when."""
    return {row.number: row.at for row in tx.execute(_SINCE, _which(goal) | {"since": at})}


def has(tx: Connection, goal: Goal, number: int) -> bool:
    """Tell whether a goal ever reached something."""
    return tx.execute(_HAS, _which(goal) | {"reached": number}).first() is not None


def forget(tx: Connection, goal: Goal, numbers: Iterable[int], since: datetime) -> None:
    """Forget some of what a goal reached after an instant: it was taken back."""
    if gone := [_which(goal) | {"reached": number, "since": since} for number in numbers]:
        tx.execute(_FORGET, gone)


def _which(goal: Goal) -> dict[str, object]:
    return {"goal": goal.id, "server": goal.owner.server}
