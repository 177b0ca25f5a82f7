"""Create temporary in-memory databases for previews and simulations."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from accountabot.store.dialect import connect_in_memory
from accountabot.store.engine import wrap
from accountabot.store.schema import metadata


@contextmanager
def in_memory_database() -> Iterator[Connection]:
    """Open an empty database with all tables; closing it discards the data."""
    with wrap(connect_in_memory()) as connection:
        metadata.create_all(connection)
        yield connection
