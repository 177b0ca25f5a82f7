"""Take back the last thing that one did, as if it had not been; it stays on the record, marked."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.goals.goal import Goal, GoalState, ensure_below_goal_limit
from accountabot.domain.goals.record import EventKind, RecordEntry
from accountabot.domain.identifiers import Action, RecordId
from accountabot.domain.refusals import Refusal
from accountabot.domain.streaks.tallies import INITIAL_STANDING
from accountabot.services.delivery import posts
from accountabot.services.goals import edits
from accountabot.services.people import witness_news
from accountabot.services.streaks import goal_status, milestones
from accountabot.store import settings
from accountabot.store.checkins import activity, check_ins
from accountabot.store.goals import goals, pauses, record
from accountabot.store.streaks import standings

WINDOW = timedelta(minutes=15)


class Undone(NamedTuple):
    """What was taken back, and of which goal."""

    goal: Goal
    entry: RecordEntry
    entries: list[RecordEntry]
    """All that was done at one stroke with it, itself among them."""
    is_paused: bool
    """The goal rests, now that it was taken back."""


def undo(tx: Connection, action: Action, entry: RecordId | None = None) -> Undone:
    """Take back one thing, or the last one; raise Refusal where there is none, or it was too long ago."""
    record.ensure_not_repeated(tx, action)
    found = record.one_by(tx, action.member, entry) if entry else record.last_by(tx, action.member)
    if found is None:
        raise Refusal("undo-nothing" if entry is None else "undo-already")
    if found.at <= action.at - WINDOW:
        raise Refusal("undo-too-late")
    goal = goals.get(tx, action.member.server, found.goal)
    if goal is None:
        raise Refusal("undo-already")
    stroke = _all_of_it(tx, action, found)
    for one, of in stroke:
        record.add(tx, of, EventKind.UNDONE, action, undoes=one.id)
        posts.mark_undone(tx, action.member.server, one.id, action.at)
        take_back(tx, action, of, one)
    goal = goals.get(tx, action.member.server, goal.id) or goal
    is_paused = (
        found.kind is not EventKind.DECLARED
        and goal_status.status_of(tx, goal, action.at).due.is_paused
    )
    return Undone(goal, found, [one for one, _ in stroke], is_paused)


def _all_of_it(
    tx: Connection, action: Action, found: RecordEntry
) -> list[tuple[RecordEntry, Goal]]:
    """Return what was done at one stroke: all goals may be paused at once."""
    entries = record.together(tx, action.member, found)
    return [
        (one, goal) for one in entries if (goal := goals.get(tx, action.member.server, one.goal))
    ]


def take_back(tx: Connection, action: Action, goal: Goal, found: RecordEntry) -> None:
    """Let a goal stand as if one deed had never been done, and have everything follow."""
    match found.kind:
        case EventKind.DECLARED:
            goals.set_undone(tx, goal, action.at)
            standings.save(tx, goal, INITIAL_STANDING)
            return
        case EventKind.CHECKED_IN if found.check_in:
            check_ins.set_undone(tx, goal, found.check_in, action.at)
            _pause_again(tx, goal, found.at)
        case EventKind.PAUSED:
            pauses.set_undone(tx, goal, found.id, action.at)
        case EventKind.RESUMED:
            _pause_again(tx, goal, found.at)
        case EventKind.EDITED:
            goal = edits.undo_edit(tx, action, goal, found.id)
            posts.hide(tx, goal.owner.server, goal.id, action.at)
        case EventKind.COMPLETED | EventKind.DROPPED:
            goal = _revived(tx, goal, action.at)
    after = goal_status.completed(tx, goal_status.rebuild(tx, goal, action.at))
    milestones.take_back(tx, after.goal, after.tally, action.at)
    witness_news.watch(tx, after.goal, action.at)


def _revived(tx: Connection, goal: Goal, at: datetime) -> Goal:
    today = settings.judging_rules(tx, goal.owner).days.day_of(at)
    ensure_below_goal_limit(goals.count_going(tx, goal.owner, at, today))
    goals.set_state(tx, goal, GoalState.ACTIVE)
    return replace(goal, state=GoalState.ACTIVE, ended_at=None)


def _pause_again(tx: Connection, goal: Goal, ended: datetime) -> None:
    """Let the pauses go on that ended then, until the next check-in or the next time that it was resumed."""
    ends = [check_in.at for check_in in activity.of(tx, goal).check_ins]
    ends += [
        line.at
        for line in record.of(tx, goal)
        if line.kind is EventKind.RESUMED and not line.is_undone
    ]
    for entry, began in pauses.ended_at(tx, goal, ended).items():
        pauses.set_ended(tx, goal, entry, min((at for at in ends if at > began), default=None))
