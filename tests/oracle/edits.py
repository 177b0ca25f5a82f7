"""Decide which edits were allowed when they were made."""

from dataclasses import replace
from datetime import datetime

from tests.oracle.check_ins import kept_at
from tests.oracle.local_days import begin_of
from tests.oracle.model import ONE_DAY, Edit, Life
from tests.oracle.periods import deadline_of_once, periods
from tests.oracle.recorded import record_at
from tests.oracle.revisions import revisions_at


def without_the_refused(life: Life) -> Life:
    """Leave out the edits and undos that were refused when they were made."""
    taken: list[Edit] = []
    for edit in sorted(life.edits, key=lambda e: e.at):
        if edit.at > life.declared and not is_over(
            replace(life, edits=with_good_undos(taken)), edit.at
        ):
            taken.append(edit)
    return replace(life, edits=with_good_undos(taken))


def with_good_undos(edits: list[Edit]) -> tuple[Edit, ...]:
    """Ignore each undo made while a later edit was in force: only the latest can be undone."""
    found: list[Edit] = []
    for edit in reversed(edits):
        undone = edit.undone_at
        is_good = undone is not None and all(
            later.at >= undone or (later.undone_at is not None and later.undone_at <= undone)
            for later in found
        )
        found.insert(0, edit if is_good else replace(edit, undone_at=None))
    return tuple(found)


def is_over(life: Life, now: datetime) -> bool:
    """Tell whether the goal's time is over, so that it can't be edited."""
    known = revisions_at(record_at(life, now), now)[-1]
    until = known.life.until
    if known.life.ended_at is not None:
        return True
    if known.life.schedule == "once":
        deadline = deadline_of_once(known)
        is_done = any(kept_at(known, period) is not None for period in periods(known))
        return is_done or (deadline is not None and deadline <= now)
    return until is not None and begin_of(known, until + ONE_DAY) <= now
