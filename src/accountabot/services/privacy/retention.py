"""Delete what has been kept long enough: servers that the bot left, and what waited for a choice that nobody made."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.services.people import departures
from accountabot.store.privacy import erasure, ownership
from accountabot.store.privacy.ownership import EVERYWHERE

KEEP_SERVER_FOR = timedelta(days=30)
"""How long a server is kept that the bot was removed from."""
BATCH_ROWS = 2000
"""Deleted in one go, so that nobody waits long."""


def find_overdue_servers(
    tx: Connection, known: Collection[ServerId], here: Collection[ServerId], now: datetime
) -> list[ServerId]:
    """Return the servers that the bot left so long ago that they are deleted; since when is noted for any other.

    `known` are those of which anything is kept, `here` those on which the bot is.
    """
    for server in known:
        if server not in here:
            departures.record_removal(tx, server, now)
    return [server for server in erasure.left_by(tx, now - KEEP_SERVER_FOR) if server not in here]


def members_of(tx: Connection, server: ServerId) -> list[MemberId]:
    """Return everyone of whom anything is kept on a server."""
    return ownership.members_of(tx, server)


def delete_person_settings(tx: Connection, server: ServerId, members_: Iterable[MemberId]) -> None:
    """Delete what members set for all servers, where they are known on this one only."""
    for member in members_:
        if not {*ownership.servers_of(tx, member)} - {server}:
            erasure.erase(tx, Member(EVERYWHERE, member))


def delete_batch(tx: Connection, server: ServerId) -> bool:
    """Delete some of what is kept of a server; return whether there may be more."""
    return erasure.erase_some_of(tx, server, BATCH_ROWS)


def prune(tx: Connection, server: ServerId, now: datetime) -> None:
    """Delete what waited too long on a server, and what could not be posted a week ago."""
    erasure.prune(tx, server, now)


def list_servers(tx: Connection) -> list[ServerId]:
    """Return every server of which anything is kept."""
    return ownership.servers(tx)
