"""Notice that the files of an open database were removed or replaced.

On Unix, a file stays open although it was removed from its folder. Then everything is written
without an error, and is gone once the process ends.
"""

import logging
import os

from accountabot.store import dialect

RESCUED = "-rescued"
"""What the name of a copy adds to that of a database that was removed."""
_log = logging.getLogger(__name__)


class FilesChanged(Exception):  # noqa: N818 - self-hosters read it as an explanation
    """The database was removed or replaced while it was open."""


class FileWatch:
    """What the files of a database were when it was opened."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._log_path = path + dialect.LOG_SUFFIX
        self._opened = {
            file: found for file in (path, self._log_path) if (found := _identity(file))
        }
        self._is_reported = False

    def check(self) -> None:
        """Raise FilesChanged unless all files are still in their place."""
        for path, opened in self._opened.items():
            if (now := _identity(path)) != opened:
                what = "replaced" if now else "removed"
                shown = dialect.shown(path)
                raise FilesChanged(f"the file {shown} was {what} while accountabot was running")
        self._is_reported = False

    def rescue(self, connection: dialect.RawConnection, changed: FilesChanged) -> None:
        """Keep what was saved, and say once in the log how to go on."""
        if self._is_reported:
            return
        self._is_reported = True
        try:
            advice = self._keep(connection)
        except (dialect.DriverError, OSError) as error:
            advice = f"It can't be copied ({error}). Stop accountabot and put the file back."
        _log.error("Nothing is saved any more: %s. %s", changed, advice)

    def _keep(self, connection: dialect.RawConnection) -> str:
        """Write everything to the file itself if only its log is gone, otherwise to a copy."""
        is_here = _identity(self._path) == self._opened.get(self._path)
        if is_here and _identity(self._log_path) in {None, self._opened.get(self._log_path)}:
            dialect.empty_log(connection)
            return "Everything so far is in the database itself: start accountabot again."
        copy = self._path + RESCUED
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL, 0o600))
        dialect.copy_to(connection, copy)
        return (
            f"Everything so far is in {dialect.shown(copy)}: stop accountabot, put it or the "
            "file in its place, and start accountabot again. Delete the copy when you "
            "don't need it any more: it keeps what members delete later."
        )


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - a Path takes as long again, before every commit
    except OSError:  # such as a folder on a disk that was unmounted
        return None
    return found.st_dev, found.st_ino
