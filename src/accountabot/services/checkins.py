"""Check in: a member says in public that they did what they promised."""

from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import checkins as rules
from accountabot.domain import texts
from accountabot.domain.checkins import CheckIn, When
from accountabot.domain.days import LocalDay
from accountabot.domain.goals import ACTIVE_LIMIT, EVERYONES_TERMS, Goal, State
from accountabot.domain.identities import Action, DraftId, GoalId, RecordId
from accountabot.domain.record import Kind
from accountabot.domain.refusals import Refusal
from accountabot.services import goals as promises
from accountabot.services import streaks
from accountabot.services.streaks import Line
from accountabot.store import checkins, drafts, goals, record

CALENDAR = EVERYONES_TERMS.calendar


class CheckedIn(NamedTuple):
    """What a check-in came to; `entry` is None where it was said already and nothing was added."""

    line: Line
    when: When
    day: LocalDay
    note: str | None
    is_bonus: bool
    is_late: bool
    entry: RecordId | None


class WhichGoal(NamedTuple):
    """Several goals could be meant; `words` keeps the note meanwhile."""

    lines: list[Line]
    day: LocalDay
    words: DraftId | None


class WhichDay(NamedTuple):
    """Yesterday is still open too; `days` are both, the earlier first."""

    goal: Goal
    days: tuple[LocalDay, LocalDay]


def check_in(
    tx: Connection, action: Action, typed: str | None, when: When, note: str | None = None
) -> CheckedIn | WhichGoal:
    """Check in on the goal that was named, or on the one that is due; ask where several are.

    Raises Refusal where the goal is not the member's, is over or had not begun.
    """
    said, day = texts.note(note), rules.day_meant(when, CALENDAR, action.at)
    own = promises.of(tx, action.member, action.at)
    if typed:
        return _record(tx, action, promises.mine(own, typed, action.at), day, said)
    lines = [line for line in own if line.goal.is_going(action.at)]
    if not lines:
        raise Refusal("nothing-going" if own else "no-goals-yet")
    due = [line for line in lines if (line.due.today if when is When.TODAY else line.due.yesterday)] or lines
    if len(due) > 1:
        return WhichGoal(due[:ACTIVE_LIMIT], day, drafts.add(tx, action, said) if said else None)
    return _record(tx, action, due[0], day, said)


def press(
    tx: Connection, action: Action, goal_id: GoalId, day: LocalDay | None = None, note: str | None = None
) -> CheckedIn | WhichDay:
    """Check in by a goal's own button; ask for the day where yesterday is still open too.

    Raises Refusal for anyone but the owner, for a day that is over, and as `check_in` does.
    """
    goal = goals.get(tx, action.member.server, goal_id)
    if goal is None:
        raise Refusal("goal-gone")
    if goal.owner != action.member:
        raise Refusal("button-not-yours", owner=goal.owner.id, title=goal.title)
    today = CALENDAR.day_of(action.at)
    line = streaks.line(tx, goal, action.at)
    if day is None and line.due.yesterday:
        return WhichDay(goal, (CALENDAR.before(today), today))
    return _record(tx, action, line, day or today, texts.note(note))


def pick(tx: Connection, action: Action, goal_id: GoalId, day: LocalDay, words: DraftId | None) -> CheckedIn:
    """Check in on the goal that was picked among several, with the note that waited."""
    goal = goals.get(tx, action.member.server, goal_id)
    if goal is None or goal.owner != action.member:
        raise Refusal("goal-gone")
    draft = drafts.get(tx, action.member, words) if words else None
    return _record(tx, action, streaks.line(tx, goal, action.at), day, draft.sentence if draft else None)


def _record(tx: Connection, action: Action, line: Line, day: LocalDay, note: str | None) -> CheckedIn:
    goal, when = line.goal, rules.day_named(day, CALENDAR, action.at)
    rules.refuse(goal, day, action.at)
    settled = line.saved.settled.through
    is_settled = settled is not None and day <= settled
    said = checkins.notes_on(tx, goal, day) if is_settled else [c.note for c in line.recent if c.day == day]
    entry = None
    if (note not in said) if note else not said:
        line, entry = _keep(tx, action, line, CheckIn(day, action.at, note or ""))
    is_late = when is When.YESTERDAY or (goal.start.until is not None and action.at >= goal.start.until)
    return CheckedIn(line, when, day, note, rules.is_bonus(goal, day), is_late, entry)


def _keep(tx: Connection, action: Action, line: Line, check_in: CheckIn) -> tuple[Line, RecordId]:
    key = checkins.add(tx, line.goal, check_in)
    entry = record.add(tx, line.goal, Kind.CHECKED_IN, action, check_in=key)
    if line.goal.is_once:
        line = replace(line, goal=replace(line.goal, state=State.COMPLETED))
        goals.set_state(tx, line.goal, State.COMPLETED)
    return streaks.add(tx, line, check_in, action.at), entry
