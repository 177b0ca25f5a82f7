"""Complete or drop a goal."""

from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.checkins.checkin_day import DayChoice, resolve_day
from accountabot.domain.goals.goal import GoalState
from accountabot.domain.goals.record import EventKind
from accountabot.domain.identifiers import Action, RecordId
from accountabot.domain.refusals import Refusal
from accountabot.domain.streaks import kept_ratio
from accountabot.services.checkins import recording
from accountabot.services.checkins.checked_in import CheckedIn, CheckInInput
from accountabot.services.delivery import posts
from accountabot.services.goals import goal_views
from accountabot.services.goals.goal_views import GoalView
from accountabot.services.streaks import goal_status, milestones
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store.goals import goals, record


class Ended(NamedTuple):
    """A goal that its owner ended, and the owner's note."""

    view: GoalView
    entry: RecordId
    note: str


def complete(tx: Connection, action: Action, typed: str, note: str | None) -> Ended | CheckedIn:
    """Complete a goal; a `once` goal without an amount is completed by a check-in.

    Raises Refusal if no goal matches or the goal has ended.
    """
    status = _active_status(tx, action, typed)
    goal = status.goal
    if goal.is_once and goal.amount is None:
        checked_in = recording.record_check_in(
            tx,
            action,
            status,
            resolve_day(DayChoice.TODAY, status.rules.days, action.at),
            CheckInInput(note),
        )
        if checked_in.entry:
            return checked_in
    return _end(tx, action, status, GoalState.COMPLETED, note)


def drop(tx: Connection, action: Action, typed: str, reason: str | None) -> Ended:
    """Drop a goal without counting a miss; raise Refusal if none matches or it has ended."""
    return _end(tx, action, _active_status(tx, action, typed), GoalState.DROPPED, reason)


def _active_status(tx: Connection, action: Action, typed: str) -> GoalStatus:
    record.ensure_not_repeated(tx, action)
    status = goal_views.pick_status(
        goal_views.statuses_due_first(tx, action.member, action.at), typed
    )
    if status.goal.state is not GoalState.ACTIVE:
        raise Refusal(f"edit-{status.goal.state}", title=status.goal.title)
    if not status.due.is_ongoing:
        raise Refusal("edit-over", title=status.goal.title)
    return status


def _end(
    tx: Connection, action: Action, status: GoalStatus, state: GoalState, text: str | None
) -> Ended:
    is_completed = state is GoalState.COMPLETED
    kind = EventKind.COMPLETED if is_completed else EventKind.DROPPED
    field = user_text.TextField.NOTE if is_completed else user_text.TextField.REASON
    note = user_text.clean_note(text, field) or ""
    entry = record.add(tx, status.goal, kind, action, note=note)
    goals.set_state(tx, status.goal, state, action.at)
    goal = goals.get(tx, action.member.server, status.goal.id) or status.goal
    goal_status.rebuild(tx, goal, action.at)
    posts.redraw(tx, goal, action.at)
    if is_completed:
        milestones.record_completed(tx, goal, action.at)
    ratio = kept_ratio.compute_kept_ratio(goal_status.verdicts(tx, goal, action.at), action.at)
    return Ended(goal_views.load_view(tx, goal, action.at)._replace(kept_ratio=ratio), entry, note)
