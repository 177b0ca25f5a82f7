"""Remember the bot's public messages, so that they can be kept true."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.identifiers import GoalId, MessageRef, RecordId, ServerId
from accountabot.store.delivery import posts
from accountabot.store.goals import goals
from accountabot.store.privacy import redactions


class SavedPosts(NamedTuple):
    """Goals that were hidden before the messages stood, and whether there are messages of what was deleted before."""

    hidden: list[tuple[ServerId, GoalId]]
    are_blanks: bool


def save_posts(
    tx: Connection, made: Collection[tuple[ServerId, RecordId, MessageRef]]
) -> SavedPosts:
    """Remember in which messages deeds were made public; what was deleted before they stood is emptied."""
    found = [(each, posts.goal_of(tx, each[0], each[1])) for each in made]
    gone = [(server, post) for (server, _, post), goal in found if goal is None]
    for server, post in gone:
        redactions.add(tx, server, post)
    if kept := [each for each, goal in found if goal]:
        posts.add(tx, kept)
    return SavedPosts(
        [(server, goal[0]) for (server, *_), goal in found if goal and goal[1]], bool(gone)
    )


def show(
    tx: Connection, server: ServerId, shown: Collection[GoalId], post: MessageRef
) -> SavedPosts:
    """Remember a message that shows goals to all; where one was deleted before it was posted, it is emptied."""
    kept = [goal for goal in shown if goals.get(tx, server, goal)]
    if kept:
        posts.show(tx, server, kept, post)
    if len(kept) < len(shown):
        redactions.add(tx, server, post)
    return SavedPosts(
        [(server, goal) for goal in kept if is_hidden(tx, server, goal)], len(kept) < len(shown)
    )


def of(tx: Connection, server: ServerId, entry: RecordId) -> MessageRef | None:
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


def is_of_a_deed(tx: Connection, server: ServerId, goal_id: GoalId, post: MessageRef) -> bool:
    """Tell whether a message that shows a goal does so for something that was done to it."""
    return post in posts.all_of(tx, server, goal_id)


def coming_down(tx: Connection, server: ServerId) -> list[tuple[GoalId, MessageRef]]:
    """Return the messages that are still to be taken down, and of which goal each speaks."""
    return posts.coming_down(tx, server)


def taken_down(tx: Connection, server: ServerId, goal: GoalId, post: MessageRef) -> None:
    """Remember that a message speaks of a goal no more."""
    posts.forget(tx, server, goal, post)


def card_of(tx: Connection, server: ServerId, goal: GoalId) -> MessageRef | None:
    """Return the message that holds a goal's card, or None where it was never public."""
    return posts.card_of(tx, server, goal)
