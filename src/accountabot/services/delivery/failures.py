"""Save failed deliveries for owners, and delete old ones."""

from datetime import datetime

from sqlalchemy import Connection

from accountabot.domain.delivery.delivery_failures import KEPT, MOST, DeliveryFailure, PostKind
from accountabot.domain.identifiers import ServerId
from accountabot.store.delivery import failures


def note(
    tx: Connection, server: ServerId, channel: int | None, kind: PostKind, at: datetime
) -> None:
    """Save that a message could not be posted in a channel, or in none (None)."""
    failures.add(tx, server, channel, kind, at)
    failures.forget(tx, server, at - KEPT)
    failures.make_room(tx, server, channel, kind, since=at - KEPT, most=MOST)


def recent(tx: Connection, server: ServerId, now: datetime) -> list[DeliveryFailure]:
    """Return the recent failures by kind and channel, the latest first."""
    return failures.recent(tx, server, now - KEPT)
