"""Let moderators hide all public goals of a member at once, and show them again."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.record import EventKind
from accountabot.domain.identifiers import Action, GoalId, InteractionId, Member, MemberId
from accountabot.domain.refusals import Refusal
from accountabot.services.delivery import posts
from accountabot.services.leaderboards import scores
from accountabot.services.moderation.content_moderation import moderatable_goals
from accountabot.services.people import witness_news
from accountabot.services.streaks import streak_roles
from accountabot.store import blocks
from accountabot.store.goals import goals, record


class HiddenGoals(NamedTuple):
    """A member's goals that a moderator just hid, with the reason, and the action that did it."""

    owner: Member
    goals: list[Goal]
    at: datetime
    moderator: MemberId
    reason: str
    source: InteractionId


def count_public(tx: Connection, owner: Member) -> int:
    """Count a member's public goals, ended ones included."""
    return len(_public_goals(tx, owner))


def hide_all_of_blocked(tx: Connection, action: Action, owner: Member) -> HiddenGoals:
    """Hide all public goals of a blocked member for the reason of the block.

    Raises Refusal if the member is not blocked any more, or has no public goals.
    """
    block = blocks.current_block(tx, owner)
    if block is None:
        raise Refusal("hide-all-unblocked", member=owner.id)
    return _hide_all(tx, action, owner, block.reason)


def hide_all_like(tx: Connection, action: Action, goal_id: GoalId) -> HiddenGoals:
    """Hide all public goals of the owner of a hidden goal, for the same reason.

    Raises Refusal if that goal is gone or not hidden any more, or if there are no others.
    """
    goal = goals.get(tx, action.member.server, goal_id)
    if goal is None or not goal.is_hidden:
        raise Refusal("goal-gone")
    events = record.history_of(tx, goal)
    reason = next(event.note for event in events if event.kind is EventKind.HIDDEN)
    return _hide_all(tx, action, goal.owner, reason)


def show_all(tx: Connection, action: Action, owner: Member, source: InteractionId) -> list[Goal]:
    """Show the goals that one action hid, unless they were hidden again since; return them."""
    record.ensure_not_repeated(tx, action)
    hidden = record.goals_hidden_by(tx, owner.server, source)
    shown = [
        goals.set_hidden(tx, status.goal, None)
        for status in moderatable_goals(tx, owner, action.at)
        if status.goal.hidden_at and status.goal.hidden_at == hidden.get(status.goal.id)
    ]
    for goal in shown:
        record.add(tx, goal, EventKind.SHOWN, action)
        witness_news.schedule(tx, goal, action.at)
        posts.redraw(tx, goal, action.at)
    streak_roles.request(tx, owner, action.at)
    scores.refresh(tx, owner, action.at)
    return shown


def _hide_all(tx: Connection, action: Action, owner: Member, reason: str) -> HiddenGoals:
    record.ensure_not_repeated(tx, action)
    found = _public_goals(tx, owner)
    if not found:
        raise Refusal("moderate-no-goals", member=owner.id)
    for goal in found:
        record.add(tx, goal, EventKind.HIDDEN, action, note=reason)
        goals.set_hidden(tx, goal, action.at)
    posts.hide_all(tx, owner.server, [goal.id for goal in found], action.at)
    streak_roles.request(tx, owner, action.at)
    scores.withdraw(tx, owner, action.at)
    return HiddenGoals(
        owner, found, at=action.at, moderator=action.member.id, reason=reason, source=action.source
    )


def _public_goals(tx: Connection, owner: Member) -> list[Goal]:
    return [goal for goal, _ in goals.all_of(tx, owner) if not goal.is_private]
