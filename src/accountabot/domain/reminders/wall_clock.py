"""Calculate with a member's wall-clock times, rounded down to a quarter of an hour."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from accountabot.domain.reminders.reminder_preferences import QuietHours

QUARTER = timedelta(minutes=15)
_DAY = timedelta(days=1)
_MINUTES = 15


def quarter(wall: datetime) -> datetime:
    """Round a time down to a quarter of an hour."""
    return wall.replace(minute=wall.minute // _MINUTES * _MINUTES, second=0, microsecond=0)


def instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) at which the clock in a zone shows a time.

    A time that doesn't exist moves forward by the gap. Of one that exists twice, it is the first.
    """
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def wall_of(at: datetime, zone: ZoneInfo) -> datetime:
    """Return what the clock in a zone shows at an instant, without a zone."""
    return at.astimezone(zone).replace(tzinfo=None, fold=0)


def before_quiet_hours(wall: datetime, quiet: QuietHours | None) -> datetime:
    """Move a time in the quiet hours to the last quarter of an hour before they began."""
    if quiet is None or not quiet.contains(wall.time()):
        return wall
    begins = quiet_begin(wall, quiet)
    return begins - QUARTER


def after_quiet_hours(wall: datetime, quiet: QuietHours | None) -> datetime:
    """Move a time in the quiet hours to their end."""
    if quiet is None or not quiet.contains(wall.time()):
        return wall
    begins = quiet_begin(wall, quiet)
    ends = _at_hour(begins.date(), quiet.until)
    return ends if ends > begins else ends + _DAY


def quiet_begin(wall: datetime, quiet: QuietHours) -> datetime:
    """Return when the quiet hours that contain a time began."""
    today = _at_hour(wall.date(), quiet.first)
    return today if wall >= today else today - _DAY


def _at_hour(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour))
