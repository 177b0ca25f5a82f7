"""Keep which messages may have been sent, so that they are looked for later."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.identifiers import InteractionId, MemberId, RecordId, ServerId
from accountabot.store.delivery import outbox, posts
from accountabot.store.goals import record

GIVE_UP_AFTER = timedelta(days=7)
"""How long a message is looked for in a channel that the bot may not read."""


class Search(NamedTuple):
    """The messages that are not known yet, the action that one of them may show, and who acted."""

    unknown: frozenset[int]
    entry: RecordId | None
    actor: MemberId | None


def note(tx: Connection, server: ServerId, channel: int, interaction: int, now: datetime) -> None:
    """Queue the search for a message that may have been sent because of an interaction."""
    outbox.add_lost(tx, server, channel, interaction, now)


def forget(tx: Connection, server: ServerId, interaction: int) -> None:
    """Cancel the search: the message was found, or was not sent."""
    outbox.remove(tx, server, Topic.LOST_MESSAGE, interaction)


def search(tx: Connection, entry: OutboxEntry, messages: Iterable[int]) -> Search:
    """Return which of the bot's messages are unknown, and the action of the interaction."""
    server = entry.server
    unknown = frozenset(each for each in messages if not posts.is_known(tx, server, each))
    found = record.first_from(tx, server, InteractionId(entry.subject))
    return Search(unknown, *(found or (None, None)))


def end(tx: Connection, entry: OutboxEntry) -> None:
    """Save that the search is over."""
    outbox.drop(tx, entry)
