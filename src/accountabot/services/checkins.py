"""Check in: a member says in public that they did what they promised."""

from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import checkins as rules
from accountabot.domain import texts
from accountabot.domain.checkins import When
from accountabot.domain.days import LocalDay
from accountabot.domain.goals import ACTIVE_LIMIT, Goal
from accountabot.domain.identities import Action, DraftId, GoalId
from accountabot.domain.refusals import Refusal
from accountabot.services import goals as promises
from accountabot.services import recording, streaks
from accountabot.services.recording import NOTHING, CheckedIn, Said
from accountabot.services.streaks import Line
from accountabot.store import drafts, goals


class WhichGoal(NamedTuple):
    """Several goals could be meant; `words` keeps the note meanwhile."""

    lines: list[Line]
    day: LocalDay
    words: DraftId | None


class WhichDay(NamedTuple):
    """Yesterday is still open too; `days` are both, the earlier first."""

    goal: Goal
    days: tuple[LocalDay, LocalDay]


class HowMuch(NamedTuple):
    """The goal counts an amount, and none was said."""

    line: Line
    day: LocalDay


def check_in(
    tx: Connection, action: Action, typed: str | None, when: When, said: Said
) -> CheckedIn | WhichGoal | HowMuch:
    """Check in on the goal that was named, or on the one that is due; ask where several are, and for the amount.

    Raises Refusal where the goal is not the member's, is over or had not begun.
    """
    texts.note(said.note)
    own = promises.of(tx, action.member, action.at)
    if typed:
        line = promises.mine(own, typed)
        return _on(tx, action, line, rules.day_meant(when, line.terms.days, action.at), said)
    lines = [line for line in own if line.due.is_going or line.due.yesterday]
    if not lines:
        raise Refusal("nothing-going" if own else "no-goals-yet")
    due = [line for line in lines if (line.due.today if when is When.TODAY else line.due.yesterday)] or lines
    day = rules.day_meant(when, due[0].terms.days, action.at)
    if len(due) > 1:
        return WhichGoal(due[:ACTIVE_LIMIT], day, _kept(tx, action, said))
    return _on(tx, action, due[0], day, said)


def press(
    tx: Connection, action: Action, goal_id: GoalId, day: LocalDay | None = None, said: Said = NOTHING
) -> CheckedIn | WhichDay | HowMuch:
    """Check in by a goal's own button; ask for the day where yesterday is still open too, and for the amount.

    Raises Refusal for anyone but the owner, for a day that is over, and as `check_in` does.
    """
    line = _own(tx, action, goal_id)
    goal = line.goal
    today = line.terms.days.day_of(action.at)
    yesterday = line.terms.days.before(today)
    if day is None and line.due.yesterday and line.due.is_going:
        return WhichDay(goal, (yesterday, today))
    return _on(tx, action, line, day or (yesterday if line.due.yesterday else today), said)


def note(tx: Connection, action: Action, goal_id: GoalId, day: LocalDay, said: Said) -> CheckedIn:
    """Check in with what was typed into a form about a goal and a day; raise Refusal as `press` does."""
    return recording.check_in(tx, action, _own(tx, action, goal_id), day, said)


def pick(tx: Connection, action: Action, goal_id: GoalId, day: LocalDay, words: DraftId | None) -> CheckedIn | HowMuch:
    """Check in on the goal that was picked among several, with the note that waited."""
    goal = goals.get(tx, action.member.server, goal_id)
    if goal is None or goal.owner != action.member:
        raise Refusal("goal-gone")
    draft = drafts.get(tx, action.member, words) if words else None
    amount, _, note = draft.sentence.partition("\n") if draft else ("", "", "")
    return _on(tx, action, streaks.line(tx, goal, action.at), day, Said(note or None, amount or None))


def _own(tx: Connection, action: Action, goal_id: GoalId) -> Line:
    goal = goals.get(tx, action.member.server, goal_id)
    if goal is None:
        raise Refusal("goal-gone")
    if goal.owner != action.member:
        raise Refusal("button-not-yours", owner=goal.owner.id, title=goal.title)
    return streaks.line(tx, goal, action.at)


def _kept(tx: Connection, action: Action, said: Said) -> DraftId | None:
    note = texts.note(said.note) or ""
    return drafts.add(tx, action, f"{said.amount or ''}\n{note}") if note or said.amount else None


def _on(tx: Connection, action: Action, line: Line, day: LocalDay, said: Said) -> CheckedIn | HowMuch:
    """Check in, or ask how much it was: a note alone may say how far one came, but under a limit nothing may be 0."""
    promised = line.chapter_of(day).goal
    if promised.amount is None or said.amount is not None or (said.note and not promised.is_ceiling):
        return recording.check_in(tx, action, line, day, said)
    recording.refuse(line, day)
    if said.note:
        raise Refusal("amount-missing")
    return HowMuch(line, day)
