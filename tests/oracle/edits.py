"""Decide which edits were allowed when they were made."""

from dataclasses import replace

from tests.oracle.check_ins import kept_at
from tests.oracle.local_days import begin_of
from tests.oracle.model import ONE_DAY, Edit, Known, Life
from tests.oracle.periods import deadline_of_once, named_deadline, periods
from tests.oracle.recorded import record_at
from tests.oracle.revisions import revisions_at


def without_the_refused(life: Life) -> Life:
    """Leave out the edits and undos that were refused when they were made."""
    taken: list[Edit] = []
    for edit in sorted(life.edits, key=lambda e: e.at):
        if edit.at > life.declared:
            before = replace(life, edits=with_good_undos(taken))
            known = revisions_at(record_at(before, edit.at), edit.at)[-1]
            if not is_over(known):
                taken.append(with_its_deadline(known, edit))
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


def with_its_deadline(known: Known, edit: Edit) -> Edit:
    """Note whether the edit keeps the deadline of a `once`.

    It does if it names none, and also if it names the very instant at which the deadline stands:
    that is not another deadline.
    """
    if not known.life.schedule == edit.schedule == "once":
        return replace(edit, keeps_deadline=False)
    named = named_deadline(known.life, edit.until)
    if edit.keeps_deadline or named == deadline_of_once(known):
        return replace(edit, keeps_deadline=True, until=known.life.until)
    return edit


def is_over(known: Known) -> bool:
    """Tell whether the goal's time is over, so that it can't be edited."""
    until = known.life.until
    if known.life.ended_at is not None:
        return True
    if known.life.schedule == "once":
        deadline = deadline_of_once(known)
        is_done = any(kept_at(known, period) is not None for period in periods(known))
        return is_done or (deadline is not None and deadline <= known.now)
    return until is not None and begin_of(known, until + ONE_DAY) <= known.now
