"""Compute the first and last day of a week, weekend, month or year."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from accountabot.domain.calendar.days import LocalDay

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_SPANS = {"days": _DAY, "weeks": _WEEK, "fortnights": 2 * _WEEK}
_SUNDAY = 6
_MAX_LEAP_GAP = 9
"""29 February recurs within this many years."""
_MONTHS_PER_YEAR = 12
DateRange = tuple[LocalDay, LocalDay]


class CalendarRanges:
    """The weeks, months and years around today, for a given first day of the week."""

    def __init__(self, today: LocalDay, week_start: int) -> None:
        self.today = today
        self.week_start = week_start

    def relative(self, unit: str, offset: int) -> DateRange:
        """Return the first and last day of a unit; offset 0 is the current one, 1 the next."""
        match unit:
            case "day":
                day = self.today + offset * _DAY
                return day, day
            case "week":
                first = self.first_of_week() + offset * _WEEK
                return first, first + _WEEK - _DAY
            case "weekend":
                last = self.next_weekday(_SUNDAY) + offset * _WEEK
                return last - _DAY, last
            case "month":
                first = add_span(self.today.replace(day=1), offset, "months")
                return first, add_span(first, 1, "months") - _DAY
            case _:
                year = self.today.year + offset
                return date(year, 1, 1), date(year, 12, 31)

    def first_of_week(self) -> LocalDay:
        """Return the first day of the current week."""
        return self.today - (self.today.weekday() - self.week_start) % 7 * _DAY

    def next_weekday(self, weekday: int) -> LocalDay:
        """Return the next date on a weekday, including today."""
        return self.today + (weekday - self.today.weekday()) % 7 * _DAY

    def in_next_week(self, weekday: int) -> LocalDay:
        """Return the date of a weekday in the next week."""
        return self.first_of_week() + _WEEK + (weekday - self.week_start) % 7 * _DAY

    def next_day_of_month(self, number: int, skip_days: int = 0) -> LocalDay:
        """Return the next date with this day of the month, at least `skip_days` from today."""
        earliest = self.today + skip_days * _DAY
        for offset in range(4):
            month = add_span(self.today.replace(day=1), offset, "months")
            has_day = number <= monthrange(month.year, month.month)[1]
            if has_day and month.replace(day=number) >= earliest:
                return month.replace(day=number)
        raise ValueError(number)

    def next_month_named(self, month: int) -> LocalDay:
        """Return the first day of the next such month, including the current one."""
        return date(self.today.year + (month < self.today.month), month, 1)


def add_span(day: LocalDay, number: int, span: str) -> LocalDay:
    """Return the date a number of days, weeks, fortnights, months or years later."""
    if span in _SPANS:
        return day + number * _SPANS[span]
    step = _MONTHS_PER_YEAR if span == "years" else 1
    months = day.year * _MONTHS_PER_YEAR + day.month - 1 + number * step
    year, month = divmod(months, _MONTHS_PER_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_date(month: int, day: int, today: LocalDay) -> LocalDay:
    """Return the next date with this month and day, including today."""
    years = range(today.year, today.year + _MAX_LEAP_GAP)
    return next(found for found in _valid_dates(month, day, years) if found >= today)


def _valid_dates(month: int, day: int, years: range) -> Iterator[LocalDay]:
    for year in years:
        try:
            yield date(year, month, day)
        except ValueError:
            continue
