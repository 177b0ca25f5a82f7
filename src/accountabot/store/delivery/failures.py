"""Keep what could not be posted of late."""

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
_THESE = (
    failures.c.server_id == bindparam("server"),
    failures.c.kind == bindparam("kind"),
    failures.c.channel_id.is_not_distinct_from(bindparam("channel")),
)
_ONE_TOO_MANY = (
    select(failures.c.at)
    .where(*_THESE, failures.c.at > bindparam("since"))
    .order_by(failures.c.at.desc())
    .offset(bindparam("most"))
    .limit(1)
)
_MAKE_ROOM = delete(failures).where(*_THESE, failures.c.at <= bindparam("last"))
_FORGET = delete(failures).where(
    failures.c.server_id == bindparam("server"), failures.c.at <= bindparam("since")
)


def add(
    tx: Connection, server: ServerId, channel: int | None, what: PostKind, at: datetime
) -> None:
    """Remember that something could not be posted in a channel, or anywhere."""
    tx.execute(_ADD, {"server_id": server, "channel_id": channel, "kind": what, "at": at})


def forget(tx: Connection, server: ServerId, since: datetime) -> None:
    """Forget what failed up to an instant."""
    tx.execute(_FORGET, {"server": server, "since": since})


def make_room(
    tx: Connection,
    server: ServerId,
    channel: int | None,
    what: PostKind,
    since: datetime,
    most: int,
) -> None:
    """Forget all but so many of a kind that failed in a channel since an instant."""
    which = {"server": server, "channel": channel, "kind": what, "since": since}
    if last := tx.execute(_ONE_TOO_MANY, which | {"most": most}).scalar():
        tx.execute(_MAKE_ROOM, which | {"last": last})


def recent(tx: Connection, server: ServerId, since: datetime) -> list[DeliveryFailure]:
    """Return what could not be posted since an instant, the latest first."""
    rows = tx.execute(_RECENT, {"server": server, "since": since})
    return [
        DeliveryFailure(PostKind(what), channel, count, last) for what, channel, count, last in rows
    ]
