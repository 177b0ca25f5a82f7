"""Remember the bot's public messages, so that they can be kept true."""

from collections.abc import Collection

from sqlalchemy import Connection

from accountabot.domain.identities import GoalId, RecordId, ServerId
from accountabot.domain.record import Post
from accountabot.store import goals, posts


def remember(tx: Connection, made: Collection[tuple[ServerId, RecordId, Post]]) -> None:
    """Remember in which messages deeds were made public."""
    posts.add(tx, made)


def of(tx: Connection, server: ServerId, entry: RecordId) -> Post | None:
    """Return the message in which a deed was made public, or None where it was not."""
    return posts.of(tx, server, entry)


def to_hide(tx: Connection, server: ServerId, goal_id: GoalId) -> list[Post]:
    """Return every message that speaks of a goal of which nobody but its owner is to know; none where all may."""
    goal = goals.get(tx, server, goal_id)
    return posts.all_of(tx, server, goal_id) if goal and goal.is_private else []


def card_of(tx: Connection, server: ServerId, goal: GoalId) -> Post | None:
    """Return the message that holds a goal's card, or None where it was never public."""
    return posts.card_of(tx, server, goal)
