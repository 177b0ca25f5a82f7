"""Tell whether a running bot uses a database, and keep bots out for a while."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

try:
    import fcntl
except ImportError:  # on Windows, where an open file can't be replaced anyway
    fcntl = None  # type: ignore[assignment]


class DatabaseInUse(Exception):  # noqa: N818 - self-hosters read it as an explanation
    """A running bot uses the database."""


@contextmanager
def sole_use(path: str) -> Iterator[None]:
    """Use a database alone; raise DatabaseInUse if a bot uses it."""
    descriptor = os.open(os.path.realpath(path) + "-lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if fcntl:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise DatabaseInUse from error
        yield
    finally:
        with suppress(OSError):
            os.close(descriptor)


def is_in_use(path: str) -> bool:
    """Return whether a running bot uses a database."""
    try:
        with sole_use(path):
            return False
    except DatabaseInUse:
        return True
