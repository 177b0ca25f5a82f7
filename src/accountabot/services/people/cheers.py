"""Cheer what someone did: a check-in of theirs, the latest one, or what they are about to do."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.checkins import attachments
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.record import RecordEntry
from accountabot.domain.identifiers import Action, GoalId, Member, MessageRef, RecordId
from accountabot.domain.refusals import Refusal
from accountabot.services import access
from accountabot.services.goals import goal_views
from accountabot.store.checkins import check_ins
from accountabot.store.delivery import posts
from accountabot.store.goals import goals
from accountabot.store.people import cheers


class Cheered(NamedTuple):
    """A cheer for a goal, or for a check-in on it, with a word if there is one."""

    goal: Goal
    entry: RecordId | None
    """The check-in, by its line on the record."""
    is_new: bool
    note: str = ""
    link: str = ""
    """The message in which all can see what is cheered, where there is one."""


def cheer_goal(tx: Connection, action: Action, goal_id: GoalId) -> Cheered:
    """Cheer someone else's goal.

    Raises Refusal if it is the member's own, if it is gone, or if its owner can't be reached.
    """
    goal = access.visible_goal(tx, action.member, goal_id)
    access.ensure_reachable(tx, goal.owner)
    if goal.owner == action.member:
        raise Refusal("cheer-own")
    return Cheered(goal, None, cheers.add(tx, goal, action))


def cheer_check_in(tx: Connection, action: Action, entry: RecordId) -> Cheered:
    """Cheer someone else's check-in; raise Refusal for one's own, or one that is gone."""
    found = cheers.get_check_in_entry(tx, action.member, entry)
    if found is None:
        raise Refusal("cheer-gone")
    access.ensure_reachable(tx, access.visible_goal(tx, action.member, found.goal).owner)
    return _cheer_deed(tx, action, found)


def cheer_member(tx: Connection, action: Action, member: Member, note: str | None) -> Cheered:
    """Cheer what a member did last, or a goal of theirs that is going, where all may see it.

    Raises Refusal for oneself, where there is nothing to cheer, and for a word that is too long or says nothing.
    """
    if member == action.member:
        raise Refusal("cheer-own")
    access.ensure_reachable(tx, member)
    said = user_text.clean_note(note) or ""
    latest = cheers.latest_check_in_entry(tx, member)
    done = _cheer_deed(tx, action, latest) if latest else _cheer_going(tx, action, member)
    return done._replace(note=said)


def _cheer_deed(tx: Connection, action: Action, deed: RecordEntry) -> Cheered:
    goal = goals.get(tx, action.member.server, deed.goal)
    if goal is None or deed.check_in is None:
        raise Refusal("cheer-gone")
    if goal.owner == action.member:
        raise Refusal("cheer-own")
    is_new = cheers.add(tx, goal, action, deed.check_in)
    kept = check_ins.get(tx, goal.owner.server, deed.check_in)
    link = (kept.proof if kept else None) or _link(goal, posts.of(tx, goal.owner.server, deed.id))
    return Cheered(goal, deed.id, is_new, link=link)


def _cheer_going(tx: Connection, action: Action, member: Member) -> Cheered:
    goal = _going(tx, member, action.at)
    if goal is None:
        raise Refusal("cheer-nothing", member=member.id)
    card = posts.card_of(tx, member.server, goal.id)
    return Cheered(goal, None, cheers.add(tx, goal, action), link=_link(goal, card))


def _going(tx: Connection, member: Member, now: datetime) -> Goal | None:
    """Return the goal of a member that is going and that all may see, one that is due first."""
    lines = goal_views.statuses_of(tx, member, now)
    return next(
        (line.goal for line in lines if line.due.is_ongoing and not line.goal.is_private), None
    )


def _link(goal: Goal, post: MessageRef | None) -> str:
    return attachments.message_link(goal.owner.server, post.channel, post.message) if post else ""
