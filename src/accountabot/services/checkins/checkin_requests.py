"""Check in: a member says in public that they did what they promised."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.checkin_day import DayChoice, classify_day, resolve_day
from accountabot.domain.goals.goal import ACTIVE_LIMIT, Goal
from accountabot.domain.identifiers import Action, GoalId, WaitingId
from accountabot.domain.refusals import Refusal
from accountabot.services import access
from accountabot.services.checkins import pending, recording
from accountabot.services.checkins.recording import NOTHING, CheckedIn, CheckInInput
from accountabot.services.goals import goal_views
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store.checkins import check_ins
from accountabot.store.goals import goals


class WhichGoal(NamedTuple):
    """Several goals could be meant; `words` keeps what was said meanwhile."""

    lines: list[GoalStatus]
    day: LocalDay
    words: WaitingId | None


class WhichDay(NamedTuple):
    """Yesterday is still open too; `days` are both, the earlier first."""

    goal: Goal
    days: tuple[LocalDay, LocalDay]


class HowMuch(NamedTuple):
    """The goal counts an amount, and none was said; `words` keeps what was said beside it."""

    status: GoalStatus
    day: LocalDay
    words: WaitingId | None = None
    note: str = ""

    @property
    def promised(self) -> Goal:
        """The goal as it was promised for that day."""
        return self.status.revision_of(self.day).goal


Asked = CheckedIn | WhichGoal | HowMuch


def check_in(
    tx: Connection, action: Action, typed: str | None, when: DayChoice, said: CheckInInput
) -> Asked:
    """Check in on the goal that was named, or on the one that is due; ask where several are, and for the amount.

    Raises Refusal where the goal is not the member's, is over or had not begun.
    """
    user_text.clean_note(said.note)
    own = goal_views.statuses_due_first(tx, action.member, action.at)
    if typed:
        line = goal_views.pick_status(own, typed)
        return check_in_on(tx, action, line, resolve_day(when, line.rules.days, action.at), said)
    return _on_what_is_due(tx, action, own, when, said)


def count_message(tx: Connection, action: Action, written: datetime, said: CheckInInput) -> Asked:
    """Check in by a message that the member wrote then (UTC), for its day, as `check_in` does.

    Raises Refusal where that day is neither today nor yesterday, or where the message was counted before.
    """
    own = goal_views.statuses_due_first(tx, action.member, action.at)
    _refuse_counted(tx, action, said)
    if not own:
        raise Refusal("no-goals-yet")
    days = own[0].rules.days
    day = days.day_of(written)
    when = next((when for when in DayChoice if day == resolve_day(when, days, action.at)), None)
    if when is None:
        raise Refusal("message-old", day=day)
    return _on_what_is_due(tx, action, own, when, said)


def press(
    tx: Connection,
    action: Action,
    goal_id: GoalId,
    day: LocalDay | None = None,
    said: CheckInInput = NOTHING,
) -> CheckedIn | WhichDay | HowMuch:
    """Check in by a goal's own button; ask for the day where yesterday is still open too, and for the amount.

    Raises Refusal for anyone but the owner, for a day that is over, and as `check_in` does.
    """
    line = _own(tx, action, goal_id)
    goal = line.goal
    today = line.rules.days.day_of(action.at)
    yesterday = line.rules.days.before(today)
    if day is None and line.due.yesterday and line.due.is_ongoing:
        return WhichDay(goal, (yesterday, today))
    return check_in_on(tx, action, line, day or (yesterday if line.due.yesterday else today), said)


def note(
    tx: Connection, action: Action, goal_id: GoalId, day: LocalDay, said: CheckInInput
) -> CheckedIn:
    """Check in with what was typed into a form about a goal and a day; raise Refusal as `press` does."""
    return recording.record_check_in(tx, action, _own(tx, action, goal_id), day, said)


def pick(
    tx: Connection, action: Action, goal_id: GoalId, day: LocalDay, words: WaitingId | None
) -> CheckedIn | HowMuch:
    """Check in on the goal that was picked among several, with what waited."""
    line = goal_status.status_of(tx, pending.goal_of(tx, action, goal_id), action.at)
    said = pending.said(pending.load_pending(tx, action, words)) if words else NOTHING
    _refuse_counted(tx, action, said)
    return check_in_on(tx, action, line, day, said, words)


def check_in_on(
    tx: Connection,
    action: Action,
    line: GoalStatus,
    day: LocalDay,
    said: CheckInInput,
    words: WaitingId | None = None,
) -> CheckedIn | HowMuch:
    """Check in, or ask how much it was: a note alone may say how far one came, but under a limit nothing may be 0."""
    promised = line.revision_of(day).goal
    is_said = said.amount and said.amount.strip()
    if promised.amount is None or is_said or (said.note and not promised.is_ceiling):
        return recording.record_check_in(tx, action, line, day, said)
    ensure_can_check_in(line, day)
    return HowMuch(line, day, words or pending.save_pending(tx, action, day, said), said.note or "")


def ensure_can_check_in(line: GoalStatus, day: LocalDay) -> None:
    """Raise Refusal where no check-in can be made for a day, before anybody is asked how much it was."""
    classify_day(day, line.rules.days, line.now)
    recording.ensure_recordable(line, day)


def _on_what_is_due(
    tx: Connection, action: Action, own: Sequence[GoalStatus], when: DayChoice, said: CheckInInput
) -> Asked:
    lines = [line for line in own if line.due.is_ongoing or line.due.yesterday]
    if not lines:
        raise Refusal("nothing-going" if own else "no-goals-yet")
    due = [
        line
        for line in lines
        if (line.due.today if when is DayChoice.TODAY else line.due.yesterday)
    ] or lines
    day = resolve_day(when, due[0].rules.days, action.at)
    if len(due) > 1:
        return WhichGoal(due[:ACTIVE_LIMIT], day, pending.save_pending(tx, action, day, said))
    return check_in_on(tx, action, due[0], day, said)


def _refuse_counted(tx: Connection, action: Action, said: CheckInInput) -> None:
    if said.proof and (known := check_ins.goals_proven_by(tx, action.member.server, said.proof)):
        goal = goals.get(tx, action.member.server, known[0])
        raise Refusal("message-counted", title=goal.title if goal else "")


def _own(tx: Connection, action: Action, goal_id: GoalId) -> GoalStatus:
    return goal_status.status_of(tx, access.own_goal(tx, action.member, goal_id), action.at)
