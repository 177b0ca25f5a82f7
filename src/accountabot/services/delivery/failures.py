"""Remember what could not be posted, so that owners can mend it."""

from datetime import datetime

from sqlalchemy import Connection

from accountabot.domain.delivery.delivery_failures import KEPT, MOST, DeliveryFailure, PostKind
from accountabot.domain.identifiers import ServerId
from accountabot.store.delivery import failures


def note(
    tx: Connection, server: ServerId, channel: int | None, what: PostKind, at: datetime
) -> None:
    """Remember that something could not be posted in a channel (None: anywhere); forget what is long ago."""
    failures.add(tx, server, channel, what, at)
    failures.forget(tx, server, at - KEPT)
    failures.make_room(tx, server, channel, what, at - KEPT, MOST)


def recent(tx: Connection, server: ServerId, now: datetime) -> list[DeliveryFailure]:
    """Return what could not be posted in the last days, by what it was and where, the latest first."""
    return failures.recent(tx, server, now - KEPT)
