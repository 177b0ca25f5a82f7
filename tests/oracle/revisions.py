"""Divide a goal into revisions, one for each set of terms."""

from dataclasses import replace
from datetime import date, datetime

from tests.oracle.check_ins import acted, kept_at, serving
from tests.oracle.local_days import day_holding, known_at, start_day
from tests.oracle.model import Acted, Edit, Known, Life
from tests.oracle.pauses import pauses
from tests.oracle.periods import periods
from tests.oracle.recorded import zones_until_the_first
from tests.oracle.schedules import is_fixed


def revisions_at(life: Life, now: datetime) -> list[Known]:
    """List the revisions.

    Each is a goal of its own, which ends when the next one begins, with the pauses of the whole.
    """
    calendar = known_at(life, now)
    terms = terms_of(calendar)
    check_ins = acted(terms, terms_until_the_first_zone(calendar))
    paused = tuple(pauses(replace(calendar, acted=tuple(check_ins))))
    found: list[Known] = []
    for revision in terms:
        spent, done = carried_over(found[-1]) if found else ((), ())
        is_done = revision.life.amount is None and revision.life.schedule != "once"
        days = [
            one
            for one in check_ins
            if one.day >= start_day(revision) and not (is_done and one.day in done)
        ]
        counting = (one for one in days if one not in spent)
        found.append(
            replace(revision, acted=tuple(counting), paused=paused, spent=spent, done=done)
        )
    return found


def terms_until_the_first_zone(calendar: Known) -> list[Known]:
    """List the terms as they were before a first zone; none if no check-in was made then."""
    life, first = calendar.life, calendar.life.first_zone_at
    if first is None or all(first <= check_in.at for check_in in life.check_ins):
        return []
    return terms_of(known_at(replace(life, zones=zones_until_the_first(life)), calendar.now))


def terms_of(calendar: Known) -> list[Known]:
    """List the terms: from the declaration to the first edit, and from each edit to the next."""
    life = calendar.life
    ends = [*(edit.at for edit in life.edits), life.ended_at]
    found = [replace(calendar, life=replace(life, ended_at=ends[0]), chosen_start=life.start)]
    for edit, ended_at in zip(life.edits, ends[1:], strict=True):
        today = day_holding(calendar, edit.at)
        start = max(today, edit.start or today)
        chosen = edit.start if start > today else None
        if edit.schedule == "once" and found[-1].life.schedule == "once":
            start = start_day(found[-1])
            chosen = found[-1].chosen_start
        keeps = keeps_deadline(found[-1].life, edit)
        terms = replace(
            life,
            schedule=edit.schedule,
            until=found[-1].life.until if keeps else edit.until,
            amount=edit.amount,
            at_most=edit.at_most,
            start=start,
            ended_at=ended_at,
        )
        named = found[-1].deadline_named if keeps else edit.at
        found.append(
            replace(
                calendar,
                life=terms,
                edited=edit.at,
                chosen_start=chosen,
                deadline_named=named,
            )
        )
    return found


def keeps_deadline(before: Life, edit: Edit) -> bool:
    """Tell whether the deadline stays as it was named before, with the pauses that move it.

    An edit that names another deadline replaces it. Earlier pauses have moved the old deadline
    only. Of a pause that is still running, the rest after the edit moves the new one (0008, rule
    7), even if the day on which it ends was already named.
    """
    return edit.keeps_deadline and before.schedule == edit.schedule == "once"


def carried_over(before: Known) -> tuple[tuple[Acted, ...], tuple[date, ...]]:
    """Return what an edit ends: the check-ins and the day that its kept open period used up."""
    ended = before.life.ended_at
    assert ended is not None
    kept = [one for one in periods(before) if one.ends > ended and kept_at(before, one) is not None]
    spent = [check_in for period in kept for check_in in serving(before, period)]
    done = [period.first for period in kept if is_fixed(before.life.schedule)]
    return (*before.spent, *spent), (*before.done, *done)
