"""Store pauses."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.activity import Pause
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import Action, RecordId
from accountabot.store.parameters import goal_params
from accountabot.store.schema import pauses

_ADD = insert(pauses)
_THIS = (pauses.c.server_id == bindparam("server"), pauses.c.entry_id == bindparam("entry"))
_OPEN = select(pauses.c.entry_id, pauses.c.at, pauses.c.until, pauses.c.ended_at).where(
    pauses.c.server_id == bindparam("server"),
    pauses.c.goal_id == bindparam("goal"),
    pauses.c.at <= bindparam("now"),
    or_(pauses.c.ended_at.is_(None), pauses.c.ended_at > bindparam("now")),
    pauses.c.undone_at.is_(None),
)
_ENDED = select(pauses.c.entry_id, pauses.c.at).where(
    pauses.c.server_id == bindparam("server"),
    pauses.c.goal_id == bindparam("goal"),
    pauses.c.ended_at == bindparam("ended"),
)
_SET_ENDED = update(pauses).where(*_THIS).values(ended_at=bindparam("ended"))
_SET_UNDONE = update(pauses).where(*_THIS).values(undone_at=bindparam("undone"))


def add(
    tx: Connection, goal: Goal, entry: RecordId, action: Action, until: LocalDay | None
) -> None:
    """Store a pause under the ID of its record entry."""
    who = {"server_id": goal.owner.server, "goal_id": goal.id, "member_id": goal.owner.id}
    tx.execute(_ADD, who | {"entry_id": entry, "at": action.at, "until": until})


def running(tx: Connection, goal: Goal, now: datetime) -> dict[RecordId, Pause]:
    """Return a goal's pauses that had not been ended at `now`; their last day may be past."""
    rows = tx.execute(_OPEN, goal_params(goal) | {"now": now})
    return {RecordId(entry): Pause(at, until, ended) for entry, at, until, ended in rows}


def ended_at(tx: Connection, goal: Goal, at: datetime) -> dict[RecordId, datetime]:
    """Return the start times of a goal's pauses that ended at `at`, by record entry."""
    return {
        RecordId(entry): began
        for entry, began in tx.execute(_ENDED, goal_params(goal) | {"ended": at})
    }


def set_ended(tx: Connection, goal: Goal, entry: RecordId, at: datetime | None) -> None:
    """Set the end of a pause; None reopens it."""
    tx.execute(_SET_ENDED, {"server": goal.owner.server, "entry": entry, "ended": at})


def set_undone(tx: Connection, goal: Goal, entry: RecordId, at: datetime) -> None:
    """Mark a pause as undone, so that it no longer counts."""
    tx.execute(_SET_UNDONE, {"server": goal.owner.server, "entry": entry, "undone": at})
