"""Cheer a goal, a check-in, or a member's latest check-in."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.checkins import attachments
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.record import RecordEntry
from accountabot.domain.identifiers import (
    Action,
    CheckInId,
    GoalId,
    Member,
    MemberId,
    MessageRef,
    RecordId,
    ServerId,
)
from accountabot.domain.refusals import Refusal
from accountabot.services import access
from accountabot.services.goals import goal_views
from accountabot.services.leaderboards import scores
from accountabot.store.checkins import check_ins
from accountabot.store.delivery import posts
from accountabot.store.goals import goals
from accountabot.store.people import cheers


class Cheered(NamedTuple):
    """A cheer for a goal or one of its check-ins, with an optional note."""

    goal: Goal
    entry: RecordId | None
    """The record entry of the check-in, if there is one."""
    is_new: bool
    note: str = ""
    link: str = ""
    """The public message of the goal or check-in, if there is one."""


def cheer_goal(tx: Connection, action: Action, goal_id: GoalId) -> Cheered:
    """Cheer someone else's goal.

    Raises Refusal if it is the member's own or gone, or if its owner can't be reached.
    """
    goal = access.visible_goal(tx, action.member, goal_id)
    access.ensure_reachable(tx, goal.owner)
    if goal.owner == action.member:
        raise Refusal("cheer-own")
    return Cheered(goal, None, _add(tx, goal, action))


def cheer_check_in(tx: Connection, action: Action, entry: RecordId) -> Cheered:
    """Cheer someone else's check-in.

    Raises Refusal if it is the member's own or gone, or if its owner can't be reached.
    """
    found = cheers.get_check_in_entry(tx, action.member.server, entry)
    if found is None:
        raise Refusal("cheer-gone")
    access.ensure_reachable(tx, access.visible_goal(tx, action.member, found.goal).owner)
    return _cheer_entry(tx, action, found)


def cheer_member(tx: Connection, action: Action, member: Member, note: str | None) -> Cheered:
    """Cheer a member's latest public check-in, or else one of their public goals.

    Raises Refusal if members cheer themselves, if there is nothing to cheer, or if the note is
    empty or too long.
    """
    if member == action.member:
        raise Refusal("cheer-own")
    access.ensure_reachable(tx, member)
    cleaned = user_text.clean_note(note, user_text.TextField.MESSAGE) or ""
    latest = cheers.latest_check_in_entry(tx, member)
    cheered = _cheer_entry(tx, action, latest) if latest else _cheer_active_goal(tx, action, member)
    return cheered._replace(note=cleaned)


def givers_of(tx: Connection, server: ServerId, entry: RecordId) -> list[MemberId] | None:
    """Return the members who cheered a check-in; None if it was undone, hidden or deleted."""
    found = cheers.get_check_in_entry(tx, server, entry)
    return None if found is None else cheers.givers_of(tx, server, found)


def givers_of_all(
    tx: Connection, server: ServerId, entries: Iterable[RecordId]
) -> dict[RecordId, list[MemberId]]:
    """Return who cheered each of these check-ins, without those undone, hidden or deleted."""
    found = {entry: givers_of(tx, server, entry) for entry in entries}
    return {entry: givers for entry, givers in found.items() if givers is not None}


def message_of(tx: Connection, server: ServerId, entry: RecordId) -> MessageRef | None:
    """Return the public message of a check-in, None if there is none."""
    return posts.of(tx, server, entry)


def _cheer_entry(tx: Connection, action: Action, entry: RecordEntry) -> Cheered:
    goal = goals.get(tx, action.member.server, entry.goal)
    if goal is None or entry.check_in is None:
        raise Refusal("cheer-gone")
    if goal.owner == action.member:
        raise Refusal("cheer-own")
    is_new = _add(tx, goal, action, entry.check_in)
    check_in = check_ins.get(tx, goal.owner.server, entry.check_in)
    link = (check_in.proof if check_in else None) or _link(
        goal, posts.of(tx, goal.owner.server, entry.id)
    )
    return Cheered(goal, entry.id, is_new, link=link)


def _add(tx: Connection, goal: Goal, action: Action, check_in: CheckInId | None = None) -> bool:
    is_new = cheers.add(tx, goal, action, check_in)
    if is_new:
        scores.refresh(tx, action.member, action.at)
    return is_new


def _cheer_active_goal(tx: Connection, action: Action, member: Member) -> Cheered:
    goal = _active_goal(tx, member, action.at)
    if goal is None:
        raise Refusal("cheer-nothing", member=member.id)
    card = posts.card_of(tx, member.server, goal.id)
    return Cheered(goal, None, _add(tx, goal, action), link=_link(goal, card))


def _active_goal(tx: Connection, member: Member, now: datetime) -> Goal | None:
    """Return a member's active public goal, preferably one that is due."""
    statuses = goal_views.statuses_due_first(tx, member, now)
    return next(
        (
            status.goal
            for status in statuses
            if status.due.is_ongoing and not status.goal.is_private
        ),
        None,
    )


def _link(goal: Goal, post: MessageRef | None) -> str:
    return attachments.message_link(goal.owner.server, post.channel, post.message) if post else ""
