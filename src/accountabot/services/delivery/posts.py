"""Decide which messages must be edited when a goal is hidden or an action is undone."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.checkins.attachments import parse_message_link
from accountabot.domain.delivery.outbox import REDRAW_WHEN_OPENED, OutboxEntry, Topic
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId, Member, MessageRef, RecordId, ServerId
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store.checkins import check_ins
from accountabot.store.delivery import mentions, outbox, posts
from accountabot.store.goals import goals, record


class UndoneMessages(NamedTuple):
    """The messages that show an undone action: the bot's own, and a member's with a reaction."""

    post: MessageRef | None
    counted: MessageRef | None
    is_shared: bool
    """Whether the bot's message also shows actions that were not undone."""
    is_moderated: bool
    """Whether a moderator removed the action, instead of its member."""


def of_undone(tx: Connection, server: ServerId, entry: RecordId) -> UndoneMessages:
    """Return the messages that still show an undone action."""
    post = posts.of(tx, server, entry)
    counted = _uncounted_message(tx, server, entry)
    is_shared = post is not None and posts.is_shared(tx, server, entry, post.message)
    is_moderated = record.is_undone_by_another(tx, server, entry)
    return UndoneMessages(post, None if counted == post else counted, is_shared, is_moderated)


def _uncounted_message(tx: Connection, server: ServerId, entry: RecordId) -> MessageRef | None:
    """Return the message that counted as an undone check-in, unless it proves another one."""
    key = record.check_in_of(tx, server, entry)
    found = check_ins.get(tx, server, key) if key else None
    if found is None or not found.proof or check_ins.goals_proven_by(tx, server, found.proof):
        return None
    return parse_message_link(found.proof)


def of(tx: Connection, server: ServerId, entry: RecordId) -> MessageRef | None:
    """Return the message that made an action public, None if there is none."""
    return posts.of(tx, server, entry)


class CardToRedraw(NamedTuple):
    """The message with a goal's card, and the entry that asks for its redraw, if any."""

    post: MessageRef | None
    entry: OutboxEntry | None


def card_of(tx: Connection, server: ServerId, goal: GoalId) -> CardToRedraw:
    """Return the message with a goal's card; it has none if it was never public."""
    entry = outbox.find(tx, server, Topic.GOAL_CARD, goal)
    return CardToRedraw(posts.card_of(tx, server, goal), entry)


def redraw(tx: Connection, goal: Goal, now: datetime) -> None:
    """Make sure that a goal's card is redrawn, even if the process ends before that."""
    outbox.add_redraw(tx, goal.owner.server, goal.id, now)


def mark_redrawn(tx: Connection, status: GoalStatus, entry: OutboxEntry | None) -> bool:
    """Save that a card is up to date; return whether it is redrawn once its pause ends."""
    if entry:
        outbox.drop(tx, entry)
    goal = status.goal
    has_card = not goal.is_private and posts.card_of(tx, goal.owner.server, goal.id)
    back_on = status.due.back_on if has_card else None
    if back_on:
        outbox.add_redraw(tx, goal.owner.server, goal.id, status.rules.days.begins(back_on))
    return back_on is not None


def mark_gone(tx: Connection, server: ServerId, goal: GoalId, post: MessageRef) -> None:
    """Save that someone deleted a goal's card: it is neither edited nor posted again."""
    if entry := posts.declaration_of(tx, server, goal):
        posts.forget_message(tx, server, entry, post.message)
    mentions.forget(tx, server, post.message)


def redraw_when_opened(tx: Connection, server: ServerId, goal: GoalId, now: datetime) -> None:
    """Let the redraw of a goal's card wait until its archived thread is opened."""
    due = now + REDRAW_WHEN_OPENED
    if entry := outbox.find(tx, server, Topic.GOAL_CARD, goal):
        outbox.reschedule(tx, entry, due)
    else:
        outbox.add(tx, server, Topic.GOAL_CARD, subject=goal, now=now, due=due)


def is_hidden(tx: Connection, server: ServerId, goal_id: GoalId) -> bool:
    """Return whether only its owner may see a goal."""
    goal = goals.get(tx, server, goal_id)
    return goal is not None and goal.is_private


def hide(tx: Connection, server: ServerId, goal: GoalId, now: datetime) -> None:
    """Queue the removal of a goal from all its messages, if only its owner may see it."""
    hide_all(tx, server, [goal], now)


def hide_all(tx: Connection, server: ServerId, keys: Iterable[GoalId], now: datetime) -> None:
    """Queue the removal of goals from all their messages, the newest messages first.

    Goals that others may see stay.
    """
    messages: set[MessageRef] = set()
    for goal in keys:
        if is_hidden(tx, server, goal):
            posts.show(tx, server, [goal], *posts.all_of(tx, server, goal))
            messages.update(posts.showing(tx, server, goal))
    in_order = sorted(messages, key=lambda post: post.message, reverse=True)
    outbox.add_edits(tx, server, Topic.TAKE_DOWN, in_order, now)


def mark_undone(tx: Connection, server: ServerId, entry: RecordId, now: datetime) -> None:
    """Queue an edit of the message that made an undone action public."""
    outbox.add_undone(tx, server, entry, now)


def is_public(tx: Connection, server: ServerId, goal_id: GoalId) -> bool:
    """Return whether a goal exists and everyone may see it."""
    goal = goals.get(tx, server, goal_id)
    return goal is not None and not goal.is_private


def correct_card(tx: Connection, server: ServerId, goal: GoalId, now: datetime) -> None:
    """Queue another edit of a card whose goal was hidden or undone while it was drawn."""
    entry = posts.declaration_of(tx, server, goal)
    if entry and goals.get(tx, server, goal) is None:
        mark_undone(tx, server, entry, now)
    hide(tx, server, goal, now)


def goals_to_hide(tx: Connection, entry: OutboxEntry) -> list[Goal]:
    """Return the goals that a message shows although they are private; drop the entry if none."""
    keys = posts.private_in(tx, entry.server, entry.subject)
    private = [goal for key in keys if (goal := goals.get(tx, entry.server, key))]
    if not private:
        outbox.drop(tx, entry)
    return private


def is_about_action(tx: Connection, entry: OutboxEntry, goal: GoalId) -> bool:
    """Return whether a message that shows a goal is about an action on it."""
    return entry.post in posts.all_of(tx, entry.server, goal)


def is_shared(tx: Connection, entry: OutboxEntry, goal: GoalId) -> bool:
    """Return whether a message about an action on a goal also shows other actions.

    That is also true of a message about others alone, if several were needed for all of them.
    """
    found = posts.entry_on(tx, entry.server, goal, entry.subject)
    return found is None or posts.is_shared(tx, entry.server, found, entry.subject)


def mark_taken_down(tx: Connection, entry: OutboxEntry, hidden: list[Goal]) -> list[GoalId]:
    """Save that a message no longer shows goals; return those that are public again."""
    for goal in hidden:
        posts.forget(tx, entry.server, goal.id, entry.post)
    outbox.drop(tx, entry)
    return [goal.id for goal in hidden if not is_hidden(tx, entry.server, goal.id)]


def card_channel(tx: Connection, actor: Member, entry: RecordId) -> int | None:
    """Return the channel with the card of the goal that a member's action is about."""
    found = record.get_open_entry(tx, actor, entry)
    card = posts.card_of(tx, actor.server, found.goal) if found else None
    return card.channel if card else None
