"""Write a new file beside its place, which it takes only when it is whole."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from accountabot.store.files import database_files
from accountabot.store.files.process_lock import SUFFIX, InUse, ProcessLock
from accountabot.store.files.unfinished import deleted_if_stopped

PARTIAL = ".partial"
"""What the name of an unfinished file ends in."""


class StillWritten(OSError):  # noqa: N818 - self-hosters read it as an explanation
    """Another process is writing the same file; the message says so."""


@contextmanager
def scratch_file(path: str) -> Iterator[str]:
    """Yield a temporary path for unfinished content, and delete leftover files afterwards.

    What a killed process left of it is deleted first. Raises StillWritten if a running process
    writes it, which has it locked.
    """
    name = f"{path}{PARTIAL}"
    lock = _lock(path)
    try:
        with deleted_if_stopped(partial(_delete, path)):
            database_files.remove(name)
            yield name
    finally:
        _delete(path)
        lock.release()


def _lock(path: str) -> ProcessLock:
    lock = ProcessLock(path)
    try:
        lock.acquire()
    except InUse as error:
        raise StillWritten(f"another process is writing {path}: wait until it is done") from error
    except OSError as error:  # which names the lock, but the folder is what can be changed
        folder = str(Path(path).absolute().parent)
        raise OSError(error.errno, error.strerror, folder) from error
    return lock


def _delete(path: str) -> None:
    with suppress(OSError):  # an error before this one says what is wrong
        database_files.remove(path + PARTIAL)
        Path(path + SUFFIX).unlink(missing_ok=True)
