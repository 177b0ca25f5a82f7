"""Find the edits that wait until an archived thread is opened."""

from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, exists, or_, select, update

from accountabot.domain.delivery.outbox import WAITS_FOR_PEOPLE, Topic
from accountabot.domain.goals.record import EventKind
from accountabot.domain.identifiers import ServerId
from accountabot.store.schema import outbox, posts, record

_of_undone = exists().where(
    posts.c.entry_id == outbox.c.subject, posts.c.channel_id == bindparam("channel")
)
_of_card = exists().where(
    record.c.server_id == outbox.c.server_id,
    record.c.goal_id == outbox.c.subject,
    record.c.kind == EventKind.DECLARED,
    posts.c.entry_id == record.c.id,
    posts.c.channel_id == bindparam("channel"),
)
_WAITING = (
    outbox.c.server_id == bindparam("server"),
    outbox.c.due_at > bindparam("soon"),
    or_(
        and_(outbox.c.topic == Topic.REDACTION, outbox.c.channel_id == bindparam("channel")),
        and_(outbox.c.topic == Topic.TAKE_DOWN, outbox.c.channel_id == bindparam("channel")),
        and_(outbox.c.topic == Topic.UNDONE_ACTION, _of_undone),
        and_(outbox.c.topic == Topic.GOAL_CARD, _of_card),
    ),
)
_ANY = select(outbox.c.id).where(*_WAITING).limit(1)
_RETRY = update(outbox).where(*_WAITING).values(due_at=bindparam("now"))
_RETRY_CARDS = _RETRY.where(outbox.c.topic == Topic.GOAL_CARD)


def are_in(tx: Connection, server: ServerId, channel: int, now: datetime) -> bool:
    """Return whether edits wait in a thread; those that are due soon anyway don't count."""
    return tx.execute(_ANY, _which(server, channel, now)).first() is not None


def retry(
    tx: Connection, server: ServerId, channel: int, now: datetime, *, are_cards: bool
) -> None:
    """Make all edits due that wait in a thread, or only those of cards."""
    tx.execute(_RETRY_CARDS if are_cards else _RETRY, _which(server, channel, now) | {"now": now})


def _which(server: ServerId, channel: int, now: datetime) -> dict[str, object]:
    return {"server": server, "channel": channel, "soon": now + WAITS_FOR_PEOPLE}
