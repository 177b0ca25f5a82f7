"""Keep bots out of a database for a while."""

from collections.abc import Iterator
from contextlib import contextmanager

from accountabot.store import dialect
from accountabot.store.files.process_lock import InUse, ProcessLock


class DatabaseInUse(Exception):  # noqa: N818 - self-hosters read it as an explanation
    """Another process uses the database; the message says which."""


@contextmanager
def sole_use(path: str) -> Iterator[None]:
    """Use a database alone; raise DatabaseInUse if a bot uses it."""
    lock = ProcessLock(path)
    try:
        lock.acquire()
    except InUse as error:
        raise DatabaseInUse(f"A running bot uses {dialect.shown(path)}: stop it first.") from error
    try:
        yield
    finally:
        lock.release()
