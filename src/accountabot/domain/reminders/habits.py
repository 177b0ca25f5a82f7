"""Find out at what time a member usually checks in."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.checkins.activity import CheckIn
from accountabot.domain.reminders.wall_clock import wall_of

COUNTED = 7
"""How many check-ins a habit is read from."""
AT_LEAST = 3
"""With fewer, there is no habit yet."""


def usual_check_in_time(
    check_ins: Sequence[CheckIn], days: PersonalCalendar, day: LocalDay
) -> time | None:
    """Return the median local time of the last check-ins, as it is known for a local day.

    Only check-ins made before the day before began are counted, so that it is known a day ahead.
    Returns None if there are too few.
    """
    known = days.begins(days.before(day))
    latest = sorted((each.at for each in check_ins if each.at < known), reverse=True)[:COUNTED]
    if len(latest) < AT_LEAST:
        return None
    times = sorted(_since_day_start(at, days) for at in latest)
    since, start = times[(len(times) - 1) // 2]
    return (datetime.combine(day, start) + since).time()


def _since_day_start(at: datetime, days: PersonalCalendar) -> tuple[timedelta, time]:
    """Return how long after the day start an instant is on the local clock, and the day start."""
    calendar = days.calendar(at)
    wall = wall_of(at, calendar.zone)
    start = time(calendar.day_start)
    since = wall - datetime.combine(wall.date(), start)
    return since % timedelta(days=1), start
