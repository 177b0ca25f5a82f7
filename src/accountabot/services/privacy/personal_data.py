"""Export and delete a member's data, on one server or on all of them."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.identifiers import Member, ServerId
from accountabot.services.leaderboards import scores
from accountabot.services.privacy import archive, redactions
from accountabot.services.streaks import streak_roles
from accountabot.store import blocks
from accountabot.store.backups import deletion_list
from accountabot.store.people import cheers
from accountabot.store.privacy import data_export, erasure, ownership
from accountabot.store.privacy.ownership import EVERYWHERE

TABLES = tuple(table.name for table in ownership.tables())
"""The tables that hold data about members."""


_BLOCK_ROWS = 2
"""Rows of a block that outlive a deletion: the block and the absence."""


class DataSummary(NamedTuple):
    """The number of rows about a member by table, and of other servers with data."""

    rows: Mapping[str, int]
    elsewhere: int
    blocks: int
    """The number of these servers that block the member; blocks outlive a deletion."""
    is_empty: bool
    """Whether a deletion would delete nothing."""


def summarize(tx: Connection, who: Member) -> DataSummary:
    """Count the rows about a member on their server, or on all if it is EVERYWHERE."""
    all_servers = ownership.servers_of(tx, who.id)
    servers = _servers(all_servers, who)
    blocks_by_server = {
        server: block
        for server in servers
        if (block := blocks.current_block(tx, Member(server, who.id)))
    }
    rows = {server: ownership.counts(tx, who, [server]) for server in servers}
    remaining = {
        server: 0 if block.reason else _BLOCK_ROWS for server, block in blocks_by_server.items()
    }
    is_empty = all(
        sum(counts.values()) <= remaining.get(server, 0) for server, counts in rows.items()
    )
    elsewhere = 0 if who.server == EVERYWHERE else len({*all_servers} - {who.server})
    return DataSummary(
        sum(map(Counter, rows.values()), Counter[str]()),
        elsewhere,
        len(blocks_by_server),
        is_empty,
    )


def export(
    tx: Connection, who: Member, about: Mapping[str, str], now: datetime, limit: int
) -> list[bytes]:
    """Return a member's data in files of at most `limit` bytes.

    Raises Refusal if the export would be too large.
    """
    servers = _servers(ownership.servers_of(tx, who.id), who)
    source = partial(data_export.export_tables, tx, who, servers)
    return archive.pack_archive(source, ownership.counts(tx, who, servers), about, now, limit)


def delete(tx: Connection, who: Member, now: datetime) -> DataSummary:
    """Delete a member's data, and list that beside the database, for backups that are restored.

    Returns the summary from before the deletion.
    """
    before = summarize(tx, who)
    if not before.is_empty:
        deletion_list.add(tx, who, now)
    _erase(tx, who, before, now)
    return before


def erase(tx: Connection, who: Member, now: datetime) -> None:
    """Delete a member's data again, in a backup that is restored."""
    _erase(tx, who, summarize(tx, who), now)


def _erase(tx: Connection, who: Member, before: DataSummary, now: datetime) -> None:
    """Delete a member's data, and queue redactions of the bot's messages about them.

    Roles that they got for streaks are taken away right afterwards.
    Preferences are deleted too, unless another server has data about them.
    """
    servers = _servers(ownership.servers_of(tx, who.id), who)
    if before.elsewhere:
        servers.remove(EVERYWHERE)
    for member in (Member(server, who.id) for server in servers):
        redactions.queue_all_of(tx, member, now)
        streak_roles.release(tx, member, now)
        givers = cheers.givers_to(tx, member)
        scores.remove(tx, member, now)
        erasure.erase(tx, member)
        for giver in givers:
            scores.refresh(tx, giver, now)


def _servers(known: list[ServerId], who: Member) -> list[ServerId]:
    """Return the servers to cover, plus EVERYWHERE for the member's preferences."""
    return [*(known if who.server == EVERYWHERE else [who.server]), EVERYWHERE]
