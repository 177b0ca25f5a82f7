"""Describe the changes in an edit, for its preview and the public record."""

from collections.abc import Iterator
from datetime import timedelta

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.goals.edits import TERMS, GoalField
from accountabot.domain.goals.goal import Goal
from accountabot.services.goals.history import EditSummary
from accountabot.ui import amounts, dates
from accountabot.ui.escaping import escape
from accountabot.ui.goals import promise_text
from accountabot.ui.localization import say

ROOM = 280
"""Characters for the changes in one line; changes that don't fit are only named."""
_QUOTED = 40
_HOUR, _DAYS = timedelta(hours=1), timedelta(days=2)


def field_value(field: GoalField, goal: Goal, calendar: Calendar) -> str:  # noqa: PLR0911 - one for each field
    """Format the value of a goal's field."""
    match field:
        case GoalField.TITLE:
            return escape(goal.title)
        case GoalField.SCHEDULE:
            return say("value-once") if goal.is_once else promise_text.schedule_text(goal.schedule)
        case GoalField.START:
            return dates.full_date(goal.start.day)
        case GoalField.END:
            return _end(goal, calendar) or say("value-no-end")
        case GoalField.AMOUNT:
            return amounts.promised_text(goal.amount) if goal.amount else say("value-no-amount")
        case GoalField.PLAN:
            return escape(goal.plan) if goal.plan else say("value-no-plan")
        case GoalField.VISIBILITY:
            return say("value-only-me" if goal.is_private else "value-everyone")


def describe_edit(change: EditSummary, today: LocalDay) -> str:
    """Describe an edit for the record; changes that don't fit are only named."""
    said = list[str]()
    more = list[str]()
    room = ROOM
    for field, sentence in _sentences(change, today):
        if len(sentence) <= room:
            said.append(sentence)
            room -= len(sentence)
        else:
            more.append(say(f"changed-{field}"))
    return ", ".join(said + ([say("change-more", what=", ".join(more))] if more else []))


def _sentences(change: EditSummary, today: LocalDay) -> Iterator[tuple[GoalField, str]]:
    """Yield the changes; members' text comes last because it can be long."""
    for field in sorted(change.fields, key=lambda field: field not in TERMS):
        was, will_be = (
            _short(field, goal, change.calendar) for goal in (change.before, change.after)
        )
        if field is not GoalField.END:
            yield field, say(f"change-{field}", before=was, after=will_be)
        elif was != will_be:
            yield field, _moved(change, today)


def _short(field: GoalField, goal: Goal, calendar: Calendar) -> str:
    """Format the value of a goal's field, truncating members' text."""
    words = {GoalField.TITLE: goal.title, GoalField.PLAN: goal.plan}.get(field, "")
    return (
        escape(f"{words[:_QUOTED]}…")
        if len(words) > _QUOTED
        else field_value(field, goal, calendar)
    )


def _moved(change: EditSummary, today: LocalDay) -> str:
    """Describe how the end moved, and how long before it was due."""
    was, will_be = (_end(goal, change.calendar, today) for goal in (change.before, change.after))
    if was is None:
        return say("change-end-set", after=will_be or "")
    start = change.before.start
    due = start.until or change.calendar.ends(start.through or today)
    key = "change-end-moved" if will_be else "change-end-taken"
    return say(key, before=was, after=will_be or "", lead=_lead(due - change.at))


def _end(goal: Goal, calendar: Calendar, today: LocalDay | None = None) -> str | None:
    """Format a goal's end as a date without the current year, or as an instant if it has a time."""
    until = goal.start.until
    through = goal.start.through
    if until and not promise_text.is_end_of_day(until, calendar):
        return dates.moment_with_weekday(until)
    day = calendar.day_of(until) if until else through
    if day is None:
        return None
    return dates.date(day) if today and day.year == today.year else dates.full_date(day)


def _lead(left: timedelta) -> str:
    if left < _HOUR:
        return say("lead-minutes", count=max(1, left // timedelta(minutes=1)))
    return (
        say("lead-hours", count=left // _HOUR)
        if left < _DAYS
        else say("lead-days", count=left.days)
    )
