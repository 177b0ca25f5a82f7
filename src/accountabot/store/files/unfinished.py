"""Know which files are unfinished, so that a command that is stopped can delete them.

It imports only the standard library, because a command can be stopped while it starts.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_deletions: list[Callable[[], None]] = []
_undisturbed: list[None] = []


@contextmanager
def deleted_if_stopped(delete: Callable[[], None]) -> Iterator[None]:
    """Let `delete` be called if the process is stopped by a signal meanwhile."""
    _deletions.append(delete)
    try:
        yield
    finally:
        _deletions.remove(delete)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Don't let a signal stop the process halfway through renaming files."""
    _undisturbed.append(None)
    try:
        yield
    finally:
        _undisturbed.pop()


def may_stop() -> bool:
    """Return whether the process can be stopped now."""
    return not _undisturbed


def delete_all() -> None:
    """Delete every unfinished file."""
    for delete in [*_deletions]:
        delete()
