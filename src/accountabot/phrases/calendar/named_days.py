"""Resolve the named days and periods of the calendar: "next Friday", "this month", "Christmas"."""

from dataclasses import replace
from datetime import date, timedelta

from accountabot.domain.goals.schedules import WEEKDAYS
from accountabot.phrases.calendar.calendar_ranges import CalendarRanges, next_date
from accountabot.phrases.calendar.durations import ONE_DAY, Duration
from accountabot.phrases.calendar.moment import Moment, moment_on
from accountabot.phrases.language.matcher import Match

_WEEK = timedelta(days=7)
_SATURDAY = 5


class NamedDays:
    """The days and periods around today that have names."""

    def __init__(self, ranges: CalendarRanges) -> None:
        self.ranges = ranges
        self.today = ranges.today

    def resolve(self, match: Match) -> Moment | None:
        """Convert a pattern's meaning to a moment; return None if the date is invalid."""
        kind, *details = match.meaning.format(**match.slots).split()
        try:
            if inner := match.slots.get("moment"):
                return _relative(kind, inner, match.slots.get("duration", ONE_DAY))
            return self._resolve(kind, details)
        except (ValueError, OverflowError):
            return None

    def day_of_month(self, number: int) -> Moment:
        """Return the next day with a number, such as the 15th, or raise ValueError."""
        first = self.ranges.next_day_of_month(number)
        return moment_on(first, self.ranges.next_day_of_month(number, skip_days=1))

    def _resolve(self, kind: str, details: list[str]) -> Moment:
        match kind, details:
            case "this" | "next" | "week-after" | "in-next-week", _:
                return self._weekday(kind, WEEKDAYS.index(details[0]))
            case "day-of-month", [day]:
                return self.day_of_month(int(day))
            case "in-next-month", [day]:
                first, _ = self.ranges.relative("month", 1)
                return moment_on(first.replace(day=int(day)))
            case "new-year", _:
                # "By the new year" includes 31 December; "from the new year" starts on 1 January.
                return Moment(date(self.today.year + 1, 1, 1), date(self.today.year, 12, 31))
            case unit, [offset]:
                return self._calendar_range(unit, int(offset))
            case _:  # a date such as 12-24
                month, day = kind.split("-")
                return moment_on(next_date(int(month), int(day), self.today))

    def _weekday(self, kind: str, weekday: int) -> Moment:
        if kind == "next":
            return self._next_weekday(weekday)
        if kind == "in-next-week":
            return moment_on(self.ranges.in_next_week(weekday))
        day = self.ranges.next_weekday(weekday)
        if kind == "week-after":
            day += _WEEK
        return moment_on(day, day + _WEEK)

    def _calendar_range(self, unit: str, offset: int) -> Moment:
        """Return the moment for a calendar unit; "next weekend" is ambiguous before Saturday."""
        moment = Moment(*self.ranges.relative(unit, offset))
        if unit == "weekend" and offset and self.today.weekday() < _SATURDAY:
            this_weekend = Moment(*self.ranges.relative(unit, 0))
            return replace(moment, readings=(this_weekend, moment))
        return moment

    def _next_weekday(self, weekday: int) -> Moment:
        """Return "next Friday", which is ambiguous if this week's Friday is still to come."""
        soon = self.ranges.next_weekday(weekday)
        later = self.ranges.in_next_week(weekday)
        if soon <= self.today:
            soon = later
        readings = (moment_on(soon), moment_on(later)) if soon != later else ()
        return Moment(soon, soon, readings=readings)


def _relative(kind: str, inner: Moment, duration: Duration) -> Moment | None:
    """Return the start or end of a moment, or a day before or after it."""
    if kind in {"begin", "end"}:
        return moment_on(inner.first if kind == "begin" else inner.last)
    if duration.clock or inner.instant or inner.readings:
        return None
    day = duration.later(inner.last) if kind == "later" else duration.earlier(inner.first)
    return replace(moment_on(day), is_definite=True)
