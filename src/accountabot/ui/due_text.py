"""Format a goal's next requirement, and refusals."""

from datetime import datetime
from enum import Enum

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal
from accountabot.domain.refusals import Count, Detail, Refusal
from accountabot.domain.streaks.due import Due
from accountabot.domain.user_text import TextField
from accountabot.ui import amounts, dates
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say


def next_due_text(goal: Goal, due: Due) -> str | None:
    """Format a goal's next requirement, or return None if there is none."""
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
    if not goal.has_fixed_days:
        return say("due-by", day=dates.date(due.days[0])) + (f" · {progress}" if progress else "")
    return say("due-next", dates=" · ".join(map(dates.date, due.days))) + (
        f"\n{progress}" if progress else ""
    )


def _progress(goal: Goal, due: Due) -> str | None:
    if due.done is None or due.required is None:
        return None
    if goal.counts_days:
        return say("due-days", done=int(due.done), of=int(due.required))
    done = amounts.number_text(due.done)
    of = amounts.done_text(due.required, goal)
    if not goal.is_ceiling:
        return say("due-amount", done=done, of=of)
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
            text = dates.moment(value)
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
