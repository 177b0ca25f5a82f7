"""Say what an edit changes of a goal, and what it leaves of it (decision 0008)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal, PastTerms, Promise

SILENT = timedelta(minutes=15)
"""After declaring, for which an edit is as if it had been declared so."""


class GoalField(StrEnum):
    """What of a goal can be changed."""

    TITLE = "title"
    SCHEDULE = "schedule"
    START = "start"
    END = "end"
    AMOUNT = "amount"
    PLAN = "plan"
    VISIBILITY = "visibility"


class EditInput(NamedTuple):
    """What a member typed into the form about a goal; None for what they left as it was."""

    sentence: str | None = None
    amount: str | None = None
    until: str | None = None
    plan: str | None = None
    is_private: bool | None = None


TERMS = frozenset({GoalField.SCHEDULE, GoalField.START, GoalField.END, GoalField.AMOUNT})
"""What outcomes depend on."""


def changed_fields(goal: Goal, wanted: Promise) -> tuple[GoalField, ...]:
    """Return what a promise would change of a goal; where it names no start, that stays."""
    both = {
        GoalField.TITLE: (goal.title, wanted.title),
        GoalField.SCHEDULE: (goal.schedule, wanted.schedule),
        GoalField.START: (goal.start.day, wanted.start or goal.start.day),
        GoalField.END: ((goal.start.until, goal.start.through), (wanted.until, wanted.through)),
        GoalField.AMOUNT: (goal.amount, wanted.amount),
        GoalField.PLAN: (goal.plan, wanted.plan),
        GoalField.VISIBILITY: (goal.is_private, wanted.is_private),
    }
    return tuple(field for field, (was, will_be) in both.items() if was != will_be)


def edited_fields(before: Goal, after: Goal) -> tuple[GoalField, ...]:
    """Return what an edit changed, by the goal before it and after it."""
    start = after.start
    day = start.day if start.day != before.start.day and start.day > start.at.date() else None
    wanted = Promise(after.title, after.schedule, day, start.until, start.through, after.amount)
    return changed_fields(before, replace(wanted, plan=after.plan, is_private=after.is_private))


def is_silent_edit(goal: Goal, at: datetime) -> bool:
    """Tell whether a goal was declared so little before that nobody relies on it yet."""
    return at < goal.began.at + SILENT


def starts_revision(goal: Goal, fields: Collection[GoalField], at: datetime) -> bool:
    """Tell whether an edit changes what outcomes depend on, and others had reason to rely on it."""
    return not TERMS.isdisjoint(fields) and not is_silent_edit(goal, at)


def apply_edit(
    goal: Goal,
    wanted: Promise,
    fields: Collection[GoalField],
    today: LocalDay,
    at: datetime,
    due: datetime | None = None,
) -> Goal:
    """Return a goal as it is promised from now on, or, soon after declaring, from its beginning.

    `due` is where pauses have moved its deadline (UTC); there it stays, where no other is wanted.
    """
    after = replace(
        goal,
        title=wanted.title,
        schedule=wanted.schedule,
        amount=wanted.amount,
        plan=wanted.plan,
        is_private=wanted.is_private,
        start=replace(
            goal.start,
            day=wanted.start or goal.start.day,
            until=wanted.until,
            through=wanted.through,
        ),
    )
    if not starts_revision(goal, fields, at):
        return after
    day = (
        goal.start.day
        if goal.is_once and after.is_once
        else wanted.start or max(today, goal.start.day)
    )
    until = (
        due
        if due and goal.is_once and after.is_once and GoalField.END not in fields
        else after.start.until
    )
    start = replace(after.start, at=at, day=day, until=until, is_edit=True)
    return replace(
        after, start=start, past=(*goal.past, PastTerms(goal.schedule, goal.start, goal.amount, at))
    )
