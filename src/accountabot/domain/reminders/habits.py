"""Compute a member's usual check-in time."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.reminders.wall_clock import wall_of

COUNTED = 7
"""How many check-ins a habit is read from."""
AT_LEAST = 3
"""With fewer, there is no habit yet."""
AT_MOST = 40
"""How many of the latest are enough to find those: some are too new to be counted."""
_DAY = timedelta(days=1)


def usual_check_in_time(
    checked_in: Sequence[datetime], days: PersonalCalendar, day: LocalDay
) -> time | None:
    """Return the median local time of the last check-ins, as it is known for a local day.

    `checked_in` has instants (UTC). Only those from before the previous day count, so that the time
    is known a day ahead. Returns None if there are too few.
    """
    known = days.begins(days.before(day))
    latest = sorted((at for at in checked_in if at < known), reverse=True)[:COUNTED]
    if len(latest) < AT_LEAST:
        return None
    begins = datetime.combine(day, time(days.calendar(days.begins(day)).day_start))
    since = sorted((_wall(at, days) - begins) % _DAY for at in latest)
    return (begins + since[(len(since) - 1) // 2]).time()


def _wall(at: datetime, days: PersonalCalendar) -> datetime:
    """Return what the member's clock showed at an instant."""
    return wall_of(at, days.calendar(at).zone)
