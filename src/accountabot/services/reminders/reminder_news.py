"""Find the news about reminders for a member's next interaction, from the data at that moment."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.people.notices import Notice, NoticeKind
from accountabot.domain.reminders.reminder_lines import ReminderKind
from accountabot.domain.reminders.reminder_preferences import ReminderPlace
from accountabot.services.reminders import contents, reminder_preferences
from accountabot.services.reminders.contents import RemindedGoal
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store.goals import goals
from accountabot.store.reminders import reminders
from accountabot.store.reminders.reminders import StoredReminder

_KINDS = {
    NoticeKind.REMINDER: ReminderKind.REMINDER,
    NoticeKind.GO_ON: ReminderKind.GO_ON,
    NoticeKind.MORNING_AFTER: ReminderKind.MORNING_AFTER,
    NoticeKind.AT_RISK: ReminderKind.AT_RISK,
}


class ClosedMessages(NamedTuple):
    """A member's direct messages are closed; the goal is one that they were to hear of."""

    goal: Goal


def find_news(tx: Connection, notice: Notice, now: datetime) -> RemindedGoal | None:
    """Return what an owner is to hear of a goal, or None if it no longer matters."""
    goal = goals.get(tx, notice.member.server, notice.goal)
    if goal is None or goal.state is not GoalState.ACTIVE:
        return None
    kind = _KINDS[notice.kind]
    stored = reminders.get(tx, goal)
    status = goal_status.status_of(tx, goal, now)
    day = _day(stored, kind, status)
    if day is None or not contents.still_matters(tx, status, stored, kind, day):
        return None
    until = status.rules.days.ends(max(day, status.rules.days.day_of(now)))
    return RemindedGoal(status, kind, day, is_open=True, is_done=False, until=until)


def find_closed(tx: Connection, notice: Notice, _: datetime) -> ClosedMessages | None:
    """Return that a member's direct messages are closed, if they still are."""
    goal = goals.get(tx, notice.member.server, notice.goal)
    own = reminder_preferences.of(tx, notice.member)
    is_cut_off = own.are_messages_closed and own.place is ReminderPlace.DIRECT_MESSAGES
    return ClosedMessages(goal) if goal and is_cut_off else None


def _day(stored: StoredReminder, kind: ReminderKind, status: GoalStatus) -> LocalDay | None:
    """Return the day that an owner is to hear of; on a morning after, it can still count."""
    match kind:
        case ReminderKind.GO_ON:
            return status.rules.days.day_of(status.now)
        case ReminderKind.MORNING_AFTER:
            return contents.day_at_stake(status)
        case ReminderKind.AT_RISK:
            return stored.warned_day
    return stored.last_day
