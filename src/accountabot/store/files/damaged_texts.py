"""Read texts that a failing disk damaged, so that one of them keeps nothing else from being read.

The driver refuses a text that is not valid UTF-8, and with it all rows that the statement found:
everyone's reminders, say. So once that has happened, texts are decoded with � in the place of what
is lost. Until then, the driver's own faster way decodes them.
"""

import logging
from collections.abc import Iterator

from accountabot.store.dialect import RawConnection
from accountabot.store.driver_messages import undecodable_column
from accountabot.store.files.database_files import names_of_tables

_DAMAGED = object()
_log = logging.getLogger(__name__)


class DamagedTexts:
    """Whether a text in a database turned out to be damaged; its connections share this."""

    def __init__(self) -> None:
        self._is_known = False

    def prepare(self, connection: RawConnection) -> None:
        """Let a new connection read damaged texts, if there are any."""
        if self._is_known:
            connection.text_factory = _decode

    def accept(self, connection: RawConnection, error: BaseException | None) -> bool:
        """Let a connection read damaged texts, because work failed with `error`.

        Return False if it could read them already.
        """
        if connection.text_factory is _decode:
            return False
        connection.text_factory = _decode
        if not self._is_known:
            self._is_known = True
            _log.error(
                "A text in the column %s is damaged. � replaces the lost characters. "
                "`accountabot doctor` names the row.",
                error and undecodable_column(error),
            )
        return True


def describe_damaged(connection: RawConnection, most: int) -> list[str]:
    """Describe the first rows that have a damaged text; the connection is of no other use then."""
    connection.text_factory = _decode_or_mark
    found: list[str] = []
    for table in names_of_tables(connection):
        for row in _damaged_rows(connection, table):
            found.append(f"row {row} of {table} has a text that can't be read")
            if len(found) == most:
                return found
    return found


def _damaged_rows(connection: RawConnection, table: str) -> Iterator[int]:
    query = f'SELECT rowid, * FROM "{table}"'  # noqa: S608 - the name of a table in the file
    for row in connection.execute(query):
        if _DAMAGED in row:
            yield row[0]


def _decode(text: bytes) -> str:
    return text.decode(errors="replace")


def _decode_or_mark(text: bytes) -> object:
    try:
        return text.decode()
    except UnicodeDecodeError:
        return _DAMAGED
