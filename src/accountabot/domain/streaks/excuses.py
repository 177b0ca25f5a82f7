"""Decide which periods are excused, and why."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.periods import Period
from accountabot.domain.goals.schedules import Every, Per
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.timelines import Interval, overlap_seconds

LAST_HOURS = timedelta(hours=2)
TOLERATED_ABSENCE = timedelta(minutes=15).total_seconds()
BOT_AWAY = "bot-away"
"""The reason of an excuse for the bot's absence."""
_DAY = timedelta(days=1)


def find_excuse(
    goal: Goal, rules: JudgingRules, pauses: Sequence[Interval], period: Period, closed: datetime
) -> str | None:
    """Return the reason why a period is excused, or None.

    Only dates excused before `closed` count. A one-time goal is only excused if the bot was absent.
    """
    if bot_was_away(rules, period):
        return BOT_AWAY
    if goal.is_once or period.last is None:
        return None
    if period.is_partial:
        return "partial"
    if isinstance(goal.schedule, Every | Per):
        return _too_few_days(goal, rules, pauses=pauses, period=period, closed=closed)
    return _disturbance(rules, pauses, period.first, closed)


def bot_was_away(rules: JudgingRules, period: Period) -> bool:
    """Return whether the bot was absent too long at the end of a period or its grace period."""
    if not rules.absences or period.ends is None or period.closes is None:
        return False
    intervals = ((period.begins, period.ends), (period.ends, period.closes))
    return any(
        overlap_seconds(rules.absences, max(since, until - LAST_HOURS), until) > TOLERATED_ABSENCE
        for since, until in intervals
    )


def _disturbance(
    rules: JudgingRules, pauses: Sequence[Interval], day: LocalDay, closed: datetime
) -> str | None:
    """Return the reason why a day is excused (paused, travelled, excused date), or None."""
    if pauses and overlap_seconds(pauses, rules.days.begins(day), rules.days.ends(day)):
        return "paused"
    if day in rules.days.excused:
        return "travelled"
    return "excused-date" if any(e.day == day and e.at < closed for e in rules.excuses) else None


def _too_few_days(
    goal: Goal, rules: JudgingRules, pauses: Sequence[Interval], period: Period, closed: datetime
) -> str | None:
    """Return the reason why a period has too few unexcused days, or None."""
    assert period.last is not None
    length = (period.last - period.first).days + 1
    whole = 0
    disturbed_by = None
    for number in range(length):
        day = period.first + number * _DAY
        if not _counts(goal, rules, day):
            continue
        if disturbance := _disturbance(rules, pauses, day, closed):
            disturbed_by = disturbance
        else:
            whole += 1
    return None if _is_enough(goal, whole, length) else disturbed_by or "partial"


def _counts(goal: Goal, rules: JudgingRules, day: LocalDay) -> bool:
    """Return whether the goal covers a whole day; a span's first day counts as whole."""
    begins = rules.days.begins(day)
    is_whole = begins >= goal.start.at or isinstance(goal.schedule, Every)
    return day >= goal.start.day and is_whole and begins < rules.days.ends(day)


def _is_enough(goal: Goal, whole: int, length: int) -> bool:
    if isinstance(goal.schedule, Per) and (goal.schedule.number > 1 or goal.amount is None):
        return whole >= goal.schedule.number
    return whole * 2 >= length
