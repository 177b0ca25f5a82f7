"""Decide when members may be notified: never at night."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(9)
"""The end of the quiet hours, in the server's time zone."""
EVENING = time(21)
"""The start of the quiet hours, in the server's time zone."""
_DAY = timedelta(days=1)


def next_daytime(at: datetime, zone: ZoneInfo) -> datetime:
    """Return `at` (UTC) if it is outside the quiet hours, otherwise the next morning."""
    return at if MORNING <= at.astimezone(zone).time() < EVENING else next_morning(at, zone)


def next_morning(at: datetime, zone: ZoneInfo) -> datetime:
    """Return the first morning (UTC) at or after `at`."""
    today = at.astimezone(zone).date()
    mornings = (
        datetime.combine(today + days * _DAY, MORNING, zone).astimezone(at.tzinfo)
        for days in range(3)
    )
    return next(morning for morning in mornings if morning >= at)
