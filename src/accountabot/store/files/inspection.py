"""Inspect a database file without ever opening it for writing."""

from contextlib import closing, suppress
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.store import dialect, migrations
from accountabot.store.engine import wrap
from accountabot.store.files.damaged_texts import describe_damaged
from accountabot.store.goals import goals
from accountabot.store.schema import REVISION

MOST_PROBLEMS = 3


class FileReport(NamedTuple):
    """The schema and the problems of a file."""

    revision: str | None
    """The revision of its schema; None if it isn't a database of the bot."""
    problems: list[str]
    """The first problems of its pages, references and texts."""
    is_complete: bool
    """Whether the time was enough to check all of it."""


def inspect_file(path: str, seconds: float) -> FileReport:
    """Check all pages of a file and all references in it, for some seconds at most.

    Raises DriverError if the file can't be read.
    """
    report = _inspect(path, seconds)
    if report.problems and dialect.has_log(path):  # a bot may have begun to write meanwhile
        return _inspect(path, seconds)
    return report


def open_to_read(path: str) -> Connection:
    """Open a file for reading only; raise DriverError if that is impossible."""
    return wrap(dialect.connect_to_read(path))


def _inspect(path: str, seconds: float) -> FileReport:
    problems, is_complete = [], True
    with closing(dialect.connect_to_read(path)) as raw:
        try:
            with dialect.interrupted_after(raw, seconds):
                problems = dialect.integrity_problems(raw, MOST_PROBLEMS)
                problems = problems or describe_damaged(raw, MOST_PROBLEMS)
        except dialect.DriverError as error:
            if not dialect.is_interrupted(error):
                raise
            is_complete = False
        revision = inspect_revision(path)
    if is_complete and not problems and revision == REVISION:
        problems = _unreadable_goals(path)
    return FileReport(revision, problems, is_complete)


def _unreadable_goals(path: str) -> list[str]:
    with open_to_read(path) as tx:
        found = islice(goals.unreadable(tx), MOST_PROBLEMS)
        return [f"a row of goal {key} can't be read" for key in found]


def inspect_revision(path: str) -> str | None:
    """Return the revision of a file's schema, None if it isn't a database of the bot.

    Raises DriverError if the file can't be read.
    """
    with open_to_read(path) as connection:
        return migrations.revision_of(connection)


def size_of(path: str) -> int:
    """Return the bytes of a file and its write-ahead log."""
    size = 0
    for each in dialect.files_of(path):
        with suppress(OSError):
            size += each.stat().st_size
    return size
