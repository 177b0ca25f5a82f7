"""Decide which week a digest covers, and when it is posted."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import NamedTuple

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar

HOURS = range(24)
"""The full hours at which a digest can be posted."""
LATEST = timedelta(hours=24)
"""How late a digest is still posted if the bot was offline."""
LENGTH = timedelta(days=7)
_DAY = timedelta(days=1)


class Week(NamedTuple):
    """Seven local days of a server, and their bounds (UTC); the end is not included."""

    first: LocalDay
    begins: datetime
    ends: datetime

    @property
    def last(self) -> LocalDay:
        """The last day."""
        return self.first + LENGTH - _DAY


def week_from(days: PersonalCalendar, first: LocalDay) -> Week:
    """Return the week that begins on a local day."""
    return Week(first, days.begins(first), days.begins(first + LENGTH))


def week_before(days: PersonalCalendar, day: LocalDay) -> Week:
    """Return the last seven local days that are over once `day` begins."""
    return week_from(days, day - LENGTH)


class PlannedDigest(NamedTuple):
    """The week of the next digest, and when it is posted (UTC)."""

    week: Week
    due: datetime


def plan_digest(
    days: PersonalCalendar, weekday: int, hour: int, now: datetime, covered: LocalDay | None
) -> PlannedDigest:
    """Return the first digest after `now` that repeats no day of the last one.

    It is posted on a weekday (0 is Monday) at a full hour, and covers the seven days before. The
    last digest began on `covered`. An hour that a clock change skips moves forward, and of one that
    occurs twice, the first counts.
    """
    earliest = covered + LENGTH if covered else LocalDay.min
    return next(
        PlannedDigest(week_before(days, day), due)
        for day in _weekdays_from(days.day_of(now), weekday)
        if (due := due_on(days, day, hour, now)) > now and day - LENGTH >= earliest
    )


def due_on(days: PersonalCalendar, day: LocalDay, hour: int, now: datetime) -> datetime:
    """Return the instant (UTC) of a full hour on a local day, in the time zone of `now`."""
    return days.calendar(now).instant(datetime.combine(day, time(hour)))


def _weekdays_from(day: LocalDay, weekday: int) -> Iterator[LocalDay]:
    day += ((weekday - day.weekday()) % 7) * _DAY
    while True:
        yield day
        day += LENGTH
