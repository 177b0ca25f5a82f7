"""Keep what must be said later until it is said."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, case, delete, func, select, update

from accountabot.domain.delivery.outbox import OutboxEntry, Topic, retry_at
from accountabot.domain.identifiers import ServerId
from accountabot.store.dialect import insert_ignoring
from accountabot.store.schema import outbox

_ADD = insert_ignoring(outbox)
_SOONER = (
    update(outbox)
    .where(
        outbox.c.server_id == bindparam("server"),
        outbox.c.topic == bindparam("of"),
        outbox.c.subject == bindparam("about"),
        outbox.c.due_at > bindparam("due"),
    )
    .values(due_at=bindparam("due"))
)
_DUE = (
    select(outbox)
    .where(outbox.c.due_at <= bindparam("now"))
    .order_by(outbox.c.due_at)
    .limit(bindparam("limit"))
)
_NEXT = select(func.min(outbox.c.due_at))
_THIS = (
    outbox.c.id == bindparam("key"),
    outbox.c.server_id == bindparam("server"),
    outbox.c.round == bindparam("its_round"),
)
_CLAIM = (
    update(outbox)
    .where(*_THIS)
    .values(
        due_at=bindparam("again"),
        tried_at=bindparam("first"),
        tries=bindparam("so_often"),
    )
)
_due = bindparam("due", type_=outbox.c.due_at.type)
_unless_sooner = case((outbox.c.due_at < bindparam("again"), outbox.c.due_at), else_=_due)
_MARK = (
    update(outbox)
    .where(*_THIS)
    .values(
        round=outbox.c.round + 1,
        since=bindparam("now"),
        due_at=_unless_sooner,
        tried_at=None,
        tries=0,
    )
)
_PUT_OFF = update(outbox).where(*_THIS).values(due_at=_unless_sooner, tried_at=None, tries=0)
_DROP = delete(outbox).where(*_THIS)


def add(
    tx: Connection, server: ServerId, topic: Topic, subject: int, now: datetime, due: datetime
) -> bool:
    """Have something said once it is due, at the latest; return whether that is sooner than was known."""
    what = {"server_id": server, "topic": topic, "subject": subject, "since": now, "due_at": due}
    is_new = tx.execute(_ADD, what | {"round": 0, "tries": 0}).rowcount > 0
    return is_new or sooner(tx, server, topic, subject, due)


def sooner(tx: Connection, server: ServerId, topic: Topic, subject: int, due: datetime) -> bool:
    """Let something be due then at the latest, if it waits; return whether that is sooner than it was."""
    which = {"server": server, "of": topic, "about": subject, "due": due}
    return tx.execute(_SOONER, which).rowcount > 0


def next_due(tx: Connection) -> datetime | None:
    """Return when the next errand is due, None where nothing waits."""
    found: datetime | None = tx.execute(_NEXT).scalar()
    return found


def claim(tx: Connection, now: datetime, limit: int) -> list[OutboxEntry]:
    """Return what is due, the longest due first, `limit` at most; it is due again later unless it is marked."""
    found = [
        OutboxEntry(
            *(row.id, ServerId(row.server_id), Topic(row.topic), row.subject, row.since, row.round),
            *(row.tries + 1, row.tried_at, retry_at(now, row.tries + 1)),
        )
        for row in tx.execute(_DUE, {"now": now, "limit": limit})
    ]
    for errand in found:
        tx.execute(
            _CLAIM,
            _which(errand)
            | {"again": errand.again_at, "first": errand.tried_at or now, "so_often": errand.tries},
        )
    return found


def mark(tx: Connection, errand: OutboxEntry, now: datetime, due: datetime) -> None:
    """Remember that all up to now is said, and when to look again; at once where it became due meanwhile."""
    tx.execute(_MARK, _which(errand) | {"again": errand.again_at, "now": now, "due": due})


def put_off(tx: Connection, errand: OutboxEntry, due: datetime) -> None:
    """Let an errand wait, for there is nothing to say yet; not where it became due meanwhile."""
    tx.execute(_PUT_OFF, _which(errand) | {"again": errand.again_at, "due": due})


def drop(tx: Connection, errand: OutboxEntry) -> None:
    """Forget an errand: it is done, or there is nobody to hear of it."""
    tx.execute(_DROP, _which(errand))


def _which(errand: OutboxEntry) -> dict[str, object]:
    return {"key": errand.id, "server": errand.server, "its_round": errand.round}
