"""Notice that the files of an open database were removed, replaced or overwritten.

On Unix, a file stays open although it was removed from its folder. Then everything is written
without an error, and is gone once the process ends.
"""

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from threading import Lock

from accountabot.store import dialect
from accountabot.store.driver_messages import driver_message
from accountabot.store.files import file_mark, log_aside
from accountabot.store.files.file_mark import FileMarks, inode_of
from accountabot.store.files.log_aside import LogAside
from accountabot.store.files.rescued import new_rescued_path

_log = logging.getLogger(__name__)


class FilesChanged(Exception):  # noqa: N818 - self-hosters read it as an explanation
    """The database was removed, replaced or overwritten while it was open."""


class FileWatch:
    """The identity of a database's files when it was opened."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._log_path = file_mark.log_of(path)
        self._opened = {file: found for file in (path, self._log_path) if (found := inode_of(file))}
        # To close this before the database's connections would release their locks.
        self._descriptor = os.open(path, os.O_RDONLY) if file_mark.IS_SUPPORTED else None
        self._marks: tuple[int, ...] = ()
        self._is_reported = False
        self._aside: LogAside | None = None
        self._lock = Lock()  # the event loop checks, too
        self._save: Callable[[str], object] = str
        self._data_version = 0

    def begin(self, connection: dialect.RawConnection, save: Callable[[str], None]) -> None:
        """Mark the file, empty its log, and save how it can be recognised.

        Raises DriverError if the file can't be written. Both marks are saved before the new one is
        written: the process can be killed between the two.
        """
        self._save = save
        self._data_version = dialect.data_version(connection)
        mark = file_mark.new_mark()
        before = self._mark()
        if before is not None:
            self._set_marks((before, mark))
        dialect.write_mark(connection, mark)
        dialect.empty_log(connection)
        if before is not None and self._mark() == mark:  # another program can keep the log
            self._set_marks((mark,))

    def check(self) -> None:
        """Raise FilesChanged unless all files are still in their place."""
        if self._aside and inode_of(self._path) == self._opened.get(self._path):
            self._put_log_back()
        for path, opened in self._opened.items():
            if (now := inode_of(path)) != opened:
                raise self._changed(path, "replaced" if now else "removed")
        if self._is_overwritten():
            raise self._changed(self._path, "overwritten")
        self._is_reported = False

    def rescue(self, connection: dialect.RawConnection, changed: FilesChanged) -> None:
        """Keep the saved data, keep the log from another file, and log the remedy once."""
        if self._is_reported or self._accept(connection):
            return
        self._is_reported = True
        try:
            advice = self._keep(connection)
        except (dialect.DriverError, OSError) as error:
            reason = driver_message(error) if isinstance(error, dialect.DriverError) else error
            advice = f"No copy can be made ({reason}). Stop accountabot and put the file back."
        _log.error("Saving has stopped: %s. %s", str(changed), advice)

    def close(self) -> None:
        """Release the file, once no connection has it open; delete a log that is empty."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        if self._aside:
            self._aside.discard_if_empty()

    def _keep(self, connection: dialect.RawConnection) -> str:
        """Save the log's data, and copy the database if it was removed."""
        if self._is_overwritten():
            log_aside.cut_off(self._log_path)
            return (
                "Its former content can't be copied any more. Stop accountabot, restore a backup "
                "with accountabot restore, and start accountabot again. If you overwrote it with "
                "another database on purpose, just start accountabot again."
            )
        is_here = inode_of(self._path) == self._opened.get(self._path)
        if is_here and inode_of(self._log_path) in {None, self._opened.get(self._log_path)}:
            dialect.empty_log(connection)
            return "All data so far is in the database file: restart accountabot."
        with suppress(dialect.DriverError):  # wherever the file is now, it is whole without its log
            dialect.empty_log(connection)
        try:
            return self._copy(connection)
        finally:
            self._put_log_aside()

    def _copy(self, connection: dialect.RawConnection) -> str:
        copy = new_rescued_path(self._path)
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            dialect.copy_to(connection, copy)
        except BaseException:
            os.unlink(copy)  # noqa: PTH108 - it is a string
            raise
        path = dialect.shown(self._path)
        go_on = f" To continue with the file that is now at {path}, leave it there."
        return (
            f"All data so far is in {dialect.shown(copy)}: stop accountabot, move this copy or the "
            f"former file to {path}, and start accountabot again."
            f"{go_on if inode_of(self._path) else ''} Delete the copy when you no longer "
            "need it: it keeps data that members delete later."
        )

    def _accept(self, connection: dialect.RawConnection) -> bool:
        """Accept another mark if a program wrote it through SQLite: the log is right then."""
        mark = self._mark()
        if mark is None or not self._is_overwritten():
            return False
        with suppress(dialect.DriverError):
            is_written = dialect.data_version(connection) != self._data_version
            if is_written and dialect.mark_in(connection) == mark:
                self._set_marks((mark,))
                return True
        return False

    def _put_log_aside(self) -> None:
        """Rename the log, because SQLite would write it into another file in this place."""
        with self._lock, suppress(OSError):
            if not self._aside and inode_of(self._log_path) == self._opened.get(self._log_path):
                self._aside = LogAside(self._log_path)

    def _put_log_back(self) -> None:
        with self._lock, suppress(OSError):
            if self._aside and not inode_of(self._log_path):
                self._aside.put_back()
                self._aside = None

    def _is_overwritten(self) -> bool:
        return bool(self._marks) and self._mark() not in self._marks

    def _mark(self) -> int | None:
        return None if self._descriptor is None else file_mark.mark_of(self._descriptor)

    def _set_marks(self, marks: tuple[int, ...]) -> None:
        self._marks = marks
        files = (self._opened.get(self._path), self._opened.get(self._log_path))
        self._save(FileMarks(*files, marks).as_json())

    @staticmethod
    def _changed(path: str, what: str) -> FilesChanged:
        shown = dialect.shown(path)
        return FilesChanged(f"the file {shown} was {what} while accountabot was running")
