"""Decide which local day an instant belongs to (docs/decisions/0001-local-days.md)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

LocalDay = date
"""The date that names a person's local day."""

_UTC = ZoneInfo("UTC")
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


def may_have_begun(day: LocalDay, now: datetime) -> bool:
    """Return whether a date may have begun anywhere on Earth."""
    return day <= now.astimezone(UTC).date() + _DAY


@dataclass(frozen=True, slots=True)
class Calendar:
    """A time zone and the whole hour, 0 to 6, at which a person's day starts."""

    zone: ZoneInfo = _UTC
    day_start: int = 0

    def begins(self, day: LocalDay) -> datetime:
        """Return the instant (UTC) at which `day` begins.

        If a clock change skips the day start, the day begins right after the gap. A date that does
        not exist begins and ends at the start of the next one.
        """
        found = _first_instant(self.zone, datetime.combine(day, time(self.day_start)))
        return found if found.astimezone(self.zone).date() == day else self.begins(day + _DAY)

    def ends(self, day: LocalDay) -> datetime:
        """Return the instant (UTC) at which `day` ends."""
        return self.begins(day + _DAY)

    def last_second(self, day: LocalDay) -> datetime:
        """Return the instant (UTC) of the last second of `day`."""
        return self.ends(day) - _SECOND

    def happens(self, day: LocalDay) -> bool:
        """Return whether `day` exists; a zone that crosses the date line skips one."""
        return self.begins(day) < self.ends(day)

    def day_of(self, instant: datetime) -> LocalDay:
        """Return the local day that contains `instant`."""
        day = instant.astimezone(self.zone).date()
        while self.begins(day) > instant:
            day -= _DAY
        while self.ends(day) <= instant:
            day += _DAY
        return day

    def after(self, day: LocalDay) -> LocalDay:
        """Return the next local day that exists."""
        day += _DAY
        return day if self.happens(day) else self.after(day)

    def before(self, day: LocalDay) -> LocalDay:
        """Return the previous local day that exists (*yesterday*)."""
        day -= _DAY
        return day if self.happens(day) else self.before(day)

    def instant(self, local: datetime) -> datetime:
        """Return the instant (UTC) of a local time.

        A time in a DST gap moves forward by the length of the gap; an ambiguous time means the
        first occurrence.
        """
        return local.replace(tzinfo=self.zone, fold=0).astimezone(UTC)


@lru_cache(maxsize=4096)
def _first_instant(zone: ZoneInfo, local: datetime) -> datetime:
    """Return the first instant (UTC) at which local time in `zone` is `local` or later."""
    early = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    late = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if early >= late:
        return late
    # `local` is in a gap, between the two: bisect for the second at which the clock jumps.
    while late - early > _SECOND:
        middle = early + (late - early) // 2
        if middle.astimezone(zone).replace(tzinfo=None) >= local:
            late = middle
        else:
            early = middle
    return late.replace(microsecond=0)
