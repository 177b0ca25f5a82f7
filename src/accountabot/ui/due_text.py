"""Format a goal's next requirement, and refusals."""

from datetime import datetime
from enum import Enum

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.schedules import Per
from accountabot.domain.refusals import Count, Detail, Refusal
from accountabot.domain.streaks.due import Due
from accountabot.domain.user_text import TextField
from accountabot.services.checkins.progress import PassedCeiling
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.ui import amounts, dates
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say


def next_due_text(goal: Goal, due: Due) -> str | None:
    """Format a goal's next requirement, or return None if there is none.

    A progress and a date never share a line without a word on which period each is about.
    """
    if due.is_paused:
        return (
            say("due-paused-until", day=dates.date(due.back_on))
            if due.back_on
            else say("due-paused")
        )
    progress = _progress(goal, due)
    if due.moved_to:
        moved = say("due-moved", day=_detail(due.moved_to))
        return f"{moved}\n{progress}" if progress else moved
    if not due.days:
        return progress
    if goal.has_fixed_days:
        following = say("due-next", dates=" · ".join(map(dates.date, due.days)))
        return f"{following}\n{_of_open_period(goal, due, progress)}" if progress else following
    day = dates.date(due.days[0])
    if progress and due.is_for_later:
        following = say("due-next-by", day=day)
        return f"{_of_open_period(goal, due, progress)} · {following}"
    return say("due-by", day=day) + (f" · {progress}" if progress else "")


def grace_text(goal: Goal, due: Due) -> str | None:
    """State what can still be made up for, and until when."""
    if due.is_late:
        return _late_text(due.late_until)
    if due.grace is None:
        return None
    day, until = map(dates.date, due.grace)
    return say("due-grace", unit=_unit(goal), day=day, until=until)


def _late_text(until: LocalDay | datetime | None) -> str:
    """State until when a one-time goal can be done late; by its hours if a day would be wrong."""
    if until is None:
        return say("due-late", form="hours")
    form = "moment" if isinstance(until, datetime) else "day"
    shown = (
        dates.date(until) if not isinstance(until, datetime) else dates.moment_with_weekday(until)
    )
    return say("due-late", form=form, until=shown)


def as_of_text(status: GoalStatus) -> str:
    """Date what is written on a card, because it may be read days later."""
    return say("due-as-of", day=dates.date(status.rules.days.day_of(status.now)))


def _of_open_period(goal: Goal, due: Due, progress: str) -> str:
    return _labelled(_unit(goal), due.open_until, progress)


def passed_text(goal: Goal, passed: PassedCeiling) -> str:
    """State that a ceiling is passed, and in which period unless the goal has only one."""
    said = say(
        "due-over",
        done=amounts.number_text(passed.total),
        of=amounts.done_text(passed.limit, goal),
    )
    unit = "day" if goal.counts_days else _unit(goal)
    return said if goal.is_once else _labelled(unit, passed.last, said)


def _labelled(unit: str, last: LocalDay | None, progress: str) -> str:
    """Say which period a progress is about, by its date: a card may be read much later."""
    return say("due-in", unit=unit, day=dates.date(last), progress=progress) if last else progress


def _unit(goal: Goal) -> str:
    if goal.has_fixed_days:
        return "day"
    return goal.schedule.unit if isinstance(goal.schedule, Per) else "span"


def _progress(goal: Goal, due: Due) -> str | None:
    if due.done is None or due.required is None:
        return None
    is_met = int(due.is_for_later and due.done >= due.required)
    if goal.counts_days:
        done_days = min(due.done, due.required)
        return say("due-days", done=int(done_days), of=int(due.required), met=is_met)
    done = amounts.number_text(due.done)
    of = amounts.done_text(due.required, goal)
    if not goal.is_ceiling:
        return say("due-amount", done=done, of=of, met=is_met)
    return say("due-over" if due.done > due.required else "due-ceiling", done=done, of=of)


def refusal_text(cause: Refusal) -> str:
    """Format a refusal for the member."""
    return say(cause.key, **{name: _detail(value) for name, value in cause.details.items()})


def _detail(value: Detail) -> str | int:
    """Format one detail of a refusal, escaping members' text."""
    match value:
        case Enum():
            text = _case(value)
        case Count():
            text = f"{value:,}"
        case datetime():
            text = dates.moment_with_weekday(value)
        case LocalDay():
            text = dates.full_date(value)
        case tuple():
            text = "\n".join(f"- {escape(each)}" for each in value)
        case str():
            text = escape(value)
        case _:
            return value
    return text


def _case(value: Enum) -> str:
    """Return the name of a text field, or the case of a sentence that has several."""
    return say("text-field", field=value.value) if isinstance(value, TextField) else value.value
