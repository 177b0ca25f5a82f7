"""Empty the bot's messages that speak of someone who had their data deleted; draw anew what is others' as well."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.identities import GoalId, Member, MemberId, ServerId
from accountabot.domain.record import Post
from accountabot.services import goals
from accountabot.services.goals import View
from accountabot.store import blanks, mentions, posts
from accountabot.store import goals as promises

AT_ONCE = 50
"""Messages that are read in one go."""


class Blank(NamedTuple):
    """A message that is to be emptied, and of whom else it speaks, for whose sake it may be drawn anew instead."""

    post: Post
    named: frozenset[MemberId]


def note(tx: Connection, member: Member) -> None:
    """Have all that the bot posted of a member emptied; to be called before anything of theirs is deleted.

    The cards of goals that they witness will be drawn anew instead: their owners are named there.
    """
    blanks.add_all_of(tx, member)
    for goal in cards_naming(tx, member):
        post, found = posts.card_of(tx, member.server, goal), promises.get(tx, member.server, goal)
        if post and found:
            blanks.add(tx, member.server, post)
            mentions.add(tx, member.server, post, [found.owner.id])


def cards_naming(tx: Connection, member: Member) -> list[GoalId]:
    """Return the goals of others whose cards name a member, for they witness them."""
    return blanks.witnessed_by(tx, member)


def waiting(tx: Connection, servers: Iterable[ServerId]) -> list[ServerId]:
    """Return those servers on which messages are to be emptied."""
    return [server for server in servers if blanks.due(tx, server, 0, 1)]


def due(tx: Connection, server: ServerId, after: int) -> list[Blank]:
    """Return some of the messages of a server that are to be emptied, the oldest first, from one on."""
    found = blanks.due(tx, server, after, AT_ONCE)
    return [Blank(post, mentions.of(tx, server, post.message)) for post in found]


def card(tx: Connection, server: ServerId, goal: GoalId, post: Post, now: datetime) -> View | None:
    """Return what is drawn where a message is the card of a goal that all may see; None where it is not."""
    view = goals.look(tx, server, goal, now) if posts.card_of(tx, server, goal) == post else None
    return None if view is None or view.goal.is_private else view


def emptied(tx: Connection, server: ServerId, post: Post) -> None:
    """Note that a message speaks of nobody any more, or can't be reached."""
    mentions.forget(tx, server, post.message)
    blanks.drop(tx, server, post.message)


def redrawn(tx: Connection, server: ServerId, post: Post) -> None:
    """Note that a message speaks only of those any more of whom something is kept."""
    blanks.drop(tx, server, post.message)
