"""Let moderators hide a goal, show it again, and take back a check-in, on the public record and with a reason."""

import json
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.goal_input import GoalInput
from accountabot.domain.goals.record import EventKind, RecordedEvent, RecordEntry
from accountabot.domain.identifiers import Action, DraftId, GoalId, Member, MemberId, RecordId
from accountabot.domain.refusals import Refusal
from accountabot.services import undo
from accountabot.services.delivery import posts
from accountabot.services.goals import goal_views
from accountabot.services.goals.drafts import KEPT
from accountabot.services.people import witness_news
from accountabot.services.streaks import goal_status
from accountabot.services.undo import Undone
from accountabot.store.goals import drafts, goals, record

LATEST = 1000
"""Check-ins among which a moderator finds one: years of them."""


class HiddenGoal(NamedTuple):
    """A goal that moderators hide: since when (UTC), who did it and why, and whether that was just now."""

    goal: Goal
    at: datetime
    moderator: MemberId
    reason: str
    is_new: bool


class UndoQuestion(NamedTuple):
    """A check-in that a moderator is about to take back, and the draft that keeps why."""

    goal: Goal
    line: RecordedEvent
    reason: str
    draft: DraftId


def goals_of(tx: Connection, owner: Member, now: datetime) -> list[goal_status.GoalStatus]:
    """Return a member's goals that all may see, and those that moderators hide."""
    return [
        line
        for line in goal_views.statuses_of(tx, owner, now)
        if not line.goal.is_private_by_choice
    ]


def check_ins_of(tx: Connection, owner: Member, typed: str, now: datetime) -> list[RecordedEvent]:
    """Return the latest check-ins on a public goal of a member; raise Refusal where `typed` names none."""
    return record.list_check_ins(tx, _public(tx, owner, typed, now), LATEST)


def hide(tx: Connection, action: Action, owner: Member, typed: str, reason: str) -> HiddenGoal:
    """Keep a goal to its owner; where moderators did so before, return who and why.

    Raises Refusal for one's own goal, for one that is not there or private anyway, and for a reason that says nothing.
    """
    record.ensure_not_repeated(tx, action)
    _refuse_own(action, owner)
    goal, said = (
        _named(goals_of(tx, owner, action.at), owner, typed),
        user_text.clean_text(reason, user_text.NOTE_LIMIT),
    )
    if goal.is_hidden:
        return _hidden(tx, goal)
    record.add(tx, goal, EventKind.HIDDEN, action, note=said)
    goal = goals.set_hidden(tx, goal, action.at)
    posts.hide(tx, owner.server, goal.id, action.at)
    return _hidden(tx, goal)._replace(is_new=True)


def show_again(tx: Connection, action: Action, goal_id: GoalId) -> tuple[Goal, bool]:
    """Let everyone see a goal that moderators hid; return it, and whether they still did.

    Raises Refusal where it is gone, or its owner's alone.
    """
    record.ensure_not_repeated(tx, action)
    goal = goals.get(tx, action.member.server, goal_id)
    if goal is None or goal.is_private_by_choice:
        raise Refusal("goal-gone")
    was_hidden = goal.is_hidden
    if was_hidden:
        record.add(tx, goal, EventKind.SHOWN, action)
        goal = goals.set_hidden(tx, goal, None)
        witness_news.watch(tx, goal, action.at)
    return goal, was_hidden


def question(
    tx: Connection, action: Action, owner: Member, typed: str, check_in: str, reason: str
) -> UndoQuestion:
    """Return the check-in that is meant, and keep why it is to be taken back; raise Refusal as `hide` does."""
    _refuse_own(action, owner)
    goal, said = (
        _public(tx, owner, typed, action.at),
        user_text.clean_text(reason, user_text.NOTE_LIMIT),
    )
    line = next(
        (one for one in record.list_check_ins(tx, goal, LATEST) if str(one.id) == check_in.strip()),
        None,
    )
    if line is None:
        raise Refusal("moderate-check-in-unknown", title=goal.title)
    drafts.drop_before(tx, action.member, action.at - KEPT)
    kept = json.dumps([goal.id, line.id, said], ensure_ascii=False)
    draft = drafts.add(tx, action, GoalInput(kept))
    drafts.set_goal(tx, action.member, draft, goal.id)  # with which it goes
    return UndoQuestion(goal, line, said, draft)


def take_back(tx: Connection, action: Action, draft: DraftId) -> Undone:
    """Take back a check-in, however long ago it was made; everything is judged as if it had never been.

    Raises Refusal where that was done meanwhile, or where the goal is gone or its owner's alone by now.
    """
    record.ensure_not_repeated(tx, action)
    goal, entry, reason = _kept(tx, action, draft)
    record.add(tx, goal, EventKind.UNDONE, action, undoes=entry.id, note=reason)
    posts.mark_undone(tx, action.member.server, entry.id, action.at)
    undo.take_back(tx, action, goal, entry)
    goal = goals.get(tx, action.member.server, goal.id) or goal
    return Undone(goal, entry, [entry], goal_status.status_of(tx, goal, action.at).due.is_paused)


def _kept(tx: Connection, action: Action, draft: DraftId) -> tuple[Goal, RecordEntry, str]:
    found = drafts.get(tx, action.member, draft)
    if found is None or found.at < action.at - KEPT:
        raise Refusal("moderate-gone")
    goal_id, key, reason = json.loads(found.words.sentence)
    goal = goals.get(tx, action.member.server, GoalId(goal_id))
    if goal is None or goal.is_private_by_choice:
        raise Refusal("goal-gone")
    entry = record.get_check_in(tx, goal, RecordId(key))
    if entry is None:
        raise Refusal("undo-already")
    return goal, entry, reason


def _public(tx: Connection, owner: Member, typed: str, now: datetime) -> Goal:
    return _named(
        [line for line in goal_views.statuses_of(tx, owner, now) if not line.goal.is_private],
        owner,
        typed,
    )


def _named(lines: list[goal_status.GoalStatus], owner: Member, typed: str) -> Goal:
    """Return the one of these goals that was named; raise Refusal where none was, naming some that there are."""
    if not lines:
        raise Refusal("moderate-no-goals", member=owner.id)
    try:
        return goal_views.pick_own(lines, typed).goal
    except Refusal as refusal:
        raise Refusal(
            "moderate-goal-unknown", member=owner.id, goals=refusal.details["goals"]
        ) from None


def _hidden(tx: Connection, goal: Goal) -> HiddenGoal:
    done = next(line for line in record.of(tx, goal) if line.kind is EventKind.HIDDEN)
    return HiddenGoal(goal, done.at, done.actor, done.note, is_new=False)


def _refuse_own(action: Action, owner: Member) -> None:
    if action.member == owner:
        raise Refusal("moderate-own")
