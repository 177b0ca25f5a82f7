"""Redact messages about members who deleted their data, or redraw them without these members."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.identifiers import GoalId, Member, MemberId, MessageRef, ServerId
from accountabot.services.goals import goal_views
from accountabot.services.goals.goal_views import GoalView
from accountabot.store.delivery import mentions, outbox, posts
from accountabot.store.goals import goals
from accountabot.store.privacy import redactions


def queue(tx: Connection, server: ServerId, messages: Iterable[MessageRef], now: datetime) -> None:
    """Queue redactions of messages, the oldest first."""
    in_order = sorted(messages, key=lambda post: post.message)
    outbox.add_edits(tx, server, Topic.REDACTION, in_order, now)


def queue_all_of(tx: Connection, member: Member, now: datetime) -> None:
    """Queue redactions of all messages about a member, before their data are deleted.

    The cards of goals that they witness will be redrawn, so these messages mention the owners.
    """
    messages = redactions.messages_of(tx, member)
    for goal in redactions.witnessed_by(tx, member):
        post = posts.card_of(tx, member.server, goal)
        found = goals.get(tx, member.server, goal)
        if post and found:
            messages.add(post)
            mentions.add(tx, member.server, post, [found.owner.id])
    queue(tx, member.server, messages, now)


def others_in(tx: Connection, entry: OutboxEntry) -> frozenset[MemberId]:
    """Return the other members in a message; it may be redrawn for them instead."""
    return mentions.of(tx, entry.server, entry.subject)


def card(tx: Connection, entry: OutboxEntry, goal: GoalId, now: datetime) -> GoalView | None:
    """Return what to draw if a message is the card of a public goal, else None."""
    if posts.card_of(tx, entry.server, goal) != entry.post:
        return None
    view = goal_views.find_view(tx, entry.server, goal, now)
    return None if view is None or view.goal.is_private else view


def mark_redacted(tx: Connection, entry: OutboxEntry) -> None:
    """Save that a message names nobody any more, or can't be edited."""
    mentions.forget(tx, entry.server, entry.subject)
    outbox.drop(tx, entry)


def mark_redrawn(tx: Connection, entry: OutboxEntry) -> None:
    """Save that a message is only about members whose data are kept."""
    outbox.drop(tx, entry)
