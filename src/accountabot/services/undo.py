"""Take back the last thing that one did, as if it had not been; it stays on the record, marked."""

from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.goals import Goal, State
from accountabot.domain.identities import Action, RecordId
from accountabot.domain.record import Entry, Kind
from accountabot.domain.refusals import Refusal
from accountabot.domain.streaks import NOTHING
from accountabot.services import streaks
from accountabot.store import checkins, goals, record

WINDOW = timedelta(minutes=15)


class Undone(NamedTuple):
    """What was taken back, and of which goal."""

    goal: Goal
    entry: Entry


def undo(tx: Connection, action: Action, entry: RecordId | None = None) -> Undone:
    """Take back one thing, or the last one; raise Refusal where there is none, or it was too long ago."""
    record.refuse_repeat(tx, action)
    found = record.one_by(tx, action.member, entry) if entry else record.last_by(tx, action.member)
    if found is None:
        raise Refusal("undo-nothing" if entry is None else "undo-already")
    if found.at <= action.at - WINDOW:
        raise Refusal("undo-too-late")
    goal = goals.get(tx, action.member.server, found.goal)
    if goal is None:
        raise Refusal("undo-already")
    _take_back(tx, action, goal, found)
    record.add(tx, goal, Kind.UNDONE, action, undoes=found.id)
    return Undone(goal, found)


def _take_back(tx: Connection, action: Action, goal: Goal, found: Entry) -> None:
    if found.kind is Kind.DECLARED:
        goals.set_undone(tx, goal, action.at)
        goals.set_standing(tx, goal, NOTHING)
    elif found.check_in:
        checkins.set_undone(tx, goal, found.check_in, action.at)
        if goal.is_once:
            goals.set_state(tx, goal, State.ACTIVE)
        streaks.rebuild(tx, goal, action.at)
