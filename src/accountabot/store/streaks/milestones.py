"""Store the milestones that goals have reached, each only once."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from accountabot.domain.goals.goal import Goal
from accountabot.store.dialect import insert_ignoring
from accountabot.store.parameters import goal_params
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
    """Store a milestone; return whether it is new."""
    keys = {"goal_id": goal.id, "server_id": goal.owner.server}
    return tx.execute(_ADD, keys | {"number": number, "at": at}).rowcount > 0


def since(tx: Connection, goal: Goal, at: datetime) -> dict[int, datetime]:
    """Return the milestones that a goal reached after `at`, with their times."""
    return {row.number: row.at for row in tx.execute(_SINCE, goal_params(goal) | {"since": at})}


def has(tx: Connection, goal: Goal, number: int) -> bool:
    """Tell whether a goal has reached a milestone."""
    return tx.execute(_HAS, goal_params(goal) | {"reached": number}).first() is not None


def forget(tx: Connection, goal: Goal, numbers: Iterable[int], since: datetime) -> None:
    """Delete milestones that a goal reached after `since`."""
    if rows := [goal_params(goal) | {"reached": number, "since": since} for number in numbers]:
        tx.execute(_FORGET, rows)
