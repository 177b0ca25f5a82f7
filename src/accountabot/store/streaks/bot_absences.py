"""Store the bot's absences and its last heartbeat."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from accountabot.domain.timelines import Interval
from accountabot.store import bot_state
from accountabot.store.dialect import insert_replacing
from accountabot.store.schema import bot_absences

_SEEN = "last connected"
_ADD = insert_replacing(bot_absences)
_LAST = (
    select(bot_absences.c.begins, bot_absences.c.ends).order_by(bot_absences.c.ends.desc()).limit(1)
)
_FIRST = (
    select(bot_absences.c.begins, bot_absences.c.ends)
    .where(bot_absences.c.ends > bindparam("since"), bot_absences.c.begins >= bindparam("since"))
    .order_by(bot_absences.c.ends)
    .limit(1)
)


def last_seen(tx: Connection) -> datetime | None:
    """Return when the bot was last known to be connected."""
    found = bot_state.get(tx, _SEEN)
    return datetime.fromisoformat(found) if found else None


def set_last_seen(tx: Connection, at: datetime) -> None:
    """Record that the bot is connected."""
    bot_state.set(tx, _SEEN, at.isoformat())


def add(tx: Connection, begins: datetime, ends: datetime) -> None:
    """Record an absence of the bot."""
    tx.execute(_ADD, {"begins": begins, "ends": ends})


def last(tx: Connection) -> Interval | None:
    """Return the bot's latest absence, or None."""
    row = tx.execute(_LAST).first()
    return (row.begins, row.ends) if row else None


def first_since(tx: Connection, since: datetime) -> Interval | None:
    """Return the bot's first absence that began at or after an instant, or None."""
    row = tx.execute(_FIRST, {"since": since}).first()
    return (row.begins, row.ends) if row else None
