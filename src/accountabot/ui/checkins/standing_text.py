"""Word the second line of a check-in: how the goal stands after it, and what comes next."""

from datetime import timedelta
from decimal import Decimal

from accountabot.domain.goals.schedules import DAILY, Per
from accountabot.services.checkins.checked_in import CheckedIn
from accountabot.ui import amounts, dates
from accountabot.ui.checkins.checkin_text import is_completed, is_past, joined, period_end
from accountabot.ui.goals.promise_text import schedule_unit
from accountabot.ui.localization import say

_BAR = 5
"""The number of blocks in a progress bar."""
_WORDED_STREAKS = 3
"""Up to this number in a row, a streak has words of its own."""


def standing_line(result: CheckedIn) -> str | None:
    """Say how the goal stands after the check-in, and what comes next."""
    link = say("check-in-proof", link=result.proof) if result.proof else None
    standing = joined(*_standing(result), link)
    return f"{standing[0].upper()}{standing[1:]}" if standing else None


def _standing(result: CheckedIn) -> list[str | None]:
    """Return the parts of the second line, by the first case that applies."""
    if result.is_settled:
        return [say("check-in-settled")]
    if result.is_over:
        return [say("check-in-over", when=_fresh_start(result))]
    if result.is_bonus:
        return [say("check-in-bonus"), _next(result)]
    if is_completed(result):
        return [say("check-in-completed-late" if result.is_late else "check-in-completed")]
    if result.is_extra:
        return [say("check-in-extra"), _next(result)]
    return [_first_here(result) or _streak(result), _to_go(result) or _next(result)]


def _first_here(result: CheckedIn) -> str | None:
    return say("check-in-first") if result.is_first else None


def _streak(result: CheckedIn) -> str | None:
    """Say the streak, unless the check-in is only a part of what the period asks for."""
    tally = result.status.tally
    goal = result.status.goal
    if goal.is_once or result.milestone or result.is_short or not tally.streak:
        return None
    unit = schedule_unit(goal)
    if not _keeps_period(result):
        return say("check-in-streak-so-far", streak=tally.streak, unit=unit)
    if tally.streak == 1:
        case = "first" if not result.is_again else "again" if tally.longest == 1 else "best"
        return say("check-in-streak-one", case=case, unit=unit, longest=tally.longest)
    key = "check-in-streak-three" if tally.streak == _WORDED_STREAKS else "check-in-streak"
    return say(key, streak=tally.streak, unit=unit)


def _keeps_period(result: CheckedIn) -> bool:
    """Return whether the period of the check-in is kept, and not only begun."""
    goal = result.status.revision_of(result.check_in.day).goal
    if goal.is_ceiling or not isinstance(goal.schedule, Per) or result.days_met is None:
        return result.is_late or not goal.is_ceiling
    return result.days_met >= goal.schedule.number


def _to_go(result: CheckedIn) -> str | None:
    """Say what the period of the check-in still asks for; None if nothing."""
    goal = result.status.revision_of(result.check_in.day).goal
    day = period_end(result)
    if goal.is_ceiling and not is_past(result):
        return say("check-in-ceiling")
    if result.is_short and result.total is not None and goal.amount:
        left = amounts.done_text(goal.amount.number - result.total, goal)
        bar = progress_bar(result.total, goal.amount.number)
        today = dates.date(result.status.rules.days.day_of(result.status.now))
        by = today if is_past(result) else day
        return say("check-in-amount-left", bar=bar, left=left, unit=_unit(result), day=by)
    if result.days_met is None or not isinstance(goal.schedule, Per) or is_past(result):
        return None
    left_days = goal.schedule.number - result.days_met
    if left_days <= 0:
        return None
    if result.days_open is not None and left_days > result.days_open:
        return _new_period(result, goal.schedule)
    return say("check-in-days-left", count=left_days, day=day)


def progress_bar(done: Decimal, of: Decimal) -> str:
    """Draw how much is done; a part is never drawn as nothing, or as all."""
    full = int(done * _BAR / of)
    full = min(max(full, int(done > 0)), _BAR - 1)
    return "▰" * full + "▱" * (_BAR - full)


def _new_period(result: CheckedIn, schedule: Per) -> str | None:
    """Say when the next week or month begins, because this one has too few days left."""
    last = result.period.last if result.period else None
    through = result.status.goal.start.through
    if last is None or (through and through <= last):
        return None
    return say(
        "check-in-new-period",
        unit=schedule.unit,
        is_full=int(result.period is not None and result.period.is_partial),
        day=dates.date(last + timedelta(days=1)),
    )


def _unit(result: CheckedIn) -> str:
    """Return the case of a sentence about the period of a check-in."""
    goal = result.status.revision_of(result.check_in.day).goal
    period = result.period
    if goal.is_once or period is None or period.last is None:
        return "once"
    if goal.counts_days or period.first == period.last:
        today = result.status.rules.days.day_of(result.status.now)
        return "today" if result.check_in.day == today else "past-day"
    return "past-period" if is_past(result) else "period"


def _next(result: CheckedIn) -> str | None:
    """Say which day is open or due next."""
    status = result.status
    due = status.due
    today = status.rules.days.day_of(status.now)
    if due.is_paused or status.goal.is_once:
        return None
    if result.still_open and result.check_in.day == today:
        return say("check-in-yesterday-open", day=dates.date(result.still_open))
    if due.today and status.goal.has_fixed_days and result.check_in.day < today:
        return say("check-in-today-open")
    if not due.days:
        return say("check-in-last") if due.is_for_later else None
    day = dates.date(due.days[0])
    if status.goal.has_fixed_days:
        return say("check-in-next", day=day)
    schedule = status.goal.schedule
    count = schedule.number if isinstance(schedule, Per) else 1
    return say("check-in-next-by", count=count, day=day)


def _fresh_start(result: CheckedIn) -> str:
    """Return the case of the sentence about a ceiling: the day, or the longer period."""
    goal = result.status.revision_of(result.check_in.day).goal
    when = result.when.value
    if goal.is_once:
        return "once"
    if goal.schedule == DAILY:
        return f"daily-{when}"
    period = result.period
    if goal.counts_days or (period is not None and period.first == period.last):
        return "day"
    unit = goal.schedule.unit if isinstance(goal.schedule, Per) else "span"
    return f"{unit}-past" if is_past(result) else unit
