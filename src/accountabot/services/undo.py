"""Undo a member's latest action; the record keeps it, marked as undone."""

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
from accountabot.services.digest import redraws
from accountabot.services.goals import edits
from accountabot.services.leaderboards import scores
from accountabot.services.people import witness_news
from accountabot.services.streaks import goal_status, milestones
from accountabot.store import settings
from accountabot.store.checkins import activity, check_ins
from accountabot.store.goals import goals, pauses, record
from accountabot.store.streaks import standings

UNDO_WINDOW = timedelta(minutes=15)


class Undone(NamedTuple):
    """The result of an undo."""

    goal: Goal
    entry: RecordEntry
    entries: list[RecordEntry]
    """Every entry that the same interaction made, including `entry`."""
    is_paused: bool
    """Whether the goal is paused after the undo."""


def undo(tx: Connection, action: Action, entry: RecordId | None = None) -> Undone:
    """Undo the given entry, or the latest one.

    Raises Refusal if there is nothing to undo or the undo window is over.
    """
    record.ensure_not_repeated(tx, action)
    found = (
        record.get_open_entry(tx, action.member, entry)
        if entry
        else record.last_open_entry(tx, action.member)
    )
    if found is None:
        raise Refusal("undo-nothing" if entry is None else "undo-already")
    if found.at <= action.at - UNDO_WINDOW:
        raise Refusal("undo-too-late")
    goal = goals.get(tx, action.member.server, found.goal)
    if goal is None:
        raise Refusal("undo-already")
    same_action = _same_action(tx, action, found)
    for each, its_goal in same_action:
        record.add(tx, its_goal, EventKind.UNDONE, action, undoes=each.id)
        posts.mark_undone(tx, action.member.server, each.id, action.at)
        apply_undo(tx, action, its_goal, each)
    goal = goals.get(tx, action.member.server, goal.id) or goal
    is_paused = (
        found.kind is not EventKind.DECLARED
        and goal_status.status_of(tx, goal, action.at).due.is_paused
    )
    return Undone(goal, found, [each for each, _ in same_action], is_paused)


def _same_action(
    tx: Connection, action: Action, found: RecordEntry
) -> list[tuple[RecordEntry, Goal]]:
    """Return all entries of the same interaction, since one command can pause all goals."""
    entries = record.entries_of_same_action(tx, action.member, found)
    return [
        (each, goal) for each in entries if (goal := goals.get(tx, action.member.server, each.goal))
    ]


def apply_undo(tx: Connection, action: Action, goal: Goal, entry: RecordEntry) -> None:
    """Reverse the effects of an entry and recompute the goal."""
    match entry.kind:
        case EventKind.DECLARED:
            goals.set_undone(tx, goal, action.at)
            standings.save(tx, goal, INITIAL_STANDING)
            scores.withdraw(tx, goal.owner, action.at)
            redraws.redraw_without_undone(tx, goal, action.at)
            return
        case EventKind.CHECKED_IN if entry.check_in:
            check_ins.set_undone(tx, goal, entry.check_in, action.at)
            _pause_again(tx, goal, entry.at)
        case EventKind.PAUSED:
            pauses.set_undone(tx, goal, entry.id, action.at)
        case EventKind.RESUMED:
            _pause_again(tx, goal, entry.at)
        case EventKind.EDITED:
            goal = edits.undo_edit(tx, action, goal, entry.id)
            posts.hide(tx, goal.owner.server, goal.id, action.at)
            scores.withdraw(tx, goal.owner, action.at)
        case EventKind.COMPLETED | EventKind.DROPPED:
            goal = _reopen(tx, goal, action.at)
    after = goal_status.update_completion(tx, goal_status.rebuild(tx, goal, action.at))
    milestones.retract(tx, after.goal, after.tally, action.at)
    witness_news.schedule(tx, after.goal, action.at)
    posts.redraw(tx, after.goal, action.at)


def _reopen(tx: Connection, goal: Goal, at: datetime) -> Goal:
    today = settings.judging_rules(tx, goal.owner).days.day_of(at)
    ensure_below_goal_limit(goals.count_active(tx, goal.owner, at, today))
    goals.set_state(tx, goal, GoalState.ACTIVE)
    return replace(goal, state=GoalState.ACTIVE, ended_at=None)


def _pause_again(tx: Connection, goal: Goal, ended_at: datetime) -> None:
    """Extend the pauses that ended at `ended_at` to the next check-in or resume."""
    possible_ends = [check_in.at for check_in in activity.load(tx, goal).check_ins]
    possible_ends += [
        event.at
        for event in record.history_of(tx, goal)
        if event.kind is EventKind.RESUMED and not event.is_undone
    ]
    for pause_entry, began in pauses.ended_at(tx, goal, ended_at).items():
        pauses.set_ended(
            tx, goal, pause_entry, min((at for at in possible_ends if at > began), default=None)
        )
