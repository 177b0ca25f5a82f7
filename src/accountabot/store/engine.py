"""Share one compiled-statement cache between all connections."""

from functools import cache
from threading import local

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import NullPool

from accountabot.store.dialect import DRIVER, RawConnection

CACHED_STATEMENTS = 2000
"""More than there are statements, so none is compiled twice."""

# SQLAlchemy keeps compiled statements for each engine. An engine per connection would compile them
# all again for each export and each preview: 25 ms instead of 0.8 ms for one query per table.
# `execution_options(compiled_cache=...)` can't help, because its keys contain the engine's dialect.
# So there is one engine, and its `creator`, which takes no arguments, finds the connection here.
_current = local()


def wrap(raw: RawConnection) -> Connection:
    """Wrap a driver connection in an SQLAlchemy connection; closing it closes both."""
    _current.raw = raw
    return _engine().connect()


@cache
def _engine() -> Engine:
    return create_engine(
        f"{DRIVER}://",
        creator=lambda: _current.raw,
        poolclass=NullPool,
        query_cache_size=CACHED_STATEMENTS,
        hide_parameters=True,  # errors would show members' words
    )
