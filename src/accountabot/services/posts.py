"""Remember the bot's public messages, so that they can be kept true."""

from collections.abc import Collection

from sqlalchemy import Connection

from accountabot.domain.identities import GoalId, RecordId, ServerId
from accountabot.domain.record import Post
from accountabot.store import goals, posts


def remember(tx: Connection, made: Collection[tuple[ServerId, RecordId, Post]]) -> list[tuple[ServerId, GoalId]]:
    """Remember in which messages deeds were made public; return the goals that were hidden before they were."""
    posts.add(tx, made)
    found = ((server, posts.private_of(tx, server, entry)) for server, entry, _ in made)
    return [(server, goal) for server, goal in found if goal]


def show(tx: Connection, server: ServerId, shown: Collection[GoalId], post: Post) -> list[GoalId]:
    """Remember a message that shows goals to all; return those that were hidden before it was posted."""
    posts.show(tx, server, shown, post)
    return [goal for goal in shown if is_hidden(tx, server, goal)]


def of(tx: Connection, server: ServerId, entry: RecordId) -> Post | None:
    """Return the message in which a deed was made public, or None where it was not."""
    return posts.of(tx, server, entry)


def is_hidden(tx: Connection, server: ServerId, goal_id: GoalId) -> bool:
    """Tell whether nobody but its owner is to know of a goal."""
    goal = goals.get(tx, server, goal_id)
    return goal is not None and goal.is_private


def is_moderated(tx: Connection, server: ServerId, goal_id: GoalId) -> bool:
    """Tell whether it is moderators who keep a goal to its owner."""
    goal = goals.get(tx, server, goal_id)
    return goal is not None and goal.is_hidden


def hide(tx: Connection, server: ServerId, goal: GoalId) -> None:
    """Mark what speaks of a goal as to be taken down, until it is; nothing where all may see it."""
    if is_hidden(tx, server, goal):
        posts.hide(tx, server, goal)


def coming_down(tx: Connection, server: ServerId) -> list[tuple[GoalId, Post]]:
    """Return the messages that are still to be taken down, and of which goal each speaks."""
    return posts.coming_down(tx, server)


def taken_down(tx: Connection, server: ServerId, goal: GoalId, post: Post) -> None:
    """Remember that a message speaks of a goal no more."""
    posts.forget(tx, server, goal, post)


def card_of(tx: Connection, server: ServerId, goal: GoalId) -> Post | None:
    """Return the message that holds a goal's card, or None where it was never public."""
    return posts.card_of(tx, server, goal)
