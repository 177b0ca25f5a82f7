"""Check in: a member says in public that they did what they promised."""

from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import checkins as rules
from accountabot.domain import texts
from accountabot.domain.checkins import CheckIn, When
from accountabot.domain.days import LocalDay
from accountabot.domain.goals import EVERYONES_TERMS, Goal, State
from accountabot.domain.identities import Action, DraftId, GoalId, RecordId
from accountabot.domain.record import Kind
from accountabot.domain.refusals import Refusal
from accountabot.services import goals as promises
from accountabot.services import streaks
from accountabot.services.streaks import Line
from accountabot.store import checkins, drafts, goals, people, record


class CheckedIn(NamedTuple):
    """What a check-in came to; `entry` is None where the day was checked in already and nothing was added."""

    line: Line
    when: When
    day: LocalDay
    note: str | None
    is_bonus: bool
    entry: RecordId | None


class WhichGoal(NamedTuple):
    """Several goals could be meant; `words` keeps the note meanwhile."""

    lines: list[Line]
    when: When
    words: DraftId | None


class WhichDay(NamedTuple):
    """Yesterday is still open too."""

    goal: Goal


def check_in(
    tx: Connection, action: Action, typed: str | None, when: When, note: str | None = None
) -> CheckedIn | WhichGoal:
    """Check in on the goal that was named, or on the one that is due; ask where several are.

    Raises Refusal where the goal is not the member's, is over or had not begun.
    """
    record.refuse_repeat(tx, action)
    said = texts.note(note)
    if typed:
        return _record(tx, action, promises.mine(tx, action.member, typed), when, said)
    lines = [line for line in promises.of(tx, action.member, action.at) if line.goal.state is State.ACTIVE]
    if not lines:
        raise Refusal("no-goals-yet")
    due = [line for line in lines if (line.due.today if when is When.TODAY else line.due.yesterday)] or lines
    if len(due) > 1:
        return WhichGoal(due, when, drafts.add(tx, action, said) if said else None)
    return _record(tx, action, due[0].goal, when, said)


def press(
    tx: Connection, action: Action, goal_id: GoalId, when: When | None = None, note: str | None = None
) -> CheckedIn | WhichDay:
    """Check in by a goal's own button; ask for the day where yesterday is still open too.

    Raises Refusal for anyone but the owner, and as `check_in` does.
    """
    record.refuse_repeat(tx, action)
    goal = goals.get(tx, action.member.server, goal_id)
    if goal is None:
        raise Refusal("goal-gone")
    if goal.owner != action.member:
        raise Refusal("button-not-yours", owner=goal.owner.id, title=goal.title)
    if when is None and streaks.line(tx, goal, action.at).due.yesterday:
        return WhichDay(goal)
    return _record(tx, action, goal, when or When.TODAY, texts.note(note))


def pick(tx: Connection, action: Action, goal_id: GoalId, when: When, words: DraftId | None) -> CheckedIn:
    """Check in on the goal that was picked among several, with the note that waited."""
    record.refuse_repeat(tx, action)
    goal = goals.get(tx, action.member.server, goal_id)
    if goal is None or goal.owner != action.member:
        raise Refusal("goal-gone")
    draft = drafts.get(tx, action.member, words) if words else None
    return _record(tx, action, goal, when, draft.sentence if draft else None)


def _record(tx: Connection, action: Action, goal: Goal, when: When, note: str | None) -> CheckedIn:
    day = rules.day_meant(when, EVERYONES_TERMS.calendar, action.at)
    rules.refuse(goal, day, action.at)
    is_bonus = rules.is_bonus(goal, day)
    if note is None and checkins.has(tx, goal, day):
        return CheckedIn(streaks.line(tx, goal, action.at), when, day, None, is_bonus, None)
    people.set_here(tx, goal.owner)
    key = checkins.add(tx, goal, CheckIn(day, action.at), note)
    entry = record.add(tx, goal, Kind.CHECKED_IN, action, check_in=key)
    if goal.is_once:
        goal = replace(goal, state=State.COMPLETED)
        goals.set_state(tx, goal, goal.state)
    return CheckedIn(streaks.update(tx, goal, action.at), when, day, note, is_bonus, entry)
