"""Decide to which local day of a person an instant belongs (docs/decisions/0001-local-days.md)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

LocalDay = date
"""The date by which a person's local day is known."""

_UTC = ZoneInfo("UTC")
_DAY = timedelta(days=1)


def may_have_begun(day: LocalDay, now: datetime) -> bool:
    """Tell whether a date may have begun for someone, wherever they live: some clocks are half a day ahead of UTC."""
    return day <= now.astimezone(UTC).date() + _DAY


@dataclass(frozen=True, slots=True)
class Calendar:
    """A person's zone and the whole hour, 0 to 6, at which their day starts."""

    zone: ZoneInfo = _UTC
    day_start: int = 0

    def begins(self, day: LocalDay) -> datetime:
        """Return the first instant (UTC) at which the clock shows `day` and the day start, or later.

        A date that the clock never shows is empty: it begins where the next one does.
        """
        found = _first_instant(self.zone, datetime.combine(day, time(self.day_start)))
        return found if found.astimezone(self.zone).date() == day else self.begins(day + _DAY)

    def ends(self, day: LocalDay) -> datetime:
        """Return the instant (UTC) at which `day` is over: the beginning of the next."""
        return self.begins(day + _DAY)

    def happens(self, day: LocalDay) -> bool:
        """Tell whether `day` exists here: a zone that jumps over the date line skips one."""
        return self.begins(day) < self.ends(day)

    def day_of(self, instant: datetime) -> LocalDay:
        """Return the local day that `instant` belongs to: the latest that has begun."""
        day = instant.astimezone(self.zone).date()
        while self.begins(day) > instant:
            day -= _DAY
        while self.ends(day) <= instant:
            day += _DAY
        return day

    def after(self, day: LocalDay) -> LocalDay:
        """Return the next local day that happens."""
        day += _DAY
        return day if self.happens(day) else self.after(day)

    def before(self, day: LocalDay) -> LocalDay:
        """Return the previous local day that happened: *yesterday*."""
        day -= _DAY
        return day if self.happens(day) else self.before(day)

    def instant(self, local: datetime) -> datetime:
        """Return the instant (UTC) of a clock reading: moved forward by a gap, the first of two."""
        return local.replace(tzinfo=self.zone, fold=0).astimezone(UTC)


@lru_cache(maxsize=4096)
def _first_instant(zone: ZoneInfo, local: datetime) -> datetime:
    """Return the first instant (UTC) at which the clock of `zone` shows `local` or later."""
    early, late = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (1, 0))
    if early >= late:
        return late
    while late - early > timedelta(
        seconds=1
    ):  # the clock jumps over `local`: find the second of the jump
        middle = early + (late - early) // 2
        if middle.astimezone(zone).replace(tzinfo=None) >= local:
            late = middle
        else:
            early = middle
    return late.replace(microsecond=0)
