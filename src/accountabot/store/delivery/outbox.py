"""Store the transactional outbox: the messages that are to be sent or edited."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Select,
    bindparam,
    case,
    delete,
    func,
    not_,
    or_,
    select,
    update,
)

from accountabot.domain.delivery.outbox import (
    EDITS,
    EDITS_APART,
    EDITS_AT_ONCE,
    LONGEST_RETRY,
    LOOK_LATER,
    REDRAW_LATER,
    REMOVALS,
    OutboxEntry,
    Topic,
    retry_at,
)
from accountabot.domain.identifiers import GoalId, MessageRef, RecordId, ServerId
from accountabot.store.dialect import insert_ignoring
from accountabot.store.schema import outbox

_ADD = insert_ignoring(outbox)
_SUBJECT = (
    outbox.c.server_id == bindparam("server"),
    outbox.c.topic == bindparam("of"),
    outbox.c.subject == bindparam("about"),
)
_FIND = select(outbox).where(*_SUBJECT)
_REMOVE = delete(outbox).where(*_SUBJECT)
_SOONER = (
    update(outbox)
    .where(*_SUBJECT, outbox.c.due_at > bindparam("due"))
    .values(due_at=bindparam("due"))
)
_due = bindparam("due", type_=outbox.c.due_at.type)
_RENEW = (
    update(outbox)
    .where(*_SUBJECT)
    .values(
        sequence=outbox.c.sequence + 1,
        due_at=case((outbox.c.due_at < _due, outbox.c.due_at), else_=_due),
    )
)
_IS_EDIT = or_(*(outbox.c.topic == topic for topic in sorted(EDITS)))
_DUE = (
    select(outbox)
    .where(outbox.c.due_at <= bindparam("now"))
    .order_by(outbox.c.due_at, outbox.c.id)
    .limit(bindparam("limit"))
)
_DUE_SENDS = _DUE.where(not_(_IS_EDIT))
_DUE_EDITS = _DUE.where(_IS_EDIT)
_DUE_REMOVALS = _DUE.where(or_(*(outbox.c.topic == topic for topic in sorted(REMOVALS))))
_NEXT = select(func.min(outbox.c.due_at))
_COUNT_DUE = select(
    func.count().filter(outbox.c.due_at <= bindparam("now")),
    func.count().filter(or_(outbox.c.due_at <= bindparam("late"), outbox.c.tries > 1)),
).where(outbox.c.due_at <= bindparam("horizon"))
_THIS = (
    outbox.c.id == bindparam("key"),
    outbox.c.server_id == bindparam("server"),
    outbox.c.sequence == bindparam("its_sequence"),
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
_unless_sooner = case((outbox.c.due_at < bindparam("again"), outbox.c.due_at), else_=_due)
_COMPLETE = (
    update(outbox)
    .where(*_THIS)
    .values(
        sequence=outbox.c.sequence + 1,
        since=bindparam("now"),
        due_at=_unless_sooner,
        tried_at=None,
        tries=0,
    )
)
_RESCHEDULE = update(outbox).where(*_THIS).values(due_at=_unless_sooner, tried_at=None, tries=0)
_RETRY_ALL = (
    update(outbox)
    .where(
        outbox.c.due_at > bindparam("now"),
        or_(_IS_EDIT, outbox.c.tries > 0),
    )
    .values(due_at=bindparam("now"))
)
_RETRY_SERVER = _RETRY_ALL.where(outbox.c.server_id == bindparam("server"))
_DROP = delete(outbox).where(*_THIS)


def add(
    tx: Connection, server: ServerId, topic: Topic, *, subject: int, now: datetime, due: datetime
) -> bool:
    """Queue a message to be sent; return whether it is due sooner than before."""
    entry = {"server_id": server, "topic": topic, "subject": subject, "since": now, "due_at": due}
    is_new = tx.execute(_ADD, entry | {"sequence": 0, "tries": 0}).rowcount > 0
    return is_new or sooner(tx, server, topic, subject, due)


def request_again(
    tx: Connection, server: ServerId, topic: Topic, *, subject: int, now: datetime, due: datetime
) -> None:
    """Queue an entry; one that is being handled is handled once more, for its period until now."""
    known = {"server": server, "of": topic, "about": subject, "due": due}
    tx.execute(_RENEW, known)
    add(tx, server, topic, subject=subject, now=now, due=due)


def add_edits(
    tx: Connection, server: ServerId, topic: Topic, posts: Iterable[MessageRef], now: datetime
) -> None:
    """Queue edits of messages in this order: a few at once, the others later.

    If an edit of the same message is under way, it is done once more: it may have read old data.
    """
    _add_edits(tx, server, topic, [(post.message, post.channel) for post in posts], now)


def add_undone(tx: Connection, server: ServerId, entry: RecordId, now: datetime) -> None:
    """Queue an edit of the message of an undone action, wherever it is."""
    _add_edits(tx, server, Topic.UNDONE_ACTION, [(entry, None)], now)


def add_redraw(tx: Connection, server: ServerId, goal: GoalId, now: datetime) -> None:
    """Queue an edit of a goal's card, in case the process ends before its redraw."""
    _add_edits(tx, server, Topic.GOAL_CARD, [(goal, None)], now + REDRAW_LATER)


def add_lost(
    tx: Connection, server: ServerId, channel: int, interaction: int, now: datetime
) -> None:
    """Queue the search for a message that may have been sent to a channel."""
    _add_edits(tx, server, Topic.LOST_MESSAGE, [(interaction, channel)], now + LOOK_LATER)


def remove(tx: Connection, server: ServerId, topic: Topic, subject: int) -> None:
    """Delete the entry with a subject, if there is one."""
    tx.execute(_REMOVE, {"server": server, "of": topic, "about": subject})


def find(tx: Connection, server: ServerId, topic: Topic, subject: int) -> OutboxEntry | None:
    """Return the entry with a subject, or None; it is not claimed."""
    row = tx.execute(_FIND, {"server": server, "of": topic, "about": subject}).first()
    return _entry(row, row.tries, row.due_at) if row else None


def _add_edits(
    tx: Connection,
    server: ServerId,
    topic: Topic,
    subjects: list[tuple[int, int | None]],
    now: datetime,
) -> None:
    dues = [now + nth // EDITS_AT_ONCE * EDITS_APART for nth in range(len(subjects))]
    known = [
        {"server": server, "of": topic, "about": subject, "due": due}
        for (subject, _), due in zip(subjects, dues, strict=True)
    ]
    new = [
        {
            "server_id": server,
            "topic": topic,
            "subject": subject,
            "channel_id": channel,
            "since": now,
            "due_at": due,
            "sequence": 0,
            "tries": 0,
        }
        for (subject, channel), due in zip(subjects, dues, strict=True)
    ]
    if new:
        tx.execute(_RENEW, known)
        tx.execute(_ADD, new)


def sooner(tx: Connection, server: ServerId, topic: Topic, subject: int, due: datetime) -> bool:
    """Make an entry due sooner, if it exists; return whether that changed anything."""
    which = {"server": server, "of": topic, "about": subject, "due": due}
    return tx.execute(_SOONER, which).rowcount > 0


def next_due(tx: Connection) -> datetime | None:
    """Return when the next entry is due, None if there is none."""
    found: datetime | None = tx.execute(_NEXT).scalar()
    return found


def count_due(tx: Connection, now: datetime, late: datetime) -> tuple[int, int]:
    """Count the entries that are due now, and those due since then, or tried before in vain."""
    when = {"now": now, "late": late, "horizon": now + LONGEST_RETRY}
    due, overdue = tx.execute(_COUNT_DUE, when).one()
    return due, overdue


def claim_sends(tx: Connection, now: datetime, limit: int) -> list[OutboxEntry]:
    """Return messages to send, the longest due first, and postpone each to its retry."""
    return _claim(tx, _DUE_SENDS, now, limit)


def claim_edits(tx: Connection, now: datetime, limit: int) -> list[OutboxEntry]:
    """Return edits, removals first, then the longest due, and postpone each to its retry."""
    removals = _claim(tx, _DUE_REMOVALS, now, limit)
    return [*removals, *_claim(tx, _DUE_EDITS, now, limit - len(removals))]


def _claim(tx: Connection, due: Select[Any], now: datetime, limit: int) -> list[OutboxEntry]:
    found = [
        _entry(row, row.tries + 1, retry_at(now, row.tries + 1, Topic(row.topic)))
        for row in tx.execute(due, {"now": now, "limit": limit})
    ]
    for entry in found:
        attempt = {
            "again": entry.retry_at,
            "first": entry.tried_at or now,
            "so_often": entry.tries,
        }
        tx.execute(_CLAIM, _which(entry) | attempt)
    return found


def complete(tx: Connection, entry: OutboxEntry, now: datetime, due: datetime) -> None:
    """Mark everything up to now as delivered, and set the next due date.

    If the entry became due while it was being delivered, it stays due.
    """
    tx.execute(_COMPLETE, _which(entry) | {"again": entry.retry_at, "now": now, "due": due})


def reschedule(tx: Connection, entry: OutboxEntry, due: datetime) -> None:
    """Set another due date, unless the entry became due while it was being handled."""
    tx.execute(_RESCHEDULE, _which(entry) | {"again": entry.retry_at, "due": due})


def retry_now(tx: Connection, now: datetime, server: ServerId | None = None) -> bool:
    """Make all edits due, on one server or on all, and all messages that could not be sent."""
    if server is None:
        return tx.execute(_RETRY_ALL, {"now": now}).rowcount > 0
    return tx.execute(_RETRY_SERVER, {"server": server, "now": now}).rowcount > 0


def drop(tx: Connection, entry: OutboxEntry) -> None:
    """Delete an entry, unless it was requested again while it was being handled."""
    tx.execute(_DROP, _which(entry))


def _entry(row: Row[Any], tries: int, due: datetime) -> OutboxEntry:
    return OutboxEntry(
        id=row.id,
        server=ServerId(row.server_id),
        topic=Topic(row.topic),
        subject=row.subject,
        channel=row.channel_id,
        since=row.since,
        sequence=row.sequence,
        tries=tries,
        tried_at=row.tried_at,
        retry_at=due,
    )


def _which(entry: OutboxEntry) -> dict[str, object]:
    return {"key": entry.id, "server": entry.server, "its_sequence": entry.sequence}
