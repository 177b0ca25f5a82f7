"""Say when it is a good time to be told something."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING, EVENING = time(9), time(21)
"""The hours, where a server is at home, between which nobody is woken."""
_DAY = timedelta(days=1)


def next_daytime(at: datetime, zone: ZoneInfo) -> datetime:
    """Return an instant (UTC) itself if it is by day, else the next morning."""
    return at if MORNING <= at.astimezone(zone).time() < EVENING else next_morning(at, zone)


def next_morning(at: datetime, zone: ZoneInfo) -> datetime:
    """Return the first morning (UTC) from an instant on."""
    today = at.astimezone(zone).date()
    mornings = (
        datetime.combine(today + days * _DAY, MORNING, zone).astimezone(at.tzinfo)
        for days in range(3)
    )
    return next(morning for morning in mornings if morning >= at)
