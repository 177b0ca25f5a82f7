"""Find the value of a setting at a moment."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.oracle.model import Change, Life, Value


def value_at(changes: tuple[Change, ...], instant: datetime, default: Value) -> Value:
    """Find the value in force at the instant; a change at that very instant counts."""
    value = default
    for change in sorted(changes, key=lambda c: c.at):
        if change.at <= instant:
            value = change.value
    return value


def value_before(changes: tuple[Change, ...], instant: datetime, default: Value) -> Value:
    """Find the value in force just before the instant."""
    return value_at(tuple(c for c in changes if c.at < instant), instant, default)


def zone_at(life: Life, instant: datetime) -> ZoneInfo:
    """Find the zone in force; the first one applies from the beginning; UTC if there is none."""
    changes = sorted(life.zones, key=lambda c: c.at)
    return ZoneInfo(str(value_at(life.zones, instant, changes[0].value if changes else "UTC")))


def day_start_before(life: Life, instant: datetime) -> int:
    """Find the day start of a day that begins at the instant: a change waits for a day's end."""
    hour = value_before(life.day_starts, instant, 0)
    assert isinstance(hour, int)
    return hour


def week_start_before(life: Life, instant: datetime) -> int:
    """Find the first weekday (0 is Monday) of a week that begins at the instant."""
    weekday = value_before(life.week_starts, instant, 0)
    assert isinstance(weekday, int)
    return weekday
