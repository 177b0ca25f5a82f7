"""The value of a setting at a moment."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.oracle.model import Change, Life, Value


def value_at(changes: tuple[Change, ...], instant: datetime, otherwise: Value) -> Value:
    """Find what held at the instant, a change at that very instant included."""
    value = otherwise
    for change in sorted(changes, key=lambda c: c.at):
        if change.at <= instant:
            value = change.value
    return value


def value_before(changes: tuple[Change, ...], instant: datetime, otherwise: Value) -> Value:
    """Find what held just before the instant."""
    return value_at(tuple(c for c in changes if c.at < instant), instant, otherwise)


def zone_at(life: Life, instant: datetime) -> ZoneInfo:
    """Find the zone that holds; the first one holds from the beginning, and without any it is UTC."""
    changes = sorted(life.zones, key=lambda c: c.at)
    return ZoneInfo(str(value_at(life.zones, instant, changes[0].value if changes else "UTC")))


def day_start_before(life: Life, instant: datetime) -> int:
    """Find the day start of a day beginning at the instant: a change waits for the end of the day it is made in."""
    hour = value_before(life.day_starts, instant, 0)
    assert isinstance(hour, int)
    return hour


def week_start_before(life: Life, instant: datetime) -> int:
    """Find the first weekday (Monday is 0) for a week beginning at the instant: a change waits for the running week."""
    weekday = value_before(life.week_starts, instant, 0)
    assert isinstance(weekday, int)
    return weekday
