"""Say which days make up a week, a weekend, a month or a year, this one or a later one."""

from calendar import monthrange
from datetime import date, timedelta

from accountabot.domain.calendar.days import LocalDay

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_SATURDAY, _SUNDAY = 5, 6
Run = tuple[LocalDay, LocalDay]


class Periods:
    """The runs of days around today, where weeks begin on a given day."""

    def __init__(self, today: LocalDay, week_start: int) -> None:
        self.today, self.week_start = today, week_start

    def named(self, period: str, which: int) -> Run:
        """Return a period's first and last day: 0 is the running one, 1 the next."""
        match period:
            case "day":
                return (day := self.today + which * _DAY), day
            case "week":
                first = self.week() + which * _WEEK
                return first, first + _WEEK - _DAY
            case "weekend":
                last = self.coming(_SUNDAY) + which * _WEEK
                return last - _DAY, last
            case "month":
                first = moved(self.today.replace(day=1), which, "months")
                return first, moved(first, 1, "months") - _DAY
            case _:
                year = self.today.year + which
                return date(year, 1, 1), date(year, 12, 31)

    def week(self) -> LocalDay:
        """Return the first day of the running week."""
        return self.today - (self.today.weekday() - self.week_start) % 7 * _DAY

    def coming(self, weekday: int) -> LocalDay:
        """Return the next such weekday, today included."""
        return self.today + (weekday - self.today.weekday()) % 7 * _DAY

    def in_next_week(self, weekday: int) -> LocalDay:
        """Return that weekday of the next week."""
        return self.week() + _WEEK + (weekday - self.week_start) % 7 * _DAY

    def next_dated(self, number: int, later: int = 0) -> LocalDay:
        """Return the next date with that day of the month, today included; `later`, that many days from today."""
        months = (moved(self.today.replace(day=1), month, "months") for month in range(4))
        dates = (
            month.replace(day=number)
            for month in months
            if number <= monthrange(month.year, month.month)[1]
        )
        return next(day for day in dates if day >= self.today + later * _DAY)

    def coming_month(self, month: int) -> LocalDay:
        """Return the first day of the next such month, the running one included."""
        return date(self.today.year + (month < self.today.month), month, 1)


def moved(day: LocalDay, number: int, span: str) -> LocalDay:
    """Return the day that is so many days, weeks, months or years later."""
    if span in {"days", "weeks"}:
        return day + timedelta(**{span: number})
    months = day.year * 12 + day.month - 1 + number * (12 if span == "years" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
