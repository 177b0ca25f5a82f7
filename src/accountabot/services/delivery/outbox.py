"""Hand out what is due to be said, and note what became of it."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.delivery.outbox import OutboxEntry
from accountabot.store.delivery import outbox


class Claimed(NamedTuple):
    """What is due, and when the next errand is (UTC)."""

    errands: list[OutboxEntry]
    next: datetime | None


def next_due(tx: Connection) -> datetime | None:
    """Return when the next errand is due, None where nothing waits."""
    return outbox.next_due(tx)


def claim(tx: Connection, now: datetime, limit: int) -> Claimed:
    """Claim what is due, `limit` at most: who claims it says it and marks it, or it is due again later."""
    return Claimed(outbox.claim(tx, now, limit), outbox.next_due(tx))


def drop(tx: Connection, errand: OutboxEntry) -> None:
    """Forget an errand: there is nothing to say any more."""
    outbox.drop(tx, errand)
