"""Build the lives of example tests."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from tests.oracle import (
    Change,
    CheckIn,
    Edit,
    Life,
    Reading,
)

NEW_YORK = "America/New_York"
LOS_ANGELES = "America/Los_Angeles"
TOKYO = "Asia/Tokyo"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
OFF = (Change(LONG_AGO, (0, 0, 0)),)
NONE_AT_THE_START = (Change(LONG_AGO, (0, 7, 2)),)


def at(day: int, clock: str, zone: str = NEW_YORK, month: int = 6) -> datetime:
    """Return an instant, of June 2026 by default, whose first day is a Monday."""
    hour, minute = clock.split(":")
    return datetime(2026, month, day, int(hour), int(minute), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def june(day: int) -> date:
    return date(2026, 6, day)


def goal(schedule: str, declared: datetime) -> Life:
    return Life(schedule, declared, zones=(Change(LONG_AGO, NEW_YORK),), freezes=OFF)


def done(life: Life, *instants: datetime) -> Life:
    return replace(life, check_ins=(*life.check_ins, *(CheckIn(one) for one in instants)))


def yesterday(life: Life, instant: datetime, amount: float | None = None) -> Life:
    return replace(
        life, check_ins=(*life.check_ins, CheckIn(instant, yesterday=True, amount=amount))
    )


def amounts(life: Life, *pairs: tuple[datetime, float]) -> Life:
    return replace(
        life, check_ins=(*life.check_ins, *(CheckIn(when, amount=amount) for when, amount in pairs))
    )


def edited(life: Life, *edits: Edit) -> Life:
    return replace(life, edits=(*life.edits, *edits))


def states(reading: Reading) -> list[str]:
    return [row.state for row in reading.rows]
