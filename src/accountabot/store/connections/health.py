"""Remember why a database can't be used until somebody does something about its file."""

import logging
from collections.abc import Callable

from sqlalchemy.exc import DBAPIError

from accountabot.store import dialect
from accountabot.store.dialect import DriverError
from accountabot.store.driver_messages import driver_message
from accountabot.store.files.file_watch import FilesChanged

_log = logging.getLogger(__name__)


class DatabaseHealth:
    """A lasting error of a database, which is logged once."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.is_damaged = False
        """Whether nothing but a restart with another file helps."""
        self.reason: str | None = None
        """The error, or None if the database works."""
        self.on_change: Callable[[], None] | None = None
        """Called on the event loop when the problem begins or ends."""

    def note(self, error: BaseException | None, *, is_write: bool) -> None:
        """Note how a unit of work ended, on the event loop.

        Damage stays, although other pages can still be read and written.
        """
        before = self.reason
        if error is None:
            if is_write and self.reason and not self.is_damaged:
                _log.info("The database is writable again.")
                self.reason = None
        elif is_lasting(error) and not self.is_damaged:
            self._note_lasting(error)
        if self.on_change and (self.reason is None) != (before is None):
            self.on_change()

    def _note_lasting(self, error: BaseException) -> None:
        cause = getattr(error, "orig", None) or error  # SQLAlchemy wraps the driver's error
        is_new = self.reason is None or dialect.is_damage(cause)
        self.reason = driver_message(cause) if isinstance(cause, DriverError) else str(cause)
        self.is_damaged = dialect.is_damage(cause)
        if is_new and not isinstance(error, FilesChanged):  # which are logged when they are found
            remedy = dialect.lasting_remedy(cause)
            path = dialect.shown(self._path)
            _log.error(
                "The database %s can't be used any more (%s): %s.", path, self.reason, remedy
            )


def is_lasting(error: BaseException) -> bool:
    """Return whether an error stays until somebody does something about the file."""
    if isinstance(error, FilesChanged):
        return True
    is_of_database = isinstance(error, DBAPIError | DriverError) and dialect.is_environmental(error)
    return is_of_database and not dialect.may_pass(error)
