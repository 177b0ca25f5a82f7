"""Store check-ins."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.activity import CheckIn
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import CheckInId, GoalId, InteractionId, ServerId
from accountabot.domain.refusals import DuplicateInteraction
from accountabot.store.parameters import goal_params
from accountabot.store.prepared import Prepared
from accountabot.store.schema import check_ins

_ADD = Prepared(insert(check_ins).returning(check_ins.c.id))
_OF = (check_ins.c.server_id == bindparam("server"), check_ins.c.goal_id == bindparam("goal"))
_ON = select(check_ins.c.day, check_ins.c.at, check_ins.c.note, check_ins.c.amount).where(
    *_OF, check_ins.c.day == bindparam("that_day"), check_ins.c.undone_at.is_(None)
)
_LAST_DAY = Prepared(
    select(check_ins.c.day)
    .where(*_OF, check_ins.c.undone_at.is_(None), check_ins.c.id < bindparam("check_in"))
    .order_by(check_ins.c.day.desc())
    .limit(1)
)
_LATEST = Prepared(
    select(check_ins.c.at)
    .where(*_OF, check_ins.c.undone_at.is_(None))
    .order_by(check_ins.c.day.desc())
    .limit(bindparam("limit"))
)
_UNDO = (
    update(check_ins)
    .where(check_ins.c.id == bindparam("check_in"), check_ins.c.server_id == bindparam("server"))
    .values(undone_at=bindparam("undone"))
)
_COUNT_DAYS = Prepared(
    select(func.count(check_ins.c.day.distinct())).where(*_OF, check_ins.c.undone_at.is_(None))
)
_DAYS_SINCE = Prepared(
    select(check_ins.c.day)
    .distinct()
    .where(*_OF, check_ins.c.day >= bindparam("since"), check_ins.c.undone_at.is_(None))
)
_GOALS_PROVEN = select(check_ins.c.goal_id).where(
    check_ins.c.server_id == bindparam("server"),
    check_ins.c.proof == bindparam("link"),
    check_ins.c.undone_at.is_(None),
)
_THIS = select(check_ins.c.day, check_ins.c.proof).where(
    check_ins.c.server_id == bindparam("server"), check_ins.c.id == bindparam("check_in")
)
_SET_PROOF = (
    update(check_ins)
    .where(
        check_ins.c.server_id == bindparam("server"),
        check_ins.c.id == bindparam("check_in"),
        check_ins.c.undone_at.is_(None),
    )
    .values(proof=bindparam("link"))
)
_ALL = select(check_ins.c.id, check_ins.c.at, check_ins.c.is_yesterday, check_ins.c.day).where(
    *_OF, check_ins.c.undone_at.is_(None)
)
_SET_DAY = (
    update(check_ins)
    .where(check_ins.c.id == bindparam("check_in"), check_ins.c.server_id == bindparam("server"))
    .values(day=bindparam("new_day"), source=check_ins.c.id)
)
"""Moved check-ins may become duplicates on one day, so each gets a source of its own."""


class CheckInMoment(NamedTuple):
    """The time of a check-in (UTC), its day, and whether it was made for "yesterday"."""

    id: CheckInId
    at: datetime
    is_yesterday: bool
    day: LocalDay


class CheckInProof(NamedTuple):
    """The local day of a check-in, and the link to the message that proves it."""

    day: LocalDay
    proof: str | None


def add(
    tx: Connection,
    goal: Goal,
    check_in: CheckIn,
    source: InteractionId,
    *,
    is_yesterday: bool,
    proof: str | None = None,
    may_repeat: bool = False,
) -> CheckInId:
    """Store a check-in.

    Unless `may_repeat` is set, the unique index rejects a duplicate without an amount on the same
    day. Raises DuplicateInteraction if the interaction already made a check-in.
    """
    source = source if may_repeat or check_in.amount is not None else InteractionId(0)
    owner = {"server_id": goal.owner.server, "goal_id": goal.id, "member_id": goal.owner.id}
    content = {
        "day": check_in.day,
        "at": check_in.at,
        "note": check_in.note,
        "amount": check_in.amount,
    }
    details = {"is_yesterday": is_yesterday, "source": source, "proof": proof}
    try:
        ((check_in_id,),) = _ADD.rows(tx, owner | content | details)
    except IntegrityError as error:
        if source and "UNIQUE" in str(error.orig):
            raise DuplicateInteraction from error
        raise
    return CheckInId(check_in_id)


def on_day(tx: Connection, goal: Goal, day: LocalDay) -> list[CheckIn]:
    """Return a goal's check-ins for a local day."""
    return [CheckIn(*row) for row in tx.execute(_ON, goal_params(goal) | {"that_day": day})]


def last_day_before(tx: Connection, goal: Goal, check_in: CheckInId) -> LocalDay | None:
    """Return the latest local day among the check-ins recorded before this one."""
    rows = _LAST_DAY.rows(tx, goal_params(goal) | {"check_in": check_in})
    return next((day for (day,) in rows), None)


def count_days(tx: Connection, goal: Goal) -> int:
    """Count the local days for which a goal has check-ins."""
    ((number,),) = _COUNT_DAYS.rows(tx, goal_params(goal))
    return int(number)


def days_since(tx: Connection, goal: Goal, since: LocalDay) -> list[LocalDay]:
    """Return the local days from `since` on for which a goal has check-ins."""
    return [day for (day,) in _DAYS_SINCE.rows(tx, goal_params(goal) | {"since": since})]


def latest(tx: Connection, goal: Goal, limit: int) -> list[datetime]:
    """Return when (UTC) a goal's latest check-ins were made, those for the latest days first."""
    return [at for (at,) in _LATEST.rows(tx, goal_params(goal) | {"limit": limit})]


def set_undone(tx: Connection, goal: Goal, check_in: CheckInId, at: datetime) -> None:
    """Mark a check-in as undone, so that it no longer counts."""
    tx.execute(_UNDO, {"server": goal.owner.server, "check_in": check_in, "undone": at})


def get(tx: Connection, server: ServerId, check_in: CheckInId) -> CheckInProof | None:
    """Return a check-in's day and proof, or None if it doesn't exist."""
    row = tx.execute(_THIS, {"server": server, "check_in": check_in}).first()
    return CheckInProof(*row) if row else None


def goals_proven_by(tx: Connection, server: ServerId, link: str) -> list[GoalId]:
    """Return the goals with a check-in that a message proves."""
    return [
        GoalId(goal)
        for goal in tx.execute(_GOALS_PROVEN, {"server": server, "link": link}).scalars()
    ]


def set_proof(tx: Connection, server: ServerId, check_in: CheckInId, link: str | None) -> bool:
    """Set the message that proves a check-in; return False if the check-in is undone."""
    return (
        tx.execute(_SET_PROOF, {"server": server, "check_in": check_in, "link": link}).rowcount > 0
    )


def list_moments(tx: Connection, goal: Goal) -> list[CheckInMoment]:
    """Return the time and day of each check-in."""
    return [CheckInMoment(*row) for row in tx.execute(_ALL, goal_params(goal))]


def set_days(tx: Connection, goal: Goal, days: Mapping[CheckInId, LocalDay]) -> None:
    """Move check-ins to other local days when their owner first sets a time zone."""
    server = goal.owner.server
    if days:
        tx.execute(
            _SET_DAY,
            [{"server": server, "check_in": key, "new_day": day} for key, day in days.items()],
        )
