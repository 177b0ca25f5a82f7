"""Word the first line of a check-in, what was done, and the lines of its news."""

from accountabot.domain.goals.goal import GoalState
from accountabot.domain.goals.schedules import Per
from accountabot.services.checkins.checked_in import CheckedIn
from accountabot.ui import amounts, dates
from accountabot.ui.escaping import escape
from accountabot.ui.goals.promise_text import schedule_unit
from accountabot.ui.localization import say

SEPARATOR = " · "


def done_line(result: CheckedIn) -> str:
    """Say who did what, how much of it, and for which day unless that is today."""
    goal = result.status.goal
    head = say(
        "check-in-head", mark=_mark(result), member=str(goal.owner.id), title=escape(goal.title)
    )
    return joined(head, _progress(result), _days_met(result), _for_day(result))


def milestone_line(result: CheckedIn) -> str | None:
    """Celebrate a milestone, in words of its own for each number that has some."""
    number = result.milestone
    if not number:
        return None
    is_pure = int(result.status.tally.is_without_freeze)
    unit = schedule_unit(result.status.goal)
    return say("check-in-milestone", number=number, unit=unit, without_freeze=is_pure)


def news_lines(result: CheckedIn) -> list[str]:
    """Mention a return after an absence, a resumed goal or a used freeze."""
    news = []
    if result.is_resumed:
        news.append(say("check-in-resumed"))
    elif result.was_away:
        news.append(say("check-in-away"))
    if result.frozen and result.status.tally.uses_freeze:
        unit = schedule_unit(result.status.goal)
        news.append(say("check-in-frozen", unit=unit, day=dates.date(result.frozen)))
    return news


def is_completed(result: CheckedIn) -> bool:
    """Return whether the check-in completed a one-time goal."""
    goal = result.status.goal
    return goal.is_once and goal.state is GoalState.COMPLETED


def joined(*parts: str | None) -> str:
    """Join the parts of a line that are not None."""
    return SEPARATOR.join(part for part in parts if part)


def is_past(result: CheckedIn) -> bool:
    """Return whether the period of the check-in is over."""
    last = result.period.last if result.period else None
    return last is not None and last < result.status.rules.days.day_of(result.status.now)


def period_end(result: CheckedIn) -> str:
    """Return the last day of the period of the check-in, "" if it has none."""
    last = result.period.last if result.period else None
    return dates.date(last) if last else ""


def _mark(result: CheckedIn) -> str:
    cases = {
        "⏰": result.is_late,
        "🎉": is_completed(result),
        "⭐": result.is_bonus or result.is_extra,
        "➕": result.is_over or result.is_short,
        "📝": result.is_settled,
    }
    return next((mark for mark, holds in cases.items() if holds), "✅")


def _progress(result: CheckedIn) -> str | None:
    """Say how much of the amount is done, on the day of the check-in or in its period."""
    goal = result.status.revision_of(result.check_in.day).goal
    added = result.check_in.amount
    if goal.amount is None or result.total is None or result.is_bonus or result.is_settled:
        return None if added is None else amounts.done_text(added, goal)
    progress = say(
        "check-in-amount",
        case="over" if result.is_over else "ceiling" if goal.is_ceiling else "toward",
        done=amounts.number_text(result.total),
        done_with_unit=amounts.done_text(result.total, goal),
        of=amounts.number_text(goal.amount.number),
        of_with_unit=amounts.done_text(goal.amount.number, goal),
    )
    if added is None or added == result.total:
        return progress
    return say("check-in-added", added=amounts.number_text(added), progress=progress)


def _days_met(result: CheckedIn) -> str | None:
    """Say how many days of the week or month count so far."""
    goal = result.status.revision_of(result.check_in.day).goal
    if result.days_met is None or not isinstance(goal.schedule, Per):
        return None
    return say(
        "check-in-days",
        case="above" if result.days_met > goal.schedule.number else "toward",
        done=result.days_met,
        of=goal.schedule.number,
        unit=f"{goal.schedule.unit}-past" if is_past(result) else goal.schedule.unit,
        day=period_end(result),
    )


def _for_day(result: CheckedIn) -> str | None:
    if result.check_in.day >= result.status.rules.days.day_of(result.status.now):
        return None
    return say("check-in-for-day", day=dates.date(result.check_in.day))
