"""Count what a member, or one of their goals, did in the last year."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from accountabot.domain import timelines
from accountabot.domain.checkins.checkin_calendar import (
    CheckInCalendar,
    build_checkin_calendar,
    year_until,
)
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import Member
from accountabot.domain.judging_rules import JudgingRules
from accountabot.store.checkins import checkin_days


def last_year(
    tx: Connection,
    whose: Member | Goal,
    goals: Iterable[Goal],
    rules: JudgingRules,
    now: datetime,
) -> CheckInCalendar | None:
    """Return the check-ins of the last 53 weeks on `goals`; None if none of them has begun.

    They are the public goals of a member, or one of them.
    """
    today = rules.days.day_of(now)
    week_start = timelines.at(rules.week_starts, now, 0)
    since = min((goal.began.day for goal in goals), default=None)
    if since is None or since > today:
        return None
    first = year_until(today, week_start, since)
    return build_checkin_calendar(
        checkin_days.count(tx, whose, first, today),
        first=first,
        last=today,
        since=since,
        today=today,
        week_start=week_start,
    )
