"""Save the messages that the bot sent, so that they can be edited and redacted later."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection

from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.identifiers import GoalId, Member, MessageRef, RecordId, ServerId
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

    A message is redacted if it shows data that were deleted before it was saved, and taken down
    if it shows a goal that is private now. A message about an undone action is replaced.
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
        if _is_outdated_board(tx, message) or is_deleted or message.is_outdated(erased):
            outdated.append(message)
    posts.add(tx, actions)
    for message in outdated:
        redactions.queue(tx, message.server, [message.post], now)
    for server, goal_id in private:
        hide(tx, server, goal_id, now)
    for server, entry in undone:
        mark_undone(tx, server, entry, now)
    return bool(outdated or private or undone)


def _is_outdated_board(tx: Connection, message: SentMessage) -> bool:
    """Save that a message is a leaderboard, if it is; return whether someone in it just left it."""
    if not message.is_board:
        return False
    live_boards.share(tx, message.server, message.post)
    members = (Member(message.server, key) for key in message.members)
    return not all(eligibility.is_on_leaderboards(tx, member) for member in members)
