"""Keep what goals were before they were edited."""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Select, bindparam, insert, select, update

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal, PastTerms
from accountabot.domain.goals.schedules import Start, parse_schedule
from accountabot.domain.identifiers import RecordId
from accountabot.store.goals import amounts
from accountabot.store.prepared import Kept
from accountabot.store.schema import edits, goals

_OF = (edits.c.server_id == bindparam("server"), edits.c.goal_id == bindparam("goal"))
_ADD = insert(edits)
_COLUMNS: Select[tuple[object, ...]] = (
    select(*edits.c, goals.c.declared_at)
    .join(goals, goals.c.id == edits.c.goal_id)
    .where(*_OF)
    .order_by(edits.c.entry_id)
)
_CHAPTERS = _COLUMNS.where(edits.c.ends_chapter, edits.c.undone_at.is_(None))
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
    """An edit, and the goal as it was before."""

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
    ends_chapter: bool,
) -> None:
    """Keep what a goal was before an edit."""
    which = {"entry_id": entry, "server_id": before.owner.server, "goal_id": before.id, "at": at}
    how = {"is_silent": is_silent, "ends_chapter": ends_chapter}
    tx.execute(_ADD, which | how | columns(replace(before, is_private=before.is_private_by_choice)))


def all_of(tx: Connection, goal: Goal) -> list[Edit]:
    """Return a goal's edits in order, those that were undone among them."""
    rows = tx.execute(_COLUMNS, _which(goal)).mappings()
    return [
        Edit(
            RecordId(row["entry_id"]),
            row["at"],
            row["is_silent"],
            row["undone_at"] is not None,
            before(goal, row),
        )
        for row in rows
    ]


def set_undone(tx: Connection, goal: Goal, entry: RecordId, at: datetime) -> None:
    """Mark an edit as undone."""
    tx.execute(_SET_UNDONE, _which(goal) | {"entry": entry, "undone": at})


def set_start(tx: Connection, edit: Edit, day: LocalDay) -> None:
    """Save the day on which a goal started before an edit: its owner has said for the first time where they live."""
    tx.execute(_SET_START, _which(edit.before) | {"entry": edit.entry, "new_start": day})


def with_past(tx: Connection, found: Goal) -> Goal:
    """Return a goal with the terms that it had before it was edited."""
    if not found.start.is_edit:
        return found
    rows = tx.execute(_CHAPTERS, _which(found)).mappings()
    past = (
        PastTerms(parse_schedule(row["schedule"]), start(row), amounts.of(row), ended_at=row["at"])
        for row in rows
    )
    return replace(found, past=tuple(past))


def columns(goal: Goal) -> dict[str, object]:
    """Return what is kept of a goal that an edit can change."""
    begins = goal.start
    return {
        "title": goal.title,
        "schedule": str(goal.schedule),
        "edited_at": begins.at if begins.is_edit else None,
        "start_day": begins.day,
        "until": begins.until,
        "through": begins.through,
        "plan": goal.plan,
        "is_private": goal.is_private,
    } | amounts.columns(goal.amount)


def start(kept: Kept) -> Start:
    """Return the start that a row keeps."""
    at, edited = kept["declared_at"], kept["edited_at"]
    return Start(
        edited or at, kept["start_day"], kept["until"], kept["through"], is_edit=edited is not None
    )


def before(goal: Goal, kept: Kept) -> Goal:
    """Return a goal as it was before the edit that a row keeps."""
    return replace(
        goal,
        title=kept["title"],
        schedule=parse_schedule(kept["schedule"]),
        start=start(kept),
        amount=amounts.of(kept),
        plan=kept["plan"],
        is_private=kept["is_private"],
        past=(),
    )


def _which(goal: Goal) -> dict[str, object]:
    return {"server": goal.owner.server, "goal": goal.id}
