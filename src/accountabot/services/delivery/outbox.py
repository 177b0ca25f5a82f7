"""Claim outbox entries that are due, and reschedule or drop them."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import EDIT_TO_RETRY, OutboxEntry
from accountabot.domain.identifiers import ServerId
from accountabot.store.delivery import outbox, waiting_edits


class Claimed(NamedTuple):
    """Entries that are due, and when the next one is (UTC)."""

    entries: list[OutboxEntry]
    next: datetime | None


class Backlog(NamedTuple):
    """How many entries should have been delivered."""

    due: int
    late: int


def backlog(tx: Connection, now: datetime, late: datetime) -> Backlog:
    """Count the entries on all servers that are due, and those due since then, or tried in vain."""
    return Backlog(*outbox.count_due(tx, now, late))


def next_due(tx: Connection) -> datetime | None:
    """Return when the next entry is due, None if there is none."""
    return outbox.next_due(tx)


def claim(tx: Connection, now: datetime, *, sends: int, edits: int) -> Claimed:
    """Claim the entries that are due, at most so many messages to send and to edit.

    An entry is due again later unless its handler completes, reschedules or drops it.
    """
    found = [
        *outbox.claim_sends(tx, now, sends),
        *outbox.claim_edits(tx, now, edits),
    ]
    return Claimed(found, outbox.next_due(tx))


def retry_edit_tomorrow(tx: Connection, entry: OutboxEntry, now: datetime) -> None:
    """Postpone an edit that fails until people change something."""
    outbox.reschedule(tx, entry, now + EDIT_TO_RETRY)


def retry_now(tx: Connection, now: datetime, server: ServerId | None = None) -> bool:
    """Make everything due that failed, on one server or on all; return whether there is any."""
    return outbox.retry_now(tx, now, server)


def waits_in(tx: Connection, server: ServerId, channel: int, now: datetime) -> bool:
    """Return whether edits wait until a thread is opened."""
    return waiting_edits.are_in(tx, server, channel, now)


def retry_in(
    tx: Connection, server: ServerId, channel: int, now: datetime, *, is_own: bool
) -> None:
    """Make due the edits that were waiting for a thread to be opened.

    If the bot itself opened it, only the cards: any other edit might open it again and again.
    """
    waiting_edits.retry(tx, server, channel, now, are_cards=is_own)


def drop(tx: Connection, entry: OutboxEntry) -> None:
    """Delete an entry, unless it was requested again in the meantime."""
    outbox.drop(tx, entry)
