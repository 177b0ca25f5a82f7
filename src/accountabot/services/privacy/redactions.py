"""Empty the bot's messages that speak of someone who had their data deleted; draw anew what is others' as well."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.identifiers import GoalId, Member, MemberId, MessageRef, ServerId
from accountabot.services.goals import goal_views
from accountabot.services.goals.goal_views import GoalView
from accountabot.store.delivery import mentions, posts
from accountabot.store.goals import goals
from accountabot.store.privacy import redactions

AT_ONCE = 50
"""Messages that are read in one go."""


class Redaction(NamedTuple):
    """A message that is to be emptied, and of whom else it speaks, for whose sake it may be drawn anew instead."""

    post: MessageRef
    named: frozenset[MemberId]


def queue_all_of(tx: Connection, member: Member) -> None:
    """Have all that the bot posted of a member emptied; to be called before anything of theirs is deleted.

    The cards of goals that they witness will be drawn anew instead: their owners are named there.
    """
    redactions.add_all_of(tx, member)
    for goal in cards_naming(tx, member):
        post = posts.card_of(tx, member.server, goal)
        found = goals.get(tx, member.server, goal)
        if post and found:
            redactions.add(tx, member.server, post)
            mentions.add(tx, member.server, post, [found.owner.id])


def cards_naming(tx: Connection, member: Member) -> list[GoalId]:
    """Return the goals of others whose cards name a member, for they witness them."""
    return redactions.witnessed_by(tx, member)


def servers_with_pending(tx: Connection, servers: Iterable[ServerId]) -> list[ServerId]:
    """Return those servers on which messages are to be emptied."""
    return [server for server in servers if redactions.due(tx, server, 0, 1)]


def take_due(tx: Connection, server: ServerId, after: int) -> list[Redaction]:
    """Return some of the messages of a server that are to be emptied, the oldest first, from one on."""
    found = redactions.due(tx, server, after, AT_ONCE)
    return [Redaction(post, mentions.of(tx, server, post.message)) for post in found]


def card(
    tx: Connection, server: ServerId, goal: GoalId, post: MessageRef, now: datetime
) -> GoalView | None:
    """Return what is drawn where a message is the card of a goal that all may see; None where it is not."""
    view = (
        goal_views.find_view(tx, server, goal, now)
        if posts.card_of(tx, server, goal) == post
        else None
    )
    return None if view is None or view.goal.is_private else view


def mark_redacted(tx: Connection, server: ServerId, post: MessageRef) -> None:
    """Note that a message speaks of nobody any more, or can't be reached."""
    mentions.forget(tx, server, post.message)
    redactions.drop(tx, server, post.message)


def mark_redrawn(tx: Connection, server: ServerId, post: MessageRef) -> None:
    """Note that a message speaks only of those any more of whom something is kept."""
    redactions.drop(tx, server, post.message)
