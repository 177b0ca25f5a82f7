"""Let moderators hide a goal, show it again, and take back a check-in, on the public record and with a reason."""

import json
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import texts
from accountabot.domain.drafts import Words
from accountabot.domain.goals import Goal
from accountabot.domain.identities import Action, DraftId, GoalId, Member, MemberId, RecordId
from accountabot.domain.record import Entry, Kind, Line
from accountabot.domain.refusals import Refusal
from accountabot.services import goals as promises
from accountabot.services import news, posts, streaks, undo
from accountabot.services.drafts import KEPT
from accountabot.services.undo import Undone
from accountabot.store import drafts, goals, record

LATEST = 1000
"""Check-ins among which a moderator finds one: years of them."""


class Hidden(NamedTuple):
    """A goal that moderators hide: since when (UTC), who did it and why, and whether that was just now."""

    goal: Goal
    at: datetime
    moderator: MemberId
    reason: str
    is_new: bool


class Questioned(NamedTuple):
    """A check-in that a moderator is about to take back, and the draft that keeps why."""

    goal: Goal
    line: Line
    reason: str
    draft: DraftId


def goals_of(tx: Connection, owner: Member, now: datetime) -> list[streaks.Line]:
    """Return a member's goals that all may see, and those that moderators hide."""
    return [line for line in promises.of(tx, owner, now) if not line.goal.is_kept_private]


def check_ins_of(tx: Connection, owner: Member, typed: str, now: datetime) -> list[Line]:
    """Return the latest check-ins on a public goal of a member; raise Refusal where `typed` names none."""
    return record.check_ins(tx, _public(tx, owner, typed, now), LATEST)


def hide(tx: Connection, action: Action, owner: Member, typed: str, reason: str) -> Hidden:
    """Keep a goal to its owner; where moderators did so before, return who and why.

    Raises Refusal for one's own goal, for one that is not there or private anyway, and for a reason that says nothing.
    """
    record.refuse_repeat(tx, action)
    _refuse_own(action, owner)
    goal, said = (
        _named(goals_of(tx, owner, action.at), owner, typed),
        texts.said(reason, texts.NOTE_LIMIT),
    )
    if goal.is_hidden:
        return _hidden(tx, goal)
    record.add(tx, goal, Kind.HIDDEN, action, note=said)
    goal = goals.set_hidden(tx, goal, action.at)
    posts.hide(tx, owner.server, goal.id)
    return _hidden(tx, goal)._replace(is_new=True)


def show_again(tx: Connection, action: Action, goal_id: GoalId) -> tuple[Goal, bool]:
    """Let everyone see a goal that moderators hid; return it, and whether they still did.

    Raises Refusal where it is gone, or its owner's alone.
    """
    record.refuse_repeat(tx, action)
    goal = goals.get(tx, action.member.server, goal_id)
    if goal is None or goal.is_kept_private:
        raise Refusal("goal-gone")
    was_hidden = goal.is_hidden
    if was_hidden:
        record.add(tx, goal, Kind.SHOWN, action)
        goal = goals.set_hidden(tx, goal, None)
        news.watch(tx, goal, action.at)
    return goal, was_hidden


def question(
    tx: Connection, action: Action, owner: Member, typed: str, check_in: str, reason: str
) -> Questioned:
    """Return the check-in that is meant, and keep why it is to be taken back; raise Refusal as `hide` does."""
    _refuse_own(action, owner)
    goal, said = _public(tx, owner, typed, action.at), texts.said(reason, texts.NOTE_LIMIT)
    line = next(
        (one for one in record.check_ins(tx, goal, LATEST) if str(one.id) == check_in.strip()), None
    )
    if line is None:
        raise Refusal("moderate-check-in-unknown", title=goal.title)
    drafts.drop_before(tx, action.member, action.at - KEPT)
    kept = json.dumps([goal.id, line.id, said], ensure_ascii=False)
    draft = drafts.add(tx, action, Words(kept))
    drafts.set_goal(tx, action.member, draft, goal.id)  # with which it goes
    return Questioned(goal, line, said, draft)


def take_back(tx: Connection, action: Action, draft: DraftId) -> Undone:
    """Take back a check-in, however long ago it was made; everything is judged as if it had never been.

    Raises Refusal where that was done meanwhile, or where the goal is gone or its owner's alone by now.
    """
    record.refuse_repeat(tx, action)
    goal, entry, reason = _kept(tx, action, draft)
    record.add(tx, goal, Kind.UNDONE, action, undoes=entry.id, note=reason)
    undo.take_back(tx, action, goal, entry)
    goal = goals.get(tx, action.member.server, goal.id) or goal
    return Undone(goal, entry, [entry], streaks.line(tx, goal, action.at).due.is_paused)


def _kept(tx: Connection, action: Action, draft: DraftId) -> tuple[Goal, Entry, str]:
    found = drafts.get(tx, action.member, draft)
    if found is None or found.at < action.at - KEPT:
        raise Refusal("moderate-gone")
    goal_id, key, reason = json.loads(found.words.sentence)
    goal = goals.get(tx, action.member.server, GoalId(goal_id))
    if goal is None or goal.is_kept_private:
        raise Refusal("goal-gone")
    entry = record.check_in(tx, goal, RecordId(key))
    if entry is None:
        raise Refusal("undo-already")
    return goal, entry, reason


def _public(tx: Connection, owner: Member, typed: str, now: datetime) -> Goal:
    return _named(
        [line for line in promises.of(tx, owner, now) if not line.goal.is_private], owner, typed
    )


def _named(lines: list[streaks.Line], owner: Member, typed: str) -> Goal:
    """Return the one of these goals that was named; raise Refusal where none was, naming some that there are."""
    if not lines:
        raise Refusal("moderate-no-goals", member=owner.id)
    try:
        return promises.mine(lines, typed).goal
    except Refusal as refusal:
        raise Refusal(
            "moderate-goal-unknown", member=owner.id, goals=refusal.details["goals"]
        ) from None


def _hidden(tx: Connection, goal: Goal) -> Hidden:
    done = next(line for line in record.of(tx, goal) if line.kind is Kind.HIDDEN)
    return Hidden(goal, done.at, done.actor, done.note, is_new=False)


def _refuse_own(action: Action, owner: Member) -> None:
    if action.member == owner:
        raise Refusal("moderate-own")
