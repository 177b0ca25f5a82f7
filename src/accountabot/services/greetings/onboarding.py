"""Queue one onboarding message for each new server."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import OutboxEntry, Topic
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.store import flags
from accountabot.store.delivery import outbox
from accountabot.store.flags import Flag

SETTLING_IN = timedelta(minutes=1)
"""The initial delay, since owners often set permissions first."""
RETRY_AFTER = timedelta(days=1)
"""How long to wait if the bot can't post in any channel."""
_NOBODY = MemberId(0)


def queue_onboarding(tx: Connection, servers: Iterable[ServerId], at: datetime) -> bool:
    """Queue the message for servers that lack it; return whether the outbox is due earlier."""
    new = (server for server in servers if not is_posted(tx, server))
    sooner = [
        outbox.add(tx, server, Topic.ONBOARDING, subject=0, now=at, due=at + SETTLING_IN)
        for server in new
    ]
    return any(sooner)


def is_posted(tx: Connection, server: ServerId) -> bool:
    """Return whether a server has received the message."""
    return flags.is_set(tx, Member(server, _NOBODY), Flag.ONBOARDED)


def mark_posted(tx: Connection, server: ServerId, at: datetime) -> None:
    """Record that a server has received the message."""
    flags.set(tx, Member(server, _NOBODY), Flag.ONBOARDED, at)


def mark_done(tx: Connection, entry: OutboxEntry, at: datetime) -> None:
    """Record the delivery, and drop the outbox entry."""
    mark_posted(tx, entry.server, at)
    outbox.drop(tx, entry)


def retry_tomorrow(tx: Connection, entry: OutboxEntry, at: datetime) -> None:
    """Postpone the message, because the bot can't post in any channel yet."""
    outbox.reschedule(tx, entry, at + RETRY_AFTER)
