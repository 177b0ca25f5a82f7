"""Load the contents of a reminder message from the current data."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import GoalState
from accountabot.domain.identifiers import GoalId, Member, ServerId
from accountabot.domain.reminders.ended_periods import find_ended
from accountabot.domain.reminders.reminder_days import ReminderDay, is_needed, reminder_days
from accountabot.domain.reminders.reminder_lines import ReminderKind, ReminderLine
from accountabot.domain.reminders.reminder_preferences import ReminderPlace
from accountabot.services.reminders import reminder_preferences, wishes
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store.goals import goals, record
from accountabot.store.reminders import reminder_messages, reminders
from accountabot.store.reminders.reminder_messages import ReminderMessage
from accountabot.store.reminders.reminders import StoredReminder


class RemindedGoal(NamedTuple):
    """A goal in a message."""

    status: GoalStatus
    kind: ReminderKind
    day: LocalDay
    is_open: bool
    """Whether its owner is still to hear of it; otherwise, it is done or no longer needed."""
    is_done: bool
    """Whether it was done."""
    until: datetime
    """When (UTC) the message about it is out of date."""
    is_due: bool = False
    """Whether it is still to be done, also if its owner wants to hear no more of it."""
    snoozed_until: datetime | None = None
    """When (UTC) its owner wants to be reminded again, if that is still to come."""

    @property
    def is_over(self) -> bool:
        """Return whether the message about it is out of date."""
        return self.until <= self.status.now


class Contents(NamedTuple):
    """What a message says now."""

    message: ReminderMessage
    goals: list[RemindedGoal]

    @property
    def is_direct(self) -> bool:
        """Return whether it is a direct message."""
        return self.message.member != 0

    @property
    def open(self) -> list[RemindedGoal]:
        """The goals that are still to be done."""
        return [each for each in self.goals if each.is_open]


def load(tx: Connection, server: ServerId, key: int, now: datetime) -> Contents | None:
    """Return what a message says now, or None if it is gone.

    Goals that are no longer for those who can read the message are left out.
    """
    message = reminder_messages.get(tx, server, key)
    if message is None:
        return None
    lines = reminder_messages.lines(tx, server, key)
    found = (_reminded(tx, message, line, now) for line in lines)
    return Contents(message, [each for each in found if each])


def find(tx: Connection, server: ServerId, message: int, now: datetime) -> Contents | None:
    """Return what a message in Discord says now, or None if it doesn't remind anyone."""
    found = reminder_messages.find(tx, server, message)
    return load(tx, server, found.key, now) if found else None


def _reminded(
    tx: Connection, message: ReminderMessage, line: ReminderLine, now: datetime
) -> RemindedGoal | None:
    goal = goals.get(tx, line.owner.server, line.goal)
    if goal is None or (goal.is_private and not message.member):
        return None
    status = goal_status.status_of(tx, goal, now)
    stored = reminders.get(tx, goal)
    is_open = still_matters(tx, status, stored, line.kind, line.day) and (
        message.member != 0 or _is_for_channels(tx, line.owner)
    )
    days = status.rules.days
    last = line.day if line.kind is ReminderKind.REMINDER else max(line.day, days.day_of(now))
    return RemindedGoal(
        status,
        line.kind,
        line.day,
        is_open,
        _is_done(status, line),
        until=days.ends(last),
        is_due=is_open or is_due(status, line.day),
        snoozed_until=_snoozed_until(stored, line.kind, now) if is_open else None,
    )


def _is_for_channels(tx: Connection, owner: Member) -> bool:
    return reminder_preferences.of(tx, owner).place is not ReminderPlace.DIRECT_MESSAGES


def _snoozed_until(stored: StoredReminder, kind: ReminderKind, now: datetime) -> datetime | None:
    until = stored.snoozed_until if kind is ReminderKind.REMINDER else None
    return until if until and until > now else None


def still_matters(
    tx: Connection, status: GoalStatus, stored: StoredReminder, kind: ReminderKind, day: LocalDay
) -> bool:
    """Return whether an owner still has to hear something."""
    if status.goal.state is not GoalState.ACTIVE:
        return False
    wish = wishes.wish_for(tx, status.goal.owner, stored.times)
    if kind is ReminderKind.GO_ON:
        return wish.times is not None and not status.due.is_paused and _is_asked(tx, status, stored)
    if kind is ReminderKind.REMINDER:
        is_on = wish.times is not None and stored.not_on != day
        return is_on and is_due(status, day)
    is_on = not status.due.is_paused and stored.declined_day != day
    return is_on and day_at_stake(status) == day


def day_at_stake(status: GoalStatus) -> LocalDay | None:
    """Return the last day of the period that can still be made up for, None if there is none."""
    ended = find_ended(
        status.goal,
        status.rules,
        status.activity,
        status.now,
        due=status.due,
        settled=status.saved.settled,
    )
    return ended.period.last if ended and ended.stake else None


def _is_asked(tx: Connection, status: GoalStatus, stored: StoredReminder) -> bool:
    """Return whether the owner has yet to say whether reminders go on, on whatever day."""
    asked = stored.asked_at
    return asked is not None and record.last_owner_action_at(tx, status.goal, asked) is None


def is_due(status: GoalStatus, day: LocalDay) -> bool:
    """Return whether what belongs to a local day is still to be done."""
    if status.goal.state is not GoalState.ACTIVE or status.now >= status.rules.days.ends(day):
        return False
    on = _day_of(status, day)
    return on is not None and is_needed(status.revisions[-1], on, status.now)


def _day_of(status: GoalStatus, day: LocalDay) -> ReminderDay | None:
    """Return the period to which a reminder for a local day belongs, None if there is none."""
    revision = status.revisions[-1]
    if status.goal.is_once:
        period = next(revision.periods(), None)
        return ReminderDay(day, period) if period else None
    found = next(reminder_days(revision, day), None)
    return found if found and found.day == day else None


def _is_done(status: GoalStatus, line: ReminderLine) -> bool:
    """Return whether a goal was done on or for a day."""
    if status.goal.is_once:
        return status.is_met
    revision = status.revisions[-1]
    for period in revision.periods(since=line.day):
        if period.last and period.first <= line.day <= period.last:
            check_ins = revision.check_ins.serving(status.goal, period, status.now)
            return bool(revision.met(period, status.now)) or any(
                each.day == line.day for each in check_ins
            )
        if period.first > line.day:
            break
    return False


RECENT = timedelta(hours=48)
"""How long a message may change."""


def recent_with(tx: Connection, server: ServerId, goal: GoalId, now: datetime) -> list[int]:
    """Return the messages of the last days that have a goal in them."""
    return reminder_messages.with_goal(tx, server, goal, now - RECENT)
