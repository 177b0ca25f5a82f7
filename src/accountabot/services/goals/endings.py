"""End a goal before its time: it is completed, or dropped."""

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
from accountabot.services.checkins.recording import CheckedIn, CheckInInput
from accountabot.services.goals import goal_views
from accountabot.services.goals.goal_views import GoalView
from accountabot.services.streaks import goal_status, milestones
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store.goals import goals, record


class Ended(NamedTuple):
    """A goal that its owner ended, and what they said about it."""

    view: GoalView
    entry: RecordId
    note: str


def complete(tx: Connection, action: Action, typed: str, note: str | None) -> Ended | CheckedIn:
    """Complete a goal; one that is done once is checked in on, and done with that.

    Raises Refusal where it is not the member's, or over.
    """
    line = _going(tx, action, typed)
    goal = line.goal
    if goal.is_once and goal.amount is None:
        done = recording.record_check_in(
            tx,
            action,
            line,
            resolve_day(DayChoice.TODAY, line.rules.days, action.at),
            CheckInInput(note),
        )
        if done.entry:
            return done
    return _end(tx, action, line, GoalState.COMPLETED, note)


def drop(tx: Connection, action: Action, typed: str, reason: str | None) -> Ended:
    """Withdraw a goal, which is no miss; raise Refusal where it is not the member's, or over."""
    return _end(tx, action, _going(tx, action, typed), GoalState.DROPPED, reason)


def _going(tx: Connection, action: Action, typed: str) -> GoalStatus:
    record.ensure_not_repeated(tx, action)
    line = goal_views.pick_own(goal_views.statuses_of(tx, action.member, action.at), typed)
    if line.goal.state is not GoalState.ACTIVE:
        raise Refusal(f"edit-{line.goal.state}", title=line.goal.title)
    if not line.due.is_ongoing:
        raise Refusal("edit-over", title=line.goal.title)
    return line


def _end(
    tx: Connection, action: Action, line: GoalStatus, state: GoalState, words: str | None
) -> Ended:
    said = user_text.clean_note(words) or ""
    kind = EventKind.COMPLETED if state is GoalState.COMPLETED else EventKind.DROPPED
    entry = record.add(tx, line.goal, kind, action, note=said)
    goals.set_state(tx, line.goal, state, action.at)
    goal = goals.get(tx, action.member.server, line.goal.id) or line.goal
    goal_status.rebuild(tx, goal, action.at)
    if state is GoalState.COMPLETED:
        milestones.complete(tx, goal, action.at)
    ratio = kept_ratio.compute_kept_ratio(goal_status.verdicts(tx, goal, action.at), action.at)
    return Ended(goal_views.view(tx, goal, action.at)._replace(kept_ratio=ratio), entry, said)
