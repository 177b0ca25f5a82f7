"""Store the bot's own state as key-value pairs."""

from sqlalchemy import Connection, bindparam, select
from sqlalchemy import delete as delete_from

from accountabot.store.dialect import insert_replacing
from accountabot.store.schema import bot_state

_GET = select(bot_state.c.value).where(bot_state.c.key == bindparam("wanted"))
_SET = insert_replacing(bot_state)
_DELETE = delete_from(bot_state).where(bot_state.c.key == bindparam("unwanted"))


def get(tx: Connection, key: str) -> str | None:
    """Return the value of a key, or None."""
    return tx.execute(_GET, {"wanted": key}).scalar()


def set(tx: Connection, key: str, value: str) -> None:  # noqa: A001 - reads as bot_state.set
    """Set the value of a key."""
    tx.execute(_SET, {"key": key, "value": value})


def delete(tx: Connection, key: str) -> None:
    """Delete a key and its value."""
    tx.execute(_DELETE, {"unwanted": key})
