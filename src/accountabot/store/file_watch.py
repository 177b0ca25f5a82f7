"""Notice that the files of an open database were removed or replaced.

On Unix, a file stays open although it was removed from its folder. Then everything is written
without an error, and is gone once the process ends.
"""

import logging
import os

from accountabot.store import dialect

_log = logging.getLogger(__name__)


class FilesChanged(Exception):  # noqa: N818 - self-hosters read it as an explanation
    """The database was removed or replaced while it was open."""


class FileWatch:
    """What the files of a database were when it was opened."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._opened = {
            file: found for file in (path, path + dialect.LOG_SUFFIX) if (found := _identity(file))
        }
        self._is_reported = False

    def check(self) -> None:
        """Raise FilesChanged unless all files are still in their place; log the first time."""
        change = self._change()
        if change and not self._is_reported:
            _log.error(
                "Nothing is saved any more: %s. Stop accountabot, put the files of %s back, "
                "and start it again.",
                change,
                dialect.shown(self._path),
            )
        self._is_reported = change is not None
        if change:
            raise FilesChanged(change)

    def _change(self) -> str | None:
        for path, opened in self._opened.items():
            if (now := _identity(path)) != opened:
                what = "replaced" if now else "removed"
                shown = dialect.shown(path)
                return f"the file {shown} was {what} while accountabot was running"
        return None

    def is_log_free(self) -> bool:
        """Return whether no other process can have written a log of its own."""
        path = self._path + dialect.LOG_SUFFIX
        return _identity(path) in {None, self._opened.get(path)}


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - a Path takes as long again, before every commit
    except OSError:  # such as a folder on a disk that was unmounted
        return None
    return found.st_dev, found.st_ino
