"""Format dates and instants."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache

from accountabot.domain.calendar.day_runs import runs_of
from accountabot.domain.calendar.days import LocalDay
from accountabot.ui.localization import say

UNITS = {
    "years": timedelta(days=365),
    "months": timedelta(days=30),
    "weeks": timedelta(weeks=1),
    "days": timedelta(days=1),
    "hours": timedelta(hours=1),
}
FEWEST = 2
"""The smallest number of a unit; what is shorter is said in a smaller one."""


def full_date(day: LocalDay) -> str:
    """Format a date with its weekday and year."""
    return say(
        "date-full", weekday=weekday(day), month=_month(day), day=str(day.day), year=str(day.year)
    )


def plain_date(day: LocalDay) -> str:
    """Format a date with its year, without its weekday."""
    return say("date-plain", month=_month(day), day=str(day.day), year=str(day.year))


def full_dates(days: Iterable[LocalDay]) -> str:
    """Format several dates as ranges, with their weekdays and years."""
    return ", ".join(
        full_date(first) if first == last else f"{full_date(first)} – {full_date(last)}"
        for first, last in runs_of(days)
    )


@lru_cache(maxsize=1024)
def date(day: LocalDay) -> str:
    """Format a date with its weekday."""
    return say("date-short", weekday=weekday(day), month=_month(day), day=str(day.day))


def weekday(day: LocalDay) -> str:
    """Format the short name of a date's weekday."""
    return weekday_name(day.weekday())


def weekday_name(number: int) -> str:
    """Return the short name of a weekday; 0 is Monday."""
    return say("weekday-short", day=number)


def month_name(number: int) -> str:
    """Return the short name of a month; 1 is January."""
    return say("month-short", month=number)


def _month(day: LocalDay) -> str:
    return month_name(day.month)


def moment(instant: datetime) -> str:
    """Format an instant as a Discord timestamp, shown in each reader's local time."""
    return f"<t:{int(instant.timestamp())}:f>"


def moment_with_weekday(instant: datetime) -> str:
    """Format an instant like `moment`, with its weekday, so that a misread date is noticed."""
    return f"<t:{int(instant.timestamp())}:F>"


def full_hour(hour: int) -> str:
    """Format a full hour."""
    return f"{hour:02}:00"


def duration(length: timedelta) -> str:
    """Format a length of time by its largest unit, at least a minute: "3 hours"."""
    for name, unit in UNITS.items():
        if length >= FEWEST * unit:
            return say(f"duration-{name}", count=round(length / unit))
    return say("duration-minutes", count=max(1, round(length / timedelta(minutes=1))))


def month_and_year(day: LocalDay) -> str:
    """Format the month of a date, with its year."""
    return say("date-month", month=say("month-name", month=day.month), year=str(day.year))


def plain_dates(first: LocalDay, last: LocalDay) -> str:
    """Format the first and last of several dates, without weekdays: "Jan 5 – 11, 2026"."""
    if first.year != last.year:
        return say("date-range", first=plain_date(first), last=plain_date(last))
    same = first.month == last.month
    return say(
        "date-range",
        first=f"{_month(first)} {first.day}",
        last=f"{last.day}, {last.year}" if same else plain_date(last),
    )
