"""List the periods of a goal."""

from datetime import date, datetime, timedelta

from tests.oracle.local_days import begin_of, day_ends, local_day, start_day, starts_at, terms_since
from tests.oracle.model import NEVER, Known, Life, Period
from tests.oracle.pauses import joined
from tests.oracle.schedules import date_ranges, is_span

GRACE_OF_ONCE = timedelta(hours=24)


def recurring_periods(known: Known) -> list[Period]:
    """List the periods that have begun."""
    life = known.life
    found: list[Period] = []
    for first, natural_last, shorter in date_ranges(known):
        opens = max(begin_of(known, first), starts_at(known))
        if opens > known.now or (life.ended_at is not None and opens > life.ended_at):
            break  # it has not begun, or never will
        last = natural_last if life.until is None else min(natural_last, life.until)
        if first > last:
            break  # the last period was the one that contains `until`
        # A span begins with its terms, so it never begins before them.
        began_before = (
            not found and not is_span(life.schedule) and begin_of(known, first) < terms_since(known)
        )
        grace = next(day for day in known.days if day.date > last)  # the local day after it
        if opens >= grace.begins:
            continue  # none of its dates happened after the start
        safe = shorter or began_before or last < natural_last
        found.append(
            Period(
                first=first,
                last=last,
                opens=opens,
                ends=grace.begins,
                grace_ends=grace.ends,
                cannot_be_missed=safe,
            )
        )
    return found


def named_deadline(life: Life, until: date | datetime | None) -> datetime | None:
    """Find the instant of a deadline as it was named; a bare date lasts until that day ends."""
    if until is None or isinstance(until, datetime):
        return until
    return day_ends(life, until)


def deadline_of_once(known: Known) -> datetime | None:
    """Find the deadline, moved by the parts of pauses after the start and since it was named.

    Overlapping pauses are joined first. While a pause lasts, the deadline moves along with it, so
    that a pause that began before the deadline lies before it as a whole.
    """
    deadline = named_deadline(known.life, known.life.until)
    if deadline is None:
        return None
    named = known.deadline_named or known.life.declared
    for pause_begins, pause_ends in joined(known.paused):
        begins = max(pause_begins, named, starts_at(known))
        if begins < deadline:
            ends = known.now if pause_ends == NEVER else max(begins, pause_ends)
            deadline += ends - begins
    return deadline


def once_period(known: Known) -> list[Period]:
    """Make the single period of a `once`, with a grace of 24 hours, or open-ended."""
    life = known.life
    opens = starts_at(known)
    if opens > known.now or (life.ended_at is not None and opens > life.ended_at):
        return []
    deadline = deadline_of_once(known)
    if deadline is None:
        return [
            Period(
                first=start_day(known),
                last=None,
                opens=opens,
                ends=NEVER,
                grace_ends=NEVER,
                cannot_be_missed=False,
            )
        ]
    if deadline <= max(opens, terms_since(known)):
        return []
    last = local_day(life, deadline)
    return [
        Period(
            first=start_day(known),
            last=last,
            opens=opens,
            ends=deadline,
            grace_ends=deadline + GRACE_OF_ONCE,
            cannot_be_missed=False,
        )
    ]


def periods(known: Known) -> list[Period]:
    return once_period(known) if known.life.schedule == "once" else recurring_periods(known)
