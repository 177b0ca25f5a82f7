"""End a goal before its time: it is completed, or dropped."""

from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import texts, trust
from accountabot.domain.checkins import When, day_meant
from accountabot.domain.goals import State
from accountabot.domain.identities import Action, RecordId
from accountabot.domain.record import Kind
from accountabot.domain.refusals import Refusal
from accountabot.services import goals as views
from accountabot.services import milestones, recording, streaks
from accountabot.services.goals import View
from accountabot.services.recording import CheckedIn, Said
from accountabot.services.streaks import Line
from accountabot.store import goals, record


class Ended(NamedTuple):
    """A goal that its owner ended, and what they said about it."""

    view: View
    entry: RecordId
    note: str


def complete(tx: Connection, action: Action, typed: str, note: str | None) -> Ended | CheckedIn:
    """Complete a goal; one that is done once is checked in on, and done with that.

    Raises Refusal where it is not the member's, or over.
    """
    line = _going(tx, action, typed)
    goal = line.goal
    if goal.is_once and goal.amount is None:
        done = recording.check_in(
            tx, action, line, day_meant(When.TODAY, line.terms.days, action.at), Said(note)
        )
        if done.entry:
            return done
    return _end(tx, action, line, State.COMPLETED, note)


def drop(tx: Connection, action: Action, typed: str, reason: str | None) -> Ended:
    """Withdraw a goal, which is no miss; raise Refusal where it is not the member's, or over."""
    return _end(tx, action, _going(tx, action, typed), State.DROPPED, reason)


def _going(tx: Connection, action: Action, typed: str) -> Line:
    record.refuse_repeat(tx, action)
    line = views.mine(views.of(tx, action.member, action.at), typed)
    if line.goal.state is not State.ACTIVE:
        raise Refusal(f"edit-{line.goal.state}", title=line.goal.title)
    if not line.due.is_going:
        raise Refusal("edit-over", title=line.goal.title)
    return line


def _end(tx: Connection, action: Action, line: Line, state: State, words: str | None) -> Ended:
    said = texts.note(words) or ""
    kind = Kind.COMPLETED if state is State.COMPLETED else Kind.DROPPED
    entry = record.add(tx, line.goal, kind, action, note=said)
    goals.set_state(tx, line.goal, state, action.at)
    goal = goals.get(tx, action.member.server, line.goal.id) or line.goal
    streaks.rebuild(tx, goal, action.at)
    if state is State.COMPLETED:
        milestones.complete(tx, goal, action.at)
    word = trust.word(streaks.verdicts(tx, goal, action.at), action.at)
    return Ended(views.view(tx, goal, action.at)._replace(word=word), entry, said)
