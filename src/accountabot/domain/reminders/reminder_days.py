"""Decide on which local days a goal has reminders, and whether one is still needed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import GoalState
from accountabot.domain.goals.periods import Period
from accountabot.domain.goals.schedules import Every, Fixed, Per
from accountabot.domain.streaks import outcomes
from accountabot.domain.streaks.revisions import Revision

_DAY = timedelta(days=1)


class ReminderDay(NamedTuple):
    """A local day on which a goal may have a reminder, and the period it belongs to."""

    day: LocalDay
    period: Period


def reminder_days(revision: Revision, since: LocalDay) -> Iterator[ReminderDay]:
    """Yield the days from `since` on, in order, on which a recurring goal may have a reminder.

    Whether a quota needs every remaining day depends on what is done until then.
    """
    for period in revision.periods(since=since):
        for day in _days_of(revision, period):
            if day >= max(since, revision.goal.start.day):
                yield ReminderDay(day, period)


def _days_of(revision: Revision, period: Period) -> list[LocalDay]:
    first, last = period.first, period.last or period.first
    if revision.goal.is_ceiling or isinstance(revision.goal.schedule, Every):
        return [last]
    if isinstance(revision.goal.schedule, Fixed):
        return [first]
    needed = (last - nth * _DAY for nth in range(_missing_days(revision, period)))
    return sorted({_middle(period), *(day for day in needed if day >= first)})


def _middle(period: Period) -> LocalDay:
    length = ((period.last or period.first) - period.first).days + 1
    return period.first + length // 2 * _DAY


def _missing_days(revision: Revision, period: Period) -> int:
    """Return on how many more days a quota needs check-ins; for a sum, one is enough."""
    goal = revision.goal
    if not isinstance(goal.schedule, Per) or not goal.counts_days:
        return 1
    check_ins = revision.check_ins.serving(goal, period, revision.now)
    return max(0, goal.schedule.number - outcomes.days_met(goal, check_ins))


def is_needed(revision: Revision, on: ReminderDay, at: datetime) -> bool:
    """Return whether a reminder for a day still helps at an instant (UTC)."""
    goal, period = revision.goal, on.period
    is_excused = any(excuse.day == on.day for excuse in revision.rules.excuses)
    if goal.state is not GoalState.ACTIVE or is_paused(revision, at):
        return False
    if (is_excused and not goal.is_once) or revision.skipped_at(period) is not None:
        return False
    if period.ends is not None and at >= period.ends:
        return False
    if goal.is_ceiling:
        return not revision.check_ins.serving(goal, period, at)
    return not revision.met(period, at) and (
        not isinstance(goal.schedule, Per) or _needs_day_of_quota(revision, on)
    )


def is_paused(revision: Revision, at: datetime) -> bool:
    """Return whether a goal is paused, or its owner away, at an instant (UTC)."""
    return any(began <= at < until for began, until in revision.pauses)


def _needs_day_of_quota(revision: Revision, on: ReminderDay) -> bool:
    goal, period = revision.goal, on.period
    if goal.counts_days:
        that_day = [
            each
            for each in revision.check_ins.serving(goal, period, revision.now)
            if each.day == on.day
        ]
        if outcomes.days_met(goal, that_day):
            return False
    left = ((period.last or period.first) - on.day).days + 1
    missing = _missing_days(revision, period)
    return left == missing or (on.day == _middle(period) and left > missing)
