"""Format dates and instants."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache

from babel.dates import format_interval, format_skeleton, format_timedelta

from accountabot.domain.calendar.day_runs import runs_of
from accountabot.domain.calendar.days import LocalDay
from accountabot.ui.localization import LANGUAGE


def full_date(day: LocalDay) -> str:
    """Format a date with its weekday and year."""
    return format_skeleton("yMMMEd", day, locale=LANGUAGE)


def plain_date(day: LocalDay) -> str:
    """Format a date with its year, without its weekday."""
    return format_skeleton("yMMMd", day, locale=LANGUAGE)


def full_dates(days: Iterable[LocalDay]) -> str:
    """Format several dates as ranges, with their weekdays and years."""
    return ", ".join(
        full_date(first) if first == last else f"{full_date(first)} – {full_date(last)}"
        for first, last in runs_of(days)
    )


@lru_cache(maxsize=1024)
def date(day: LocalDay) -> str:
    """Format a date with its weekday."""
    return format_skeleton("MMMEd", day, locale=LANGUAGE)


def weekday(day: LocalDay) -> str:
    """Format the short name of a date's weekday."""
    return format_skeleton("E", day, locale=LANGUAGE)


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
    rounded = max(length, timedelta(minutes=1))
    return format_timedelta(rounded, granularity="minute", threshold=2, locale=LANGUAGE)


def month_and_year(day: LocalDay) -> str:
    """Format the month of a date, with its year."""
    return format_skeleton("yMMMM", day, locale=LANGUAGE)


def plain_dates(first: LocalDay, last: LocalDay) -> str:
    """Format the first and last of several dates, without weekdays: "Jan 5 – 11, 2026"."""
    thin_space = "\u2009"
    return format_interval(first, last, "yMMMd", locale=LANGUAGE).replace(thin_space, " ")
