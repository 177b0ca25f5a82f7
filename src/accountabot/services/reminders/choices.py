"""Choose at what times a member is reminded of a goal."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import Action, GoalId, Member
from accountabot.domain.refusals import Refusal
from accountabot.domain.reminders.offers import Offered
from accountabot.domain.reminders.reminder_preferences import ReminderPlace, preferences_from
from accountabot.domain.reminders.reminder_times import AUTO, NO_REMINDERS, ReminderTimes
from accountabot.services import access
from accountabot.services.goals import goal_views
from accountabot.services.reminders import outlook, reminder_preferences, sending, wishes
from accountabot.services.reminders.outlook import Outlook
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store import settings
from accountabot.store.goals import goals
from accountabot.store.reminders import reminders


class Chosen(NamedTuple):
    """The result of setting times for one or several goals."""

    outlooks: list[Outlook]
    refused: list[tuple[str, Refusal]]
    """The titles of goals for which it is impossible, and why."""


class WhichGoals(NamedTuple):
    """A request to choose the goals for which times were typed."""

    statuses: list[GoalStatus]
    times: ReminderTimes


class Offer(NamedTuple):
    """What a member is told about reminders of a goal that they just declared."""

    outlook: Outlook
    is_offered: bool
    """Whether they can switch them on; otherwise they are on."""


def begin(tx: Connection, goal: Goal, now: datetime) -> Offer | None:
    """Give a new goal reminders if its owner wants them; return what to tell them, if anything.

    The goal's standing has to be saved already.
    """
    changes = settings.all_of(tx, goal.owner)
    place = preferences_from(changes).place
    offered = wishes.offered_in(changes)
    if offered is Offered.OFF or place is ReminderPlace.OFF:
        return None
    is_default = offered is Offered.BY_DEFAULT and not _has_declined(tx, goal.owner)
    is_on = place is not None or is_default
    if is_on:
        reminders.set_times(tx, [goal], AUTO, now)
    status = goal_status.status_of(tx, goal, now)
    if not outlook.has_days(status):
        return None
    return Offer(outlook.outlook(tx, status), is_offered=not is_on)


def _has_declined(tx: Connection, member: Member) -> bool:
    """Return whether a member switched off the reminders of a goal that came with them."""
    own = reminders.of_member(tx, member).values()
    return any(each.times is not None and each.times.is_off for each in own)


def switch_on(
    tx: Connection, action: Action, goal_id: GoalId, place: ReminderPlace | None
) -> Outlook:
    """Switch the reminders of a goal on, and save where the member wants theirs, if given.

    Times that they chose earlier stay.
    """
    goal = access.own_goal(tx, action.member, goal_id)
    stored = reminders.get(tx, goal)
    times = stored.times if stored.times and not stored.times.is_off else AUTO
    return _choose(tx, action, goal, times, place)


def switch_on_again(
    tx: Connection, action: Action, goal_id: GoalId, times: ReminderTimes
) -> Outlook:
    """Give a goal back the times that it had."""
    return _choose(tx, action, access.own_goal(tx, action.member, goal_id), times)


def decline(tx: Connection, action: Action, goal_id: GoalId) -> tuple[Outlook, ReminderTimes]:
    """Switch the reminders of a goal off; return the times that it had."""
    goal = access.own_goal(tx, action.member, goal_id)
    before = reminders.get(tx, goal).times
    off = _choose(tx, action, goal, NO_REMINDERS)
    return off, before if before and not before.is_off else AUTO


def set_times(
    tx: Connection, action: Action, typed: str | None, times: ReminderTimes
) -> Outlook | WhichGoals:
    """Set the times for the goal named by `typed`, or for the only one; otherwise ask which.

    Raises Refusal if the goal can't have such reminders.
    """
    own = goal_views.statuses_due_first(tx, action.member, action.at)
    if typed:
        return _choose(tx, action, goal_views.pick_status(own, typed).goal, times)
    going = [status for status in own if outlook.goes_on(status)]
    if not going:
        raise Refusal("nothing-going" if own else "no-goals-yet")
    if len(going) > 1:
        _ensure_server_reminds(tx, action.member, times)
        return WhichGoals(going, times)
    return _choose(tx, action, going[0].goal, times)


def set_times_of(
    tx: Connection, action: Action, goal_ids: Sequence[GoalId], times: ReminderTimes
) -> Chosen:
    """Set the times for several goals; raise Refusal if it is impossible for all of them."""
    chosen = Chosen([], [])
    for goal_id in goal_ids:
        title = ""
        try:
            goal = access.own_goal(tx, action.member, goal_id)
            title = goal.title
            chosen.outlooks.append(_choose(tx, action, goal, times))
        except Refusal as refusal:
            chosen.refused.append((title, refusal))
    if not chosen.outlooks:
        raise chosen.refused[0][1]
    return chosen


def look_up(tx: Connection, member: Member, typed: str, now: datetime) -> Outlook:
    """Return the outlook of the goal named by `typed`."""
    own = goal_views.statuses_due_first(tx, member, now)
    status = goal_views.pick_status(own, typed)
    _ensure_goes_on(status)
    return outlook.outlook(tx, status)


def look_at(tx: Connection, member: Member, goal_id: GoalId, now: datetime) -> Outlook:
    """Return the outlook of a member's own goal."""
    status = goal_status.status_of(tx, access.own_goal(tx, member, goal_id), now)
    _ensure_goes_on(status)
    return outlook.outlook(tx, status)


def choose_place(tx: Connection, action: Action, place: ReminderPlace) -> None:
    """Save where a person wants to be reminded, and have messages that name them edited."""
    reminder_preferences.set_place(tx, action, place)
    for goal in goals.owned_everywhere(tx, action.member.id):
        sending.request_edits(tx, goal.owner.server, goal.id, action.at, in_channels=True)


def _choose(
    tx: Connection,
    action: Action,
    goal: Goal,
    times: ReminderTimes,
    place: ReminderPlace | None = None,
) -> Outlook:
    status = goal_status.status_of(tx, goal, action.at)
    _ensure_possible(tx, status, times)
    if place:
        choose_place(tx, action, place)
    reminders.set_times(tx, [goal], times, action.at)
    sending.request_edits(tx, goal.owner.server, goal.id, action.at, in_channels=True)
    return outlook.outlook(tx, status)


def _ensure_possible(tx: Connection, status: GoalStatus, times: ReminderTimes) -> None:
    goal = status.goal
    _ensure_goes_on(status)
    if times.is_off:
        return
    _ensure_server_reminds(tx, goal.owner, times)
    if not outlook.has_days(status):
        raise Refusal("remind-never", title=goal.title, goal=goal.id)
    if times.before and not goal.usual_time and not goal.is_once:
        raise Refusal("remind-before-what", title=goal.title, goal=goal.id)


def _ensure_goes_on(status: GoalStatus) -> None:
    if not outlook.goes_on(status):
        raise Refusal("remind-over", title=status.goal.title)


def _ensure_server_reminds(tx: Connection, member: Member, times: ReminderTimes) -> None:
    if not times.is_off and wishes.offered_in(settings.all_of(tx, member)) is Offered.OFF:
        raise Refusal("remind-server-off")
