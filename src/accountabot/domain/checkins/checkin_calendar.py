"""Count check-ins by local day, as a calendar shows them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from accountabot.domain.calendar.days import LocalDay

WEEKS = 53
"""The weeks of a year's calendar, the current one included."""
HALF = 27
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


class CheckInCalendar(NamedTuple):
    """The number of goals that were checked in on each day."""

    first: LocalDay
    counts: tuple[int | None, ...]
    """For each day from the first; None before the first goal and in the future."""
    week_start: int
    """The first day of a week, 0 is Monday."""

    @property
    def total(self) -> int:
        """The number of check-ins: of several for a goal and a day, one counts."""
        return sum(filter(None, self.counts))

    @property
    def days(self) -> int:
        """The number of days with check-ins."""
        return sum(1 for count in self.counts if count)


def year_until(today: LocalDay, week_start: int, since: LocalDay) -> LocalDay:
    """Return the first day of a calendar of 53 weeks, the last of which contains today.

    If the first goal began in the last half of it, 27 weeks are enough.
    """
    this_week = today - timedelta(days=(today.weekday() - week_start) % 7)
    half = this_week - (HALF - 1) * _WEEK
    return half if since >= half else this_week - (WEEKS - 1) * _WEEK


def build_checkin_calendar(
    counts: Mapping[LocalDay, int],
    *,
    first: LocalDay,
    last: LocalDay,
    since: LocalDay,
    today: LocalDay,
    week_start: int,
) -> CheckInCalendar:
    """Build the calendar from `first` to `last` of a member whose first goal began on `since`."""
    days = (first + number * _DAY for number in range((last - first).days + 1))
    shown = (counts.get(day, 0) if since <= day <= today else None for day in days)
    return CheckInCalendar(first, tuple(shown), week_start)
