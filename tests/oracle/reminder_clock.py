"""Turn times of day into instants, and move them out of the quiet hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.oracle.model import ONE_DAY

QUARTER = timedelta(minutes=15)
Quiet = tuple[int, int] | None


def minutes_of(clock: str) -> int:
    """Read a time of day such as "21:30", in minutes since midnight."""
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def written(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def on_clock(zone: str, instant: datetime) -> datetime:
    """Read the local clock, without its zone."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def instant_of(zone: str, clock: datetime) -> datetime:
    """Find the instant of a local time.

    In a gap, `fold=0` reads it by the offset before the gap, which moves it forward by the length
    of the gap. Of a time that exists twice, it is the first.
    """
    return clock.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def rounded(minutes: int) -> int:
    """Round a time of day down to a quarter of an hour."""
    return minutes - minutes % 15


def rounded_clock(clock: datetime) -> datetime:
    """Go back to the last quarter of an hour, without asking if the time exists."""
    return clock.replace(minute=rounded(clock.minute), second=0, microsecond=0)


def rounded_instant(zone: str, instant: datetime) -> datetime:
    """Go back to the last quarter of an hour on the local clock."""
    clock = on_clock(zone, instant)
    return instant - timedelta(
        minutes=clock.minute % 15, seconds=clock.second, microseconds=clock.microsecond
    )


def is_same_quarter(one: datetime, other: datetime) -> bool:
    """Tell whether two instants lie in the same quarter of an hour: zones differ by whole ones."""
    return rounded_clock(one) == rounded_clock(other)


def is_quiet(quiet: Quiet, clock: datetime) -> bool:
    """Tell whether a local time is inside the quiet hours."""
    if quiet is None:
        return False
    begins, ends = quiet
    if begins <= ends:
        return begins <= clock.hour < ends
    return clock.hour >= begins or clock.hour < ends


def moved_out(quiet: Quiet, clock: datetime) -> datetime:
    """Move a local time inside the quiet hours to the last quarter hour before they begin."""
    while is_quiet(quiet, clock):
        clock -= QUARTER
    return clock


def moved_after(quiet: Quiet, clock: datetime) -> datetime:
    """Move a local time inside the quiet hours to their end."""
    while is_quiet(quiet, clock):
        clock += QUARTER
    return clock


def at_time(day: date, minutes: int) -> datetime:
    """Name a local time on a calendar date."""
    return datetime.combine(day, time()) + timedelta(minutes=minutes)


def date_of_time(day: date, minutes: int, day_start: int) -> date:
    """Find the calendar date on which the local day shows the time of day."""
    return day + ONE_DAY if minutes < day_start * 60 else day
