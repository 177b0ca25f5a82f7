"""Keep check-ins."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from accountabot.domain.checkins import CheckIn
from accountabot.domain.days import LocalDay
from accountabot.domain.goals import Goal
from accountabot.domain.identities import CheckInId
from accountabot.store.schema import check_ins

_LIVE = (
    check_ins.c.server_id == bindparam("server"),
    check_ins.c.goal_id == bindparam("goal"),
    check_ins.c.undone_at.is_(None),
)
_ADD = insert(check_ins).returning(check_ins.c.id)
_SINCE = (
    select(check_ins.c.day, check_ins.c.at, check_ins.c.note)
    .where(*_LIVE, check_ins.c.day > bindparam("after"))
    .order_by(check_ins.c.id)
)
_ALL = select(check_ins.c.day, check_ins.c.at, check_ins.c.note).where(*_LIVE).order_by(check_ins.c.id)
_ON = select(check_ins.c.note).where(*_LIVE, check_ins.c.day == bindparam("day"))
_UNDO = (
    update(check_ins)
    .where(check_ins.c.id == bindparam("check_in"), check_ins.c.server_id == bindparam("server"))
    .values(undone_at=bindparam("undone"))
)


def add(tx: Connection, goal: Goal, check_in: CheckIn) -> CheckInId:
    """Keep a check-in."""
    key = tx.execute(
        _ADD,
        {"server_id": goal.owner.server, "goal_id": goal.id, "member_id": goal.owner.id}
        | {"day": check_in.day, "at": check_in.at, "note": check_in.note},
    ).scalar_one()
    return CheckInId(key)


def of(tx: Connection, goal: Goal, after: LocalDay | None = None) -> list[CheckIn]:
    """Return a goal's check-ins for days after `after`, those that were undone left out."""
    which: dict[str, object] = {"server": goal.owner.server, "goal": goal.id}
    rows = tx.execute(_SINCE, which | {"after": after}) if after else tx.execute(_ALL, which)
    return [CheckIn(*row) for row in rows]


def notes_on(tx: Connection, goal: Goal, day: LocalDay) -> list[str]:
    """Return the notes of a goal's check-ins on a local day, empty ones too."""
    return list(tx.execute(_ON, {"server": goal.owner.server, "goal": goal.id, "day": day}).scalars())


def set_undone(tx: Connection, goal: Goal, check_in: CheckInId, at: datetime) -> None:
    """Mark a check-in as undone: it stays, and no longer counts."""
    tx.execute(_UNDO, {"server": goal.owner.server, "check_in": check_in, "undone": at})
