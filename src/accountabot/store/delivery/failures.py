"""Store recent failed deliveries."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from accountabot.domain.delivery.delivery_failures import DeliveryFailure, PostKind
from accountabot.domain.identifiers import ServerId
from accountabot.store.schema import failures

_ADD = insert(failures)
_RECENT = (
    select(
        failures.c.kind,
        failures.c.channel_id,
        func.count(),
        func.max(failures.c.at, type_=failures.c.at.type),
    )
    .where(failures.c.server_id == bindparam("server"), failures.c.at > bindparam("since"))
    .group_by(failures.c.kind, failures.c.channel_id)
    .order_by(func.max(failures.c.at).desc())
)
_SAME = (
    failures.c.server_id == bindparam("server"),
    failures.c.kind == bindparam("kind"),
    failures.c.channel_id.is_not_distinct_from(bindparam("channel")),
)
_ONE_TOO_MANY = (
    select(failures.c.at)
    .where(*_SAME, failures.c.at > bindparam("since"))
    .order_by(failures.c.at.desc())
    .offset(bindparam("most"))
    .limit(1)
)
_MAKE_ROOM = delete(failures).where(*_SAME, failures.c.at <= bindparam("last"))
_FORGET = delete(failures).where(
    failures.c.server_id == bindparam("server"), failures.c.at <= bindparam("since")
)


def add(
    tx: Connection, server: ServerId, channel: int | None, kind: PostKind, at: datetime
) -> None:
    """Save a failure in a channel, or in none (None)."""
    tx.execute(_ADD, {"server_id": server, "channel_id": channel, "kind": kind, "at": at})


def forget(tx: Connection, server: ServerId, since: datetime) -> None:
    """Delete all failures up to an instant."""
    tx.execute(_FORGET, {"server": server, "since": since})


def make_room(
    tx: Connection,
    server: ServerId,
    channel: int | None,
    kind: PostKind,
    since: datetime,
    most: int,
) -> None:
    """Delete the oldest failures of a kind in a channel if there are more than `most`."""
    which = {"server": server, "channel": channel, "kind": kind, "since": since}
    if last := tx.execute(_ONE_TOO_MANY, which | {"most": most}).scalar():
        tx.execute(_MAKE_ROOM, which | {"last": last})


def recent(tx: Connection, server: ServerId, since: datetime) -> list[DeliveryFailure]:
    """Return the failures since an instant by kind and channel, the latest first."""
    rows = tx.execute(_RECENT, {"server": server, "since": since})
    return [
        DeliveryFailure(PostKind(kind), channel, count, last) for kind, channel, count, last in rows
    ]
