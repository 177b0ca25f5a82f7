"""Keep the few things that the bot remembers about itself."""

from sqlalchemy import Connection, bindparam, delete, insert, select

from accountabot.store.schema import facts

_GET = select(facts.c.value).where(facts.c.key == bindparam("fact"))
_DROP = delete(facts).where(facts.c.key == bindparam("fact"))


def get(tx: Connection, key: str) -> str | None:
    """Return what is remembered under `key`."""
    return tx.execute(_GET, {"fact": key}).scalar()


def set(tx: Connection, key: str, value: str) -> None:  # noqa: A001 - reads as facts.set
    """Remember `value` under `key`."""
    tx.execute(_DROP, {"fact": key})
    tx.execute(insert(facts), {"key": key, "value": value})
