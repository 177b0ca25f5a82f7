"""Save the messages that the bot sent, so that they can be edited and redacted later."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection

from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.identifiers import GoalId, Member, MemberId, MessageRef, RecordId, ServerId
from accountabot.services.delivery.posts import hide, mark_undone
from accountabot.services.privacy import redactions
from accountabot.store.delivery import mentions, posts
from accountabot.store.goals import goals
from accountabot.store.leaderboards import eligibility, live_boards


def save(
    tx: Connection,
    sent: Collection[SentMessage],
    erased: Mapping[Member, datetime],
    now: datetime,
) -> bool:
    """Save messages; return whether some must be edited at once.

    A message is redacted if it shows data that were deleted before it was saved, or members who
    left the leaderboards, and taken down if it shows a goal that is private now. A message about an
    undone action is replaced.
    """
    actions: list[tuple[ServerId, RecordId, MessageRef]] = []
    private: set[tuple[ServerId, GoalId]] = set()
    undone: list[tuple[ServerId, RecordId]] = []
    outdated: list[SentMessage] = []
    for message in sent:
        server = message.server
        post = message.post
        shown = [goal for key in message.goals if (goal := goals.get(tx, server, key))]
        posts.show(tx, server, [goal.id for goal in shown], post)
        private |= {(server, goal.id) for goal in shown if goal.is_private}
        mentions.add(tx, server, post, message.current_members(erased))
        is_deleted = len(shown) < len(message.goals)
        if message.entry:
            found = posts.acted_on(tx, server, message.entry)
            is_deleted = is_deleted or found is None
            if found:
                actions.append((server, message.entry, post))
            if found and found.is_private:
                private.add((server, found.goal))
            if found and found.is_undone:
                undone.append((server, message.entry))
        if _names_who_left(tx, message) or is_deleted or message.is_outdated(erased):
            outdated.append(message)
    posts.add(tx, actions)
    for message in outdated:
        redactions.queue(tx, message.server, [message.post], now)
    for server, goal_id in private:
        hide(tx, server, goal_id, now)
    for server, entry in undone:
        mark_undone(tx, server, entry, now)
    return bool(outdated or private or undone)


def members_in(tx: Connection, server: ServerId, post: MessageRef) -> frozenset[MemberId]:
    """Return the members whom a message names, without those who deleted their data."""
    return mentions.of(tx, server, post.message)


def _names_who_left(tx: Connection, message: SentMessage) -> bool:
    """Return whether a leaderboard or digest names someone who just left the leaderboards.

    A leaderboard is saved as one.
    """
    if not (message.is_board or message.is_digest):
        return False
    if message.is_board:
        live_boards.share(tx, message.server, message.post)
    members = (Member(message.server, key) for key in message.members)
    return not all(eligibility.is_on_leaderboards(tx, member) for member in members)
