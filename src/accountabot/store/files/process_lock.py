"""Let one process at a time use a database.

Any number of processes can write to a database file in turn. But two bots would both greet a
newcomer and both post a reminder, so a lock on a file beside the database keeps the second one out.
The operating system releases it when the process ends, however it ends, so none is left behind.
"""

import errno
import logging
import os
from pathlib import Path

from accountabot.store import dialect

try:
    import fcntl
except ImportError:  # on Windows
    fcntl = None  # type: ignore[assignment]

SUFFIX = "-lock"
_LONGEST_NOTE = 1000
_NOTE_WIDTH = 200
"""A shorter note is padded with spaces, because truncating the file would be a second step."""
_UNSUPPORTED = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
"""The errors of file systems that have no locks, such as some that are mounted over a network."""
_HELD = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
"""The errors of a lock that another process holds, on Unix and on Windows."""

_log = logging.getLogger(__name__)


class InUse(Exception):  # noqa: N818 - self-hosters read it as an explanation
    """Another process uses the database."""


class ProcessLock:
    """A lock on a file of its own: to open and close the database's would release its locks."""

    def __init__(self, path: str) -> None:
        self._path = os.path.realpath(path) + SUFFIX  # a link must lead to the same lock
        self._descriptor: int | None = None
        self._is_reported = False

    def acquire(self) -> None:
        """Take the lock; raise InUse if another process has it.

        The file stays when the lock is released: a process could be waiting for it to be locked.
        """
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
        except OSError as error:
            if error.errno in _HELD:
                os.close(descriptor)
                raise InUse from error
            if error.errno not in _UNSUPPORTED:
                os.close(descriptor)
                raise
            _log.warning(
                "%s can't be locked (%s): make sure that no second bot uses this database.",
                Path(self._path).parent,
                error.strerror,
            )
        self._descriptor = descriptor

    def note(self) -> str:
        """Return the note of the last process that had the lock."""
        if self._descriptor is None or not hasattr(os, "pread"):  # on Windows
            return ""
        return os.pread(self._descriptor, _LONGEST_NOTE, 0).decode(errors="replace")

    def set_note(self, text: str) -> None:
        """Keep a note for the next process, on the disk."""
        if self._descriptor is not None and hasattr(os, "pwrite"):
            os.pwrite(self._descriptor, f"{text:{_NOTE_WIDTH}}".encode(), 0)
            os.fsync(self._descriptor)

    def renew(self) -> None:
        """Lock the file again if it was removed; log an error if another process was faster."""
        held = self._descriptor
        if held is None or _is_at(held, self._path):
            return
        note = self.note()
        try:
            self.acquire()
            self.set_note(note)
        except (InUse, OSError) as error:
            self._report(error)
            self._descriptor = held
        else:
            self._is_reported = False
            os.close(held)
            _log.warning("The file %s was removed, and is locked again.", dialect.shown(self._path))

    def _report(self, error: Exception) -> None:
        if self._is_reported:
            return
        self._is_reported = True
        path = dialect.shown(self._path)
        if isinstance(error, InUse):
            _log.error(
                "The file %s was removed, and a second bot uses the database: stop one of the two.",
                path,
            )
        else:
            _log.error("The file %s was removed, and can't be locked again: %s", path, error)

    def release(self) -> None:
        """Release the lock if it is held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _is_at(descriptor: int, path: str) -> bool:
    """Return whether an open file is still the one with this name."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))  # noqa: PTH116 - a string
    except FileNotFoundError:
        return False


def _lock(descriptor: int) -> None:
    if fcntl:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        import msvcrt  # noqa: PLC0415 - there is no such module on Unix

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
