"""Define a time of day as it was typed: its possible readings and its time zone."""

from dataclasses import dataclass, replace
from datetime import time

from accountabot.phrases.calendar.zones import Zones

NOON = 12
_HOURS_PER_DAY = 24
_SMALL_HOURS = range(1, 5)
"""At night, these are after midnight."""
MERIDIEMS = ("am", "pm")
_NIGHT = "night"


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day as it was typed."""

    at: time | None
    """None means the end of the day."""
    after_noon: time | None = None
    """The other possible reading, if `at` may also mean a time after noon: 17:30 for "5:30"."""
    zones: Zones = ()
    is_after_midnight: bool = False
    """The time is on the date after the named one, as in "tonight at 1"."""

    @property
    def readings(self) -> tuple[time, ...]:
        """The possible times; empty for the end of the day."""
        return tuple(found for found in (self.at, self.after_noon) if found is not None)

    def in_part(self, part: str | None) -> "ClockTime":
        """Return the time in a part of the day: `am`, `pm` or `night`."""
        if self.at is None or part is None or self.at.hour > NOON:
            return self
        if not self.at.hour:
            return replace(self, is_after_midnight=part == _NIGHT)
        if part == _NIGHT and (self.at.hour in _SMALL_HOURS or self.at.hour == NOON):
            if self.at == time(NOON):
                return ClockTime(None, zones=self.zones)
            at = self.at.replace(hour=self.at.hour % NOON)
            return ClockTime(at, zones=self.zones, is_after_midnight=True)
        hour = hour_of_day(self.at.hour, part if part == "am" else "pm")
        return self if hour is None else ClockTime(self.at.replace(hour=hour), zones=self.zones)


def hour_of_day(hour: int, meridiem: str | None) -> int | None:
    """Return the hour from 0 to 23, or None if it is invalid."""
    if meridiem not in MERIDIEMS:
        return hour if hour < _HOURS_PER_DAY else None
    if not 0 < hour <= NOON:
        return None
    return hour % NOON + (NOON if meridiem == "pm" else 0)
