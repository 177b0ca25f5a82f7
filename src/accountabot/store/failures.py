"""Keep what could not be posted of late."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from accountabot.domain.failures import Failure, What
from accountabot.domain.identities import ServerId
from accountabot.store.schema import failures

_ADD = insert(failures)
_RECENT = (
    select(failures.c.what, failures.c.channel_id, func.count(), func.max(failures.c.at, type_=failures.c.at.type))
    .where(failures.c.server_id == bindparam("server"), failures.c.at > bindparam("since"))
    .group_by(failures.c.what, failures.c.channel_id)
    .order_by(func.max(failures.c.at).desc())
)
_OLDEST_KEPT = (
    select(failures.c.at)
    .where(failures.c.server_id == bindparam("server"), failures.c.at > bindparam("since"))
    .order_by(failures.c.at.desc(), failures.c.id.desc())
    .offset(bindparam("most"))
    .limit(1)
)
_FORGET = delete(failures).where(failures.c.server_id == bindparam("server"), failures.c.at <= bindparam("since"))


def add(tx: Connection, server: ServerId, channel: int | None, what: What, at: datetime) -> None:
    """Remember that something could not be posted in a channel, or anywhere."""
    tx.execute(_ADD, {"server_id": server, "channel_id": channel, "what": what, "at": at})


def forget(tx: Connection, server: ServerId, since: datetime, most: int) -> None:
    """Forget what failed up to an instant, and all but so many of the latest."""
    oldest = tx.execute(_OLDEST_KEPT, {"server": server, "since": since, "most": most}).scalar()
    tx.execute(_FORGET, {"server": server, "since": oldest or since})


def recent(tx: Connection, server: ServerId, since: datetime) -> list[Failure]:
    """Return what could not be posted since an instant, the latest first."""
    rows = tx.execute(_RECENT, {"server": server, "since": since})
    return [Failure(What(what), channel, count, last) for what, channel, count, last in rows]
