"""Word the driver's errors without values, because its messages can contain members' words.

A message is repeated only if it is one of the constants below, or names nothing but tables and
columns. Otherwise the name of SQLite's error code has to do.
"""

import re

from sqlalchemy.exc import DBAPIError

_CONSTANT = {
    "access permission denied",
    "attempt to write a readonly database",
    "authorization denied",
    "bad parameter or other API misuse",
    "Cannot operate on a closed database.",
    "cannot commit - no transaction is active",
    "cannot rollback - no transaction is active",
    "cannot start a transaction within a transaction",
    "constraint failed",
    "database disk image is malformed",
    "database is locked",
    "database or disk is full",
    "database schema has changed",
    "database table is locked",
    "datatype mismatch",
    "disk I/O error",
    "file is not a database",
    "FOREIGN KEY constraint failed",
    "interrupted",
    "large file support is disabled",
    "locking protocol",
    "malformed JSON",
    "out of memory",
    "SQL logic error",
    "string or blob too big",
    "unable to open database file",
}
_NAMES = re.compile(
    r"(?:UNIQUE|NOT NULL|CHECK) constraint failed: \w+(?:\.\w+(?:, \w+\.\w+)*)?"
    r"|no such (?:table|column|index): \w+(?:\.\w+)?"
    r"|no such savepoint: \w+"
    r"|(?:table|index) \w+ already exists"
    r"|database (?:schema|table) is locked: \w+"
)
_UNDECODABLE = re.compile(r"Could not decode to UTF-8 column '(\w+)' with text ")


def driver_message(error: BaseException) -> str:
    """Return the message of a driver error in one line, or its harmless part."""
    if isinstance(error, DBAPIError) and error.orig:
        error = error.orig
    message = " ".join(str(error).split())
    if message in _CONSTANT or _NAMES.fullmatch(message):
        return message
    if column := undecodable_column(error):
        return f"a text in the column {column} is not valid UTF-8"
    name = getattr(error, "sqlite_errorname", None)
    return str(name) if name else type(error).__name__


def undecodable_column(error: BaseException) -> str | None:
    """Return the column whose text the driver could not decode, if that is what failed."""
    if isinstance(error, DBAPIError) and error.orig:
        error = error.orig
    found = _UNDECODABLE.match(str(error))
    return found[1] if found else None
