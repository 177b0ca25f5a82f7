"""Look at the goals that are due, and decide which messages their owners get.

The look reads, on a connection of its own, and judges by what is true at that moment. Saving it is
short. If a goal changed in between, nothing is saved, and it is looked at again.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal
from accountabot.domain.reminders import habits, looks
from accountabot.domain.reminders.ended_periods import find_ended
from accountabot.domain.reminders.look_context import (
    Handled,
    Heard,
    Look,
    LookContext,
    Reactions,
    Wish,
)
from accountabot.domain.server.settings import Setting
from accountabot.services.reminders import wishes
from accountabot.services.reminders.destinations import LATER, ReminderDestination, find_destination
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store import settings
from accountabot.store.checkins import check_ins
from accountabot.store.goals import goals, record
from accountabot.store.reminders import reminders
from accountabot.store.reminders.reminders import ReminderKey, StoredReminder
from accountabot.store.unreadable_goals import UNREADABLE, attempt

BATCH_SIZE = 50
"""Goals that are saved in one transaction, to keep the write lock short."""


class LookedAt(NamedTuple):
    """A goal that was looked at, what its owner is to hear, and where."""

    before: StoredReminder | ReminderKey
    after: StoredReminder | None
    """None if it can't be read: it is looked at again after a while."""
    goal: Goal | None
    """None if its declaration was undone."""
    today: LocalDay | None
    heard: Sequence[tuple[Heard, ReminderDestination]]


def next_due(tx: Connection) -> datetime | None:
    """Return when (UTC) a goal on any server is to be looked at next, or None."""
    return reminders.next_due(tx)


def look(tx: Connection, now: datetime, limit: int = BATCH_SIZE) -> list[LookedAt]:
    """Look at the goals that are due on any server, and decide what their owners are to hear."""
    return [_look_safely(tx, each, now) for each in _due(tx, now, limit)]


def _due(tx: Connection, now: datetime, limit: int) -> Sequence[StoredReminder | ReminderKey]:
    """Return the due goals; if one can't be read, only the keys of all."""
    try:
        return reminders.due(tx, now, limit)
    except UNREADABLE:
        return reminders.due_keys(tx, now, limit)


def _look_safely(tx: Connection, due: StoredReminder | ReminderKey, now: datetime) -> LookedAt:
    """Look at a goal; an error about one doesn't keep the others from being looked at."""

    def look_at_it() -> LookedAt:
        stored = due if isinstance(due, StoredReminder) else reminders.get_due(tx, due)
        return _look_at(tx, stored, now)

    return attempt(tx, due.goal, look_at_it) or LookedAt(due, None, None, None, ())


def _look_at(tx: Connection, stored: StoredReminder, now: datetime) -> LookedAt:
    goal = goals.get(tx, stored.owner.server, stored.goal)
    if goal is None:
        return LookedAt(stored, replace(stored, next_at=None, looked_at=now), None, None, ())
    status = goal_status.status_of(tx, goal, now)
    changes = settings.all_of(tx, goal.owner)
    found = look_at(tx, status, stored, changes)
    heard = [
        (
            each,
            LATER if each.waits else find_destination(tx, goal, each.kind, stored.times, changes),
        )
        for each in found.heard
    ]
    today = status.rules.days.day_of(now)
    after = _after(stored, found.handled, found.next_at)
    return LookedAt(stored, after, goal, today, heard)


def look_at(
    tx: Connection, status: GoalStatus, stored: StoredReminder, changes: tuple[Setting, ...]
) -> Look:
    """Decide what a goal's owner is to hear now, and when to look again.

    `changes` are those of the owner's settings and their server's.
    """
    return looks.look(context_of(tx, status, stored, changes))


def context_of(
    tx: Connection, status: GoalStatus, stored: StoredReminder, changes: tuple[Setting, ...]
) -> LookContext:
    """Return everything that is true now and decides what a goal's owner hears."""
    goal = status.goal
    ended = find_ended(
        goal,
        status.rules,
        status.activity,
        status.now,
        due=status.due,
        settled=status.saved.settled,
    )
    wish = wishes.wish_from(changes, stored.times)
    reactions, handled = _reactions(tx, status, stored)
    recent = _recent_check_ins(tx, status, wish)
    return LookContext(
        status.revisions[-1],
        ended,
        wish=wish,
        checked_in=recent,
        reactions=reactions,
        handled=handled,
    )


def _recent_check_ins(tx: Connection, status: GoalStatus, wish: Wish) -> list[datetime]:
    """Return when (UTC) the owner checked in lately, if that decides when they are reminded."""
    goal = status.goal
    is_habit = wish.times is not None and wish.times.is_auto and goal.usual_time is None
    if not is_habit or goal.is_once or goal.is_ceiling:
        return []
    return check_ins.latest(tx, goal, habits.AT_MOST)


def _reactions(
    tx: Connection, status: GoalStatus, stored: StoredReminder
) -> tuple[Reactions, Handled]:
    """Return how the owner reacted to earlier messages, and what was handled."""
    handled = _handled(stored)
    known = (stored.reminded_at, stored.asked_at, stored.followed_end)
    since = min(filter(None, known), default=None)
    if since is None:
        return Reactions(stored.unanswered), handled
    last_at = record.last_owner_action_at(tx, status.goal, since)
    last_heard = max(filter(None, (stored.reminded_at, stored.asked_at)), default=None)
    if last_at and last_heard and last_at > last_heard:
        return Reactions(0, last_at), replace(handled, asked_at=None)
    return Reactions(stored.unanswered, last_at), handled


def has_reacted(tx: Connection, goal: Goal, stored: StoredReminder) -> bool:
    """Return whether the owner did anything about a goal since the last message about it."""
    sent = stored.reminded_at
    return sent is None or record.last_owner_action_at(tx, goal, sent) is not None


def _handled(stored: StoredReminder) -> Handled:
    return Handled(
        looked_at=stored.looked_at,
        last_day=stored.last_day,
        last_time=stored.last_time,
        snoozed_until=stored.snoozed_until,
        not_on=stored.not_on,
        asked_at=stored.asked_at,
        judged_day=stored.judged_day,
        followed_end=stored.followed_end,
        warned_day=stored.warned_day,
    )


def _after(stored: StoredReminder, handled: Handled, next_at: datetime | None) -> StoredReminder:
    return replace(
        stored,
        next_at=next_at,
        looked_at=handled.looked_at,
        last_day=handled.last_day,
        last_time=handled.last_time,
        snoozed_until=handled.snoozed_until,
        asked_at=handled.asked_at,
        judged_day=handled.judged_day,
        followed_end=handled.followed_end,
        warned_day=handled.warned_day,
    )
