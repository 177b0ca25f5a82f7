"""Divide time into the date ranges of a schedule."""

from collections.abc import Iterator
from datetime import date, timedelta

from tests.oracle.local_days import begin_of, start_day
from tests.oracle.model import ONE_DAY, WEEKDAYS, Known
from tests.oracle.settings import week_start_before

DateRange = tuple[date, date, bool]
"""The first date, the last date, and if it is the shorter week after a new first weekday."""


def is_fixed(schedule: str) -> bool:
    """Tell whether the schedule has fixed dates, each a one-day period."""
    return schedule == "daily" or " on " in schedule


def is_span(schedule: str) -> bool:
    """Tell whether the schedule has spans, counted from the start."""
    return schedule.startswith("every ") and not is_fixed(schedule)


def quota_of(schedule: str) -> int | None:
    """Find the number of days of `n per week` or `n per month`."""
    return int(schedule.split(maxsplit=1)[0]) if " per " in schedule else None


def last_of_month(day: date) -> date:
    while (day + ONE_DAY).month == day.month:
        day += ONE_DAY
    return day


def is_due(schedule: str, start: date, day: date) -> bool:
    """Tell whether a fixed-date schedule is due on the date."""
    if schedule == "daily":
        return True
    rhythm, which = schedule.split(" on ")
    if rhythm == "weekly":
        return WEEKDAYS[day.weekday()] in which.split(",")
    if rhythm == "monthly":
        last = last_of_month(day)
        return day == last if which == "last" else day.day == min(int(which), last.day)
    # Every n weeks: the first such weekday on or after the start, then every n-th.
    first = start
    while WEEKDAYS[first.weekday()] != which:
        first += ONE_DAY
    return day >= first and (day - first).days % (7 * int(rhythm.split()[1])) == 0


def due_dates(known: Known) -> Iterator[DateRange]:
    """List the due dates that happened, each a one-day period."""
    start = start_day(known)
    for day in known.days:
        if (
            day.date >= start
            and day.date not in known.done
            and is_due(known.life.schedule, start, day.date)
        ):
            yield day.date, day.date, False


def spans(known: Known) -> Iterator[DateRange]:
    """List the spans, counted from the start's local day."""
    _, number, unit = known.life.schedule.split()
    length = timedelta(days=int(number) * (7 if unit.startswith("week") else 1))
    first = start_day(known)
    while True:
        yield first, first + length - ONE_DAY, False
        first += length


def weeks(known: Known) -> Iterator[DateRange]:
    """List the weeks; a new first day waits for the current week and makes a shorter one."""
    first = known.days[0].date
    while first.weekday() != week_start_before(known.life, known.days[0].begins):
        first -= ONE_DAY
    while True:
        weekday = week_start_before(known.life, begin_of(known, first))
        following = first + ONE_DAY
        while following.weekday() != weekday:
            following += ONE_DAY
        yield first, following - ONE_DAY, first.weekday() != weekday
        first = following


def months(known: Known) -> Iterator[DateRange]:
    """List the calendar months."""
    first = start_day(known).replace(day=1)
    while True:
        last = last_of_month(first)
        yield first, last, False
        first = last + ONE_DAY


def date_ranges(known: Known) -> Iterator[DateRange]:
    """List the date ranges of a recurring schedule that don't end before the start."""
    schedule = known.life.schedule
    if is_fixed(schedule):
        everything = due_dates(known)
    elif is_span(schedule):
        everything = spans(known)
    else:
        everything = weeks(known) if schedule.endswith("week") else months(known)
    return (date_range for date_range in everything if date_range[1] >= start_day(known))
