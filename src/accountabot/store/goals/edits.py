"""Store edits of goals, each with the goal before the edit."""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Select, bindparam, insert, select, update

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal, PastTerms
from accountabot.domain.goals.schedules import Start, parse_schedule
from accountabot.domain.identifiers import RecordId
from accountabot.store.goals import amounts
from accountabot.store.parameters import goal_params
from accountabot.store.prepared import RowValues
from accountabot.store.schema import edits, goals

_OF = (edits.c.server_id == bindparam("server"), edits.c.goal_id == bindparam("goal"))
_ADD = insert(edits)
_COLUMNS: Select[tuple[object, ...]] = (
    select(*edits.c, goals.c.declared_at)
    .join(goals, goals.c.id == edits.c.goal_id)
    .where(*_OF)
    .order_by(edits.c.entry_id)
)
_REVISIONS = _COLUMNS.where(edits.c.ends_revision, edits.c.undone_at.is_(None))
_SET_START = (
    update(edits)
    .where(*_OF, edits.c.entry_id == bindparam("entry"))
    .values(start_day=bindparam("new_start"))
)
_SET_UNDONE = (
    update(edits)
    .where(*_OF, edits.c.entry_id == bindparam("entry"))
    .values(undone_at=bindparam("undone"))
)


class Edit(NamedTuple):
    """An edit, and the goal before it."""

    entry: RecordId
    at: datetime
    is_silent: bool
    is_undone: bool
    before: Goal


def add(
    tx: Connection,
    before: Goal,
    entry: RecordId,
    at: datetime,
    *,
    is_silent: bool,
    ends_revision: bool,
) -> None:
    """Store an edit, with the goal before it."""
    entry_values = {
        "entry_id": entry,
        "server_id": before.owner.server,
        "goal_id": before.id,
        "at": at,
    }
    flags = {"is_silent": is_silent, "ends_revision": ends_revision}
    tx.execute(
        _ADD,
        entry_values | flags | columns(replace(before, is_private=before.is_private_by_choice)),
    )


def all_of(tx: Connection, goal: Goal) -> list[Edit]:
    """Return a goal's edits in order, including undone ones."""
    rows = tx.execute(_COLUMNS, goal_params(goal)).mappings()
    return [
        Edit(
            entry=RecordId(row["entry_id"]),
            at=row["at"],
            is_silent=row["is_silent"],
            is_undone=row["undone_at"] is not None,
            before=goal_before(goal, row),
        )
        for row in rows
    ]


def set_undone(tx: Connection, goal: Goal, entry: RecordId, at: datetime) -> None:
    """Mark an edit as undone."""
    tx.execute(_SET_UNDONE, goal_params(goal) | {"entry": entry, "undone": at})


def set_start(tx: Connection, edit: Edit, day: LocalDay) -> None:
    """Correct the start day before an edit when the goal's owner first sets a time zone."""
    tx.execute(_SET_START, goal_params(edit.before) | {"entry": edit.entry, "new_start": day})


def with_past(tx: Connection, found: Goal) -> Goal:
    """Return a goal with the past terms from its edits."""
    if not found.start.is_edit:
        return found
    rows = tx.execute(_REVISIONS, goal_params(found)).mappings()
    past = (
        PastTerms(
            parse_schedule(row["schedule"]),
            start_from_row(row),
            amounts.from_row(row),
            ended_at=row["at"],
        )
        for row in rows
    )
    return replace(found, past=tuple(past))


def columns(goal: Goal) -> dict[str, object]:
    """Return the values of the columns that an edit can change."""
    begins = goal.start
    return {
        "title": goal.title,
        "schedule": str(goal.schedule),
        "edited_at": begins.at if begins.is_edit else None,
        "deadline_set_at": begins.deadline_set_at,
        "start_day": begins.day,
        "until": begins.until,
        "through": begins.through,
        "plan": goal.plan,
        "is_private": goal.is_private,
        "usual_time": goal.usual_time,
    } | amounts.columns(goal.amount)


def start_from_row(row: RowValues) -> Start:
    """Return the start in a row."""
    at = row["declared_at"]
    edited = row["edited_at"]
    return Start(
        at=edited or at,
        day=row["start_day"],
        until=row["until"],
        through=row["through"],
        is_edit=edited is not None,
        deadline_set_at=row["deadline_set_at"],
    )


def goal_before(goal: Goal, row: RowValues) -> Goal:
    """Return the goal before the edit in a row."""
    return replace(
        goal,
        title=row["title"],
        schedule=parse_schedule(row["schedule"]),
        start=start_from_row(row),
        amount=amounts.from_row(row),
        plan=row["plan"],
        is_private=row["is_private"],
        usual_time=row["usual_time"],
        past=(),
    )
