"""Store the bot's absences and its last contact."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from accountabot.domain.timelines import Interval
from accountabot.store import bot_state
from accountabot.store.dialect import insert_replacing
from accountabot.store.schema import bot_absences

_SEEN = "last connected"
_LATEST = "latest connected"
"""The latest such time, even if the clock was set back since then."""
_ADD = insert_replacing(bot_absences)
_EXTEND = (
    update(bot_absences)
    .where(bot_absences.c.ends == bindparam("continues"))
    .values(ends=bindparam("until"))
)
_LAST = (
    select(bot_absences.c.begins, bot_absences.c.ends).order_by(bot_absences.c.ends.desc()).limit(1)
)
_FIRST = (
    select(bot_absences.c.begins, bot_absences.c.ends)
    .where(bot_absences.c.ends > bindparam("since"), bot_absences.c.begins >= bindparam("since"))
    .order_by(bot_absences.c.ends)
    .limit(1)
)
_ENDED_SINCE = (
    select(bot_absences.c.begins, bot_absences.c.ends)
    .where(bot_absences.c.ends > bindparam("since"))
    .order_by(bot_absences.c.ends)
)
_EXAMINED = "absences examined until"


def last_seen(tx: Connection, now: datetime | None = None) -> datetime | None:
    """Return when the bot was last known to be connected.

    A machine without a battery may start with an old clock. Once the clock is right again at `now`,
    the times before it was set back count, too.
    """
    seen = _get(tx, _SEEN)
    latest = _get(tx, _LATEST)
    if seen and latest and now and seen < latest <= now:
        return latest
    return seen


def set_last_seen(tx: Connection, at: datetime) -> None:
    """Record that the bot is connected."""
    latest = _get(tx, _LATEST)
    bot_state.set(tx, _SEEN, at.isoformat())
    if latest is None or latest < at:
        bot_state.set(tx, _LATEST, at.isoformat())


def forget_last_seen(tx: Connection) -> None:
    """Forget when the bot was last connected."""
    for key in (_SEEN, _LATEST):
        if bot_state.get(tx, key):
            bot_state.set(tx, key, "")


def add(tx: Connection, begins: datetime, ends: datetime) -> None:
    """Record an absence of the bot, or extend the last one if it continues."""
    if not tx.execute(_EXTEND, {"continues": begins, "until": ends}).rowcount:
        tx.execute(_ADD, {"begins": begins, "ends": ends})


def last(tx: Connection) -> Interval | None:
    """Return the bot's latest absence, or None."""
    row = tx.execute(_LAST).first()
    return (row.begins, row.ends) if row else None


def first_since(tx: Connection, since: datetime) -> Interval | None:
    """Return the bot's first absence that began at or after an instant, or None."""
    row = tx.execute(_FIRST, {"since": since}).first()
    return (row.begins, row.ends) if row else None


def ended_since(tx: Connection, since: datetime) -> list[Interval]:
    """Return the bot's absences that ended after an instant (UTC), in order."""
    return [(row.begins, row.ends) for row in tx.execute(_ENDED_SINCE, {"since": since})]


def examined_until(tx: Connection) -> datetime | None:
    """Return until when (UTC) it was found out what the absences excuse, or None."""
    return _get(tx, _EXAMINED)


def set_examined_until(tx: Connection, at: datetime) -> None:
    """Save until when it was found out what the absences excuse."""
    bot_state.set(tx, _EXAMINED, at.isoformat())


def _get(tx: Connection, key: str) -> datetime | None:
    found = bot_state.get(tx, key)
    return datetime.fromisoformat(found) if found else None
