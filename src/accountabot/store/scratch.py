"""Make a database that is in memory only, and gone again: for what is to be seen without having happened."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from accountabot.store.schema import metadata


@contextmanager
def scratch() -> Iterator[Connection]:
    """Open an empty database with every table; it vanishes when it is left, and with it what was written."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.begin() as connection:
            metadata.create_all(connection)
            yield connection
    finally:
        engine.dispose()
