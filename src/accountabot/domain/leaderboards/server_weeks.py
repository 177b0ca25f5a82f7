"""Divide time into a server's weeks."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from accountabot.domain import timelines
from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.timelines import DatedValue

_UTC = ZoneInfo("UTC")
_WEEK = timedelta(days=7)


class _Week(NamedTuple):
    """A week: its first date, when it begins (UTC), and the time zone by which it ends."""

    first: LocalDay
    begins: datetime
    zone: ZoneInfo


class ServerWeeks:
    """The weeks of a server, from Monday and in UTC unless it chose otherwise.

    A new first day of the week, or a new time zone, applies after the week in which it was chosen.
    The days between an old and a new first day form one shorter week.
    """

    def __init__(
        self, zones: Sequence[DatedValue[ZoneInfo]], week_starts: Sequence[DatedValue[int]]
    ) -> None:
        self._weeks = [*_weeks(zones, week_starts)]
        """Those until all changes apply; after the last one, each week has seven days."""

    def first_of(self, day: LocalDay) -> LocalDay:
        """Return the first date of the week that contains a date."""
        last = self._weeks[-1].first
        if last <= day or day < self._weeks[0].first:
            return day - timedelta(days=(day - last).days % 7) if last <= day else self._monday(day)
        return next(week.first for week in self._weeks[::-1] if week.first <= day)

    def next_first_after(self, day: LocalDay) -> LocalDay:
        """Return the first date of the next week; a week has at most seven days."""
        first = self.first_of(day)
        following = (first + timedelta(days=number) for number in range(1, _WEEK.days + 1))
        return next(each for each in following if self.first_of(each) != first)

    def begins(self, day: LocalDay) -> datetime:
        """Return the first instant (UTC) at which a date is the server's."""
        week = next((each for each in self._weeks[::-1] if each.first <= day), self._weeks[0])
        if day <= week.first:
            return week.begins
        return max(week.begins, Calendar(week.zone).begins(day))

    def date_at(self, now: datetime) -> LocalDay:
        """Return the server's date, in the time zone of the current week; it never goes back."""
        week = next((each for each in self._weeks[::-1] if each.begins <= now), self._weeks[0])
        return max(week.first, now.astimezone(week.zone).date())

    def _monday(self, day: LocalDay) -> LocalDay:
        return day - timedelta(days=day.weekday())


@lru_cache(maxsize=1024)
def server_weeks(
    zones: tuple[DatedValue[ZoneInfo], ...], week_starts: tuple[DatedValue[int], ...]
) -> ServerWeeks:
    """Return the weeks of a server with these settings."""
    return ServerWeeks(zones, week_starts)


def _weeks(
    zones: Sequence[DatedValue[ZoneInfo]], week_starts: Sequence[DatedValue[int]]
) -> Iterator[_Week]:
    """Yield the weeks from before the first change until after the last."""
    changes = sorted([*(each.at for each in zones), *(each.at for each in week_starts)])
    first = LocalDay(1970, 1, 5)
    if changes:
        first = max(first, (changes[0] - _WEEK).date())
    first -= timedelta(days=first.weekday())
    begins = datetime.combine(first, time(), UTC)
    while True:
        zone = timelines.before(zones, begins, _UTC)
        weekday = timelines.before(week_starts, begins, 0)
        yield _Week(first, begins, zone)
        is_last = not changes or changes[-1] < begins
        if is_last and first.weekday() == weekday:
            return
        first += timedelta(days=(weekday - first.weekday() - 1) % 7 + 1)
        begins = max(begins, Calendar(zone).begins(first))
