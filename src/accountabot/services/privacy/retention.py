"""Delete data past its retention period: servers the bot left, old input and messages."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.services.leaderboards import scores
from accountabot.services.people import departures
from accountabot.services.streaks.streak_roles import GIVE_UP
from accountabot.store.privacy import erasure, ownership
from accountabot.store.privacy.ownership import EVERYWHERE
from accountabot.store.reminders import reminder_messages
from accountabot.store.streaks import granted_roles

KEEP_SERVER_FOR = timedelta(days=30)
"""How long a server's data is kept after the bot was removed."""
KEEP_REMINDERS_FOR = timedelta(days=30)
"""How long the bot remembers which message reminded whom."""
BATCH_ROWS = 2000
"""Rows deleted per transaction, to keep the write lock short."""
BATCH_SCORES = 500
"""Scores deleted per transaction; with 100,000 members, that takes about 20 ms."""


def find_overdue_servers(
    tx: Connection, known: Collection[ServerId], here: Collection[ServerId], now: datetime
) -> list[ServerId]:
    """Return the servers whose data is due for deletion.

    `known` are the servers with data, `here` the servers that the bot is on. Records a removal for
    each known server that the bot is not on.
    """
    for server in known:
        if server not in here:
            departures.record_removal(tx, server, now)
    return [server for server in erasure.left_by(tx, now - KEEP_SERVER_FOR) if server not in here]


def members_of(tx: Connection, server: ServerId) -> list[MemberId]:
    """Return the members with data on a server."""
    return ownership.members_of(tx, server)


def delete_person_settings(tx: Connection, server: ServerId, members_: Iterable[MemberId]) -> None:
    """Delete the preferences of members who have data on this server only."""
    for member in members_:
        if not {*ownership.servers_of(tx, member)} - {server}:
            erasure.erase(tx, Member(EVERYWHERE, member))


def delete_batch(tx: Connection, server: ServerId) -> bool:
    """Delete a batch of a server's data; return whether there may be more."""
    return erasure.erase_batch(tx, server, BATCH_ROWS)


def prune(tx: Connection, server: ServerId, now: datetime) -> None:
    """Delete what is kept for a while: pending input, failures, reminders, roles left behind."""
    erasure.prune(tx, server, now)
    reminder_messages.prune(tx, server, now - KEEP_REMINDERS_FOR)
    granted_roles.prune(tx, server, now - GIVE_UP)


def prune_scores(tx: Connection, server: ServerId, now: datetime) -> bool:
    """Delete a batch of scores of weeks and months that are over; return if there may be more."""
    return scores.forget_over(tx, server, now, BATCH_SCORES)


def list_servers(tx: Connection) -> list[ServerId]:
    """Return every server with data."""
    return ownership.servers(tx)
