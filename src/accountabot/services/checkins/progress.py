"""Add up what counts toward a goal's amount on a day or in its period."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.activity import CheckIn
from accountabot.domain.goals.periods import Period
from accountabot.domain.goals.schedules import Fixed, Per
from accountabot.domain.streaks import outcomes
from accountabot.domain.streaks.excuses import find_excuse
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store.checkins import activity


class PassedCeiling(NamedTuple):
    """A ceiling and the sum that is above it."""

    total: Decimal
    limit: Decimal
    last: LocalDay | None
    """The last day of its period, or the day if the goal counts days."""


def period_of(status: GoalStatus, day: LocalDay) -> Period | None:
    """Return the period that contains a day, or the next one if nothing is due then."""
    return next(
        (
            period
            for period in status.revision_of(day).periods(since=day)
            if period.last is None or period.last >= day or status.goal.is_once
        ),
        None,
    )


def total_on(status: GoalStatus, period: Period, day: LocalDay) -> Decimal:
    """Return the sum for a period, or for the day alone if the goal counts days."""
    revision = status.revision_of(day)
    goal = revision.goal
    counted = revision.check_ins.serving(goal, period, status.now)
    if goal.is_ceiling and (in_time := _in_time(period, counted)):
        counted = in_time
    return sum(
        (each.amount or Decimal() for each in counted if each.day == day or not goal.counts_days),
        Decimal(),
    )


def _in_time(period: Period, check_ins: Sequence[CheckIn]) -> list[CheckIn]:
    """Return the check-ins made before a period ended; under a ceiling, these decide."""
    return [each for each in check_ins if period.ends is None or each.at < period.ends]


def is_settled(status: GoalStatus, period: Period, day: LocalDay) -> bool:
    """Return whether earlier check-ins decided a ceiling, so that a late one has no effect."""
    revision = status.revision_of(day)
    counted = revision.check_ins.serving(revision.goal, period, status.now)
    is_over = period.ends is not None and period.ends <= status.now
    return is_over and revision.goal.is_ceiling and bool(_in_time(period, counted))


def is_fulfilled(status: GoalStatus, day: LocalDay) -> bool:
    """Return whether a day was kept before an edit, so that a check-in on it is extra."""
    revision = status.revision_of(day)
    return revision.fulfilled_on == day and isinstance(revision.goal.schedule, Fixed)


def days_met(status: GoalStatus, period: Period, day: LocalDay) -> int | None:
    """Return the days that count toward the quota of a week or month; None without a quota."""
    revision = status.revision_of(day)
    if not revision.goal.counts_days or not isinstance(revision.goal.schedule, Per):
        return None
    return outcomes.days_met(
        revision.goal, revision.check_ins.serving(revision.goal, period, status.now)
    )


def days_open(status: GoalStatus, period: Period) -> int | None:
    """Return how many days, from today on, can still count toward the quota of a period."""
    today = status.rules.days.day_of(status.now)
    revision = status.revision_of(today)
    if not revision.goal.counts_days or period.last is None:
        return None
    counted = revision.check_ins.serving(revision.goal, period, status.now)
    todays = [each for each in counted if each.day == today]
    is_counted = outcomes.days_met(revision.goal, todays) > 0
    return max(0, (period.last - today).days + 1 - is_counted)


def skips_period(status: GoalStatus, last: datetime, day: LocalDay) -> bool:
    """Return whether a whole period lies between the member's last action and a day."""
    since = status.rules.days.day_of(last)
    ends = (period.last for period in status.revision_of(day).periods(since=since))
    later = [last_day for last_day in islice(ends, 3) if last_day and since <= last_day < day]
    return len(later) > 1


def missable_yesterday(status: GoalStatus) -> LocalDay | None:
    """Return yesterday if it still needs a check-in and would be missed without one."""
    if not status.due.yesterday:
        return None
    days = status.rules.days
    yesterday = days.before(days.day_of(status.now))
    goal = status.revision_of(yesterday).goal
    period = period_of(status, yesterday)
    pauses = [pause.interval(days) for pause in status.activity.pauses]
    is_excused = period is None or find_excuse(goal, status.rules, pauses, period, status.now)
    return None if is_excused else yesterday


def is_over(status: GoalStatus, period: Period, day: LocalDay) -> bool:
    """Return whether the amounts so far are above the goal's ceiling."""
    amount = status.revision_of(day).goal.amount
    return (
        amount is not None
        and amount.at_most
        and not amount.is_reached(total_on(status, period, day))
    )


def passed_ceiling(tx: Connection, status: GoalStatus) -> PassedCeiling | None:
    """Return the ceiling that a goal is above now, or was above at its end, or None."""
    goal = status.goal
    if not goal.is_ceiling or status.due.is_paused:
        return None
    if not status.due.is_ongoing:  # its last period may be settled
        status = replace(status, activity=activity.load(tx, goal))
    day = status.rules.days.day_of(goal.ended_at or status.now)
    if goal.start.through:
        day = min(day, goal.start.through)
    period = period_of(status, day)
    amount = status.revision_of(day).goal.amount
    if period is None or amount is None or not is_over(status, period, day):
        return None
    last = day if goal.counts_days else period.last
    return PassedCeiling(total_on(status, period, day), amount.number, last)


def is_extra(status: GoalStatus, period: Period, day: LocalDay) -> bool:
    """Return whether other days have met the quota of a week or month without this day."""
    revision = status.revision_of(day)
    goal = revision.goal
    schedule = goal.schedule
    if not isinstance(schedule, Per) or (goal.amount and not goal.counts_days):
        return False
    others = [
        each for each in revision.check_ins.serving(goal, period, status.now) if each.day != day
    ]
    return outcomes.days_met(goal, others) >= schedule.number


def amount_left(status: GoalStatus, day: LocalDay) -> Decimal | None:
    """Return how much of the promised amount is left on a day, or None if nothing is."""
    amount = status.revision_of(day).goal.amount
    period = None if is_fulfilled(status, day) else period_of(status, day)
    if amount is None or period is None:
        return None
    left = amount.number - total_on(status, period, day)
    return left if left > 0 else None
