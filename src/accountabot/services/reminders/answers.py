"""Handle answers to a reminder: snooze, not today, keep reminding, not this time, let it go."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import choices
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import Action, GoalId
from accountabot.domain.refusals import Refusal
from accountabot.domain.reminders.reminder_lines import ReminderKind
from accountabot.domain.reminders.wall_clock import instant, quarter, wall_of
from accountabot.domain.timelines import FOR_EVER
from accountabot.services import access
from accountabot.services.goals import endings
from accountabot.services.goals.endings import Ended
from accountabot.services.people import misses
from accountabot.services.reminders import contents, outlook, sending
from accountabot.services.reminders.outlook import Outlook
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store.reminders import reminders
from accountabot.store.reminders.reminders import StoredReminder

SNOOZE = timedelta(hours=1)
EVENING = time(20)


class Snoozed(NamedTuple):
    """When (UTC) a goal's owner is reminded once more."""

    goal: Goal
    until: datetime
    is_evening_over: bool
    """Whether they chose *This evening* less than an hour before it, or after it."""


def snooze(tx: Connection, action: Action, goal_id: GoalId, *, evening: bool) -> Snoozed:
    """Remind once more, after an hour or at 20:00.

    Raises Refusal if the goal no longer needs a reminder, or if its day is over by then.
    """
    status, stored = _own(tx, action, goal_id)
    day = stored.last_day
    if day is None:
        raise Refusal("reminder-day-over")
    _ensure_matters(tx, status, stored, day)
    hour, at_evening = quarter(action.at + SNOOZE), _evening(status)
    is_over = evening and at_evening < hour
    until = at_evening if evening and not is_over else hour
    if until >= min(status.rules.days.ends(day), status.deadline or FOR_EVER):
        raise Refusal("reminder-snooze-late")
    reminders.answer(tx, status.goal, action.at, snoozed_until=until)
    return Snoozed(status.goal, until, is_over)


def not_today(tx: Connection, action: Action, goal_id: GoalId, day: LocalDay) -> Outlook:
    """End the reminders for a local day; raise Refusal if it is over."""
    status, _ = _own(tx, action, goal_id)
    days = status.rules.days
    if day > days.after(days.day_of(action.at)):
        raise Refusal("control-unknown")
    if action.at >= days.ends(day):
        raise Refusal("reminder-day-over")
    reminders.answer(tx, status.goal, action.at, not_on=day)
    sending.request_edits(tx, action.member.server, goal_id, action.at, in_channels=True)
    return outlook.outlook(tx, status)


def go_on(tx: Connection, action: Action, goal_id: GoalId) -> Outlook:
    """Keep the reminders that nobody answered."""
    status, _ = _own(tx, action, goal_id)
    reminders.go_on(tx, status.goal, action.at)
    sending.request_edits(tx, action.member.server, goal_id, action.at, in_channels=True)
    return outlook.outlook(tx, status)


def not_this_time(tx: Connection, action: Action, goal_id: GoalId, last: LocalDay) -> Goal:
    """Leave the period with this last day as it is, and say no more about it."""
    status, stored = _own(tx, action, goal_id)
    if last > status.rules.days.day_of(action.at):
        raise Refusal("control-unknown")
    if stored.declined_day and stored.declined_day < last:
        misses.pass_over(tx, status.goal, stored.declined_day, action.at)
    reminders.decline_period(tx, status.goal, last, action.at)
    sending.request_edits(tx, action.member.server, goal_id, action.at, in_channels=True)
    return status.goal


def let_go(tx: Connection, action: Action, goal_id: GoalId) -> Ended:
    """Drop a goal; raise Refusal if it has ended."""
    goal = access.own_goal(tx, action.member, goal_id)
    return endings.drop(tx, action, choices.goal_choice(goal), None)


def _own(tx: Connection, action: Action, goal_id: GoalId) -> tuple[GoalStatus, StoredReminder]:
    goal = access.own_goal(tx, action.member, goal_id)
    status = goal_status.status_of(tx, goal, action.at)
    can_be_made_up = status.due.yesterday or status.due.is_late
    if not outlook.goes_on(status) and not can_be_made_up:
        raise Refusal("remind-over", title=goal.title)
    return status, reminders.get(tx, goal)


def _ensure_matters(
    tx: Connection, status: GoalStatus, stored: StoredReminder, day: LocalDay
) -> None:
    if status.now >= status.rules.days.ends(day):
        raise Refusal("reminder-day-over")
    if status.due.is_late:
        raise Refusal("reminder-snooze-late")
    asked_again = replace(stored, not_on=None)  # a snooze takes back *Not today*
    if not contents.still_matters(tx, status, asked_again, ReminderKind.REMINDER, day):
        is_stopped = contents.is_due(status, day)
        key = "reminder-stopped" if is_stopped else "reminder-not-needed"
        raise Refusal(key, title=status.goal.title)


def _evening(status: GoalStatus) -> datetime:
    zone = status.rules.days.calendar(status.now).zone
    today = wall_of(status.now, zone).date()
    return instant(datetime.combine(today, EVENING), zone)
