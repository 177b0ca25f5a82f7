"""Let members have all that is kept about them, and have it deleted; on one server, or on all of them at once."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.identifiers import Member, ServerId
from accountabot.services.privacy import archive, redactions
from accountabot.store import blocks
from accountabot.store.privacy import data_export, erasure, ownership
from accountabot.store.privacy.ownership import EVERYWHERE

TABLES = tuple(table.name for table in ownership.tables())
"""The names of the tables in which anything about members is kept."""


_OF_A_BLOCK = 2
"""Rows that stay of it, once its reason is gone: that they are blocked, and that they are away."""


class DataSummary(NamedTuple):
    """How much is kept about a member, by table, and on how many servers besides this one."""

    rows: Mapping[str, int]
    elsewhere: int
    blocks: int
    """On how many of the servers that are meant moderators block them, which outlives a deletion."""
    is_nothing: bool
    """There is nothing that a deletion would delete."""


def summarize(tx: Connection, who: Member) -> DataSummary:
    """Return how much is kept about a member on their server, or about a person on all where they name none."""
    known = ownership.servers_of(tx, who.id)
    servers = _servers(known, who)
    blocked = {
        server: block for server in servers if (block := blocks.of(tx, Member(server, who.id)))
    }
    rows = {server: ownership.counts(tx, who, [server]) for server in servers}
    stays = {server: 0 if block.reason else _OF_A_BLOCK for server, block in blocked.items()}
    is_nothing = all(sum(found.values()) <= stays.get(server, 0) for server, found in rows.items())
    elsewhere = 0 if who.server == EVERYWHERE else len({*known} - {who.server})
    return DataSummary(
        sum(map(Counter, rows.values()), Counter[str]()), elsewhere, len(blocked), is_nothing
    )


def export(
    tx: Connection, who: Member, about: Mapping[str, str], now: datetime, limit: int
) -> list[bytes]:
    """Return all that is kept about a member, in files of at most `limit` bytes; raise Refusal where that can't be."""
    servers = _servers(ownership.servers_of(tx, who.id), who)
    kept = partial(data_export.everything, tx, who, servers)
    return archive.pack_archive(kept, ownership.counts(tx, who, servers), about, now, limit)


def delete(tx: Connection, who: Member, now: datetime) -> DataSummary:
    """Delete all that is a member's, at once, and have emptied what the bot said of them; return how much it was.

    Their own settings go, too, where nothing else of them is kept anywhere.
    """
    before = summarize(tx, who)
    servers = _servers(ownership.servers_of(tx, who.id), who)
    if before.elsewhere:
        servers.remove(EVERYWHERE)
    for member in (Member(server, who.id) for server in servers):
        redactions.queue_all_of(tx, member, now)
        erasure.erase(tx, member)
    return before


def _servers(known: list[ServerId], who: Member) -> list[ServerId]:
    """Return where to look: on the member's server, or on all that are known, and in what holds everywhere."""
    return [*(known if who.server == EVERYWHERE else [who.server]), EVERYWHERE]
