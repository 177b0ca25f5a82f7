"""Give SQLAlchemy's view of a connection: what was compiled for one of them is compiled for all."""

import sqlite3
from functools import cache
from threading import local

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import NullPool

STATEMENTS = 2000
"""More than there are, so that none is compiled twice."""

_here = local()


def view(raw: sqlite3.Connection) -> Connection:
    """Return SQLAlchemy's view of a connection of sqlite3's, for the thread that asks; closing one closes both."""
    _here.raw = raw
    return _engine().connect()


@cache
def _engine() -> Engine:
    return create_engine(
        "sqlite://", creator=lambda: _here.raw, poolclass=NullPool, query_cache_size=STATEMENTS
    )
