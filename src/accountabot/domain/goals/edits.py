"""Decide which fields an edit changes, and whether it starts a revision (decision 0008)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal, PastTerms, Promise

SILENT = timedelta(minutes=15)
"""The period after the declaration in which an edit simply replaces it."""


class GoalField(StrEnum):
    """A part of a goal that can be edited."""

    TITLE = "title"
    SCHEDULE = "schedule"
    START = "start"
    END = "end"
    AMOUNT = "amount"
    PLAN = "plan"
    VISIBILITY = "visibility"


class EditInput(NamedTuple):
    """The text typed into the edit form; fields left unchanged are None."""

    sentence: str | None = None
    amount: str | None = None
    until: str | None = None
    plan: str | None = None
    is_private: bool | None = None


TERMS = frozenset({GoalField.SCHEDULE, GoalField.START, GoalField.END, GoalField.AMOUNT})
"""The fields that outcomes depend on."""


def changed_fields(goal: Goal, wanted: Promise) -> tuple[GoalField, ...]:
    """Return the fields that a promise would change; without a start, it keeps the goal's."""
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
    """Return the fields in which a goal differs before and after an edit."""
    start = after.start
    day = start.day if start.day != before.start.day and start.day > start.at.date() else None
    wanted = Promise(
        title=after.title,
        schedule=after.schedule,
        start=day,
        until=start.until,
        through=start.through,
        amount=after.amount,
        plan=after.plan,
        is_private=after.is_private,
    )
    return changed_fields(before, wanted)


def is_silent_edit(goal: Goal, at: datetime) -> bool:
    """Return whether an edit is within the silent period after the declaration."""
    return at < goal.began.at + SILENT


def starts_revision(goal: Goal, fields: Collection[GoalField], at: datetime) -> bool:
    """Return whether an edit changes the terms and is not silent."""
    return not TERMS.isdisjoint(fields) and not is_silent_edit(goal, at)


def apply_edit(
    goal: Goal,
    wanted: Promise,
    fields: Collection[GoalField],
    today: LocalDay,
    at: datetime,
) -> Goal:
    """Return the edited goal, with a new revision from `at` on unless the edit is silent.

    Without a change of the end, a one-time goal keeps its deadline and the pauses that moved it.
    """
    after = replace(
        goal,
        title=wanted.title,
        schedule=wanted.schedule,
        amount=wanted.amount,
        plan=wanted.plan,
        is_private=wanted.is_private,
        usual_time=wanted.usual_time,
        start=replace(
            goal.start,
            day=wanted.start or goal.start.day,
            until=wanted.until,
            through=wanted.through,
        ),
    )
    if not starts_revision(goal, fields, at):
        return after
    stays_once = goal.is_once and after.is_once
    day = goal.start.day if stays_once else wanted.start or max(today, goal.start.day)
    keeps_deadline = stays_once and GoalField.END not in fields
    start = replace(
        after.start,
        at=at,
        day=day,
        is_edit=True,
        deadline_set_at=goal.start.deadline_since if keeps_deadline else None,
    )
    earlier = PastTerms(goal.schedule, goal.start, goal.amount, ended_at=at)
    return replace(after, start=start, past=(*goal.past, earlier))
