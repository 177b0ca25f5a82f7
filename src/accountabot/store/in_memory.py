"""Make a database that is in memory only, and gone again: for what is to be seen without having happened."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from accountabot.store.engine import view
from accountabot.store.schema import metadata


@contextmanager
def in_memory_database() -> Iterator[Connection]:
    """Open an empty database with every table; it vanishes when it is left, and with it what was written."""
    with view(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        metadata.create_all(connection)
        yield connection
