"""List deletions beside the database, so that restoring a backup repeats them.

Each deletion has a number, and the database has the number of its last one. So a backup says
exactly which deletions it lacks, whatever the clocks say. A deletion is listed before it is
committed, and confirmed afterwards: only confirmed ones are ever repeated.
"""

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection

from accountabot.domain.identifiers import Member
from accountabot.store import bot_state, dialect
from accountabot.store.backups import deletion_file
from accountabot.store.backups.deletion_file import Deletion, DeletionList, read
from accountabot.store.errors import NotSaved
from accountabot.store.files import database_files

_LAST = "deletions"
_LAST_IN_FILE = "SELECT value FROM bot_state WHERE key = 'deletions'"
_lock = Lock()
"""The database's thread adds deletions, the thread of backups forgets them."""


def add(tx: Connection, member: Member, now: datetime) -> None:
    """Add a deletion to the list, unconfirmed, before it is committed.

    Raises NotSaved if the list can't be written.
    """
    path = dialect.file_of(tx)
    if path == dialect.IN_MEMORY:
        return
    last = last_number(tx)
    salt = os.urandom(8).hex()
    at = now.isoformat(timespec="seconds")
    hashed = deletion_file.hash_of(member.id, salt)
    try:
        with _lock:
            listed = _without_failed(read(path, unlisted=last), last)
            number = max(last, listed.newest) + 1
            added = Deletion(number, at, member.server, salt, hashed)
            deletion_file.write(path, listed._replace(deletions=[*listed.deletions, added]))
    except OSError as error:
        raise NotSaved(f"the list of deletions can't be written: {error.strerror}") from error
    set_last(tx, number)


def last_number(tx: Connection) -> int:
    """Return the number of the last deletion in a database."""
    return int(bot_state.get(tx, _LAST) or 0)


def set_last(tx: Connection, number: int) -> None:
    """Set the number of the last deletion in a database."""
    bot_state.set(tx, _LAST, str(number))


def last_in(path: str) -> int | None:
    """Return the number of the last deletion in a file, or None if it can't be read."""
    try:
        return int(database_files.value_in(path, _LAST_IN_FILE) or 0)
    except dialect.DriverError:  # it is missing or damaged
        return None


def settle(tx: Connection) -> None:
    """Confirm listed deletions that are committed, and remove those that failed.

    Runs in a write transaction, so that no deletion is between its entry and its commit.
    """
    path = dialect.file_of(tx)
    if path != dialect.IN_MEMORY and is_kept(path):
        _settle(path, last_number(tx))


def settled_beside(path: str) -> DeletionList:
    """Settle and return the list of a database that nothing uses.

    If the database is lost, nobody knows whether the last deletion was committed. The member asked
    for it, so it counts as confirmed, but the file stays as it is: the database may be found again.
    """
    last = last_in(path)
    if last is not None:
        return _settle(path, last)
    listed = read(path)
    return _confirmed(listed, listed.newest)


def is_kept(path: str) -> bool:
    """Return whether there is a list beside a database."""
    return Path(path + deletion_file.SUFFIX).exists()


def forget(path: str, backups: Iterable[str]) -> None:
    """Remove the deletions that none of the backups lacks; unconfirmed ones stay."""
    confirmed = [each.number for each in read(path).deletions if each.is_confirmed]
    latest = max(confirmed, default=0)
    through = min((last_in(each) or 0 for each in backups), default=latest)
    with _lock:
        listed = read(path)
        left = [each for each in listed.deletions if each.number > through or not each.is_confirmed]
        # Once each backup has all deletions, it also has those on damaged lines.
        unreadable = listed.unreadable if through < max(latest, last_in(path) or 0) else []
        if (left, unreadable) != (listed.deletions, listed.unreadable):
            forgotten = max(min(through, latest), listed.forgotten)
            deletion_file.write(path, DeletionList(forgotten, left, unreadable))


def _settle(path: str, last: int) -> DeletionList:
    """Settle a list by the number of the last deletion that is committed."""
    with _lock:
        listed = read(path, unlisted=last)
        settled = _confirmed(_without_failed(listed, last), last)
        if settled != listed:
            deletion_file.write(path, settled)
    return settled


def _without_failed(listed: DeletionList, last: int) -> DeletionList:
    left = [each for each in listed.deletions if each.is_confirmed or each.number <= last]
    return listed._replace(deletions=left)


def _confirmed(listed: DeletionList, last: int) -> DeletionList:
    settled = [
        each._replace(is_confirmed=each.is_confirmed or each.number <= last)
        for each in listed.deletions
    ]
    return listed._replace(deletions=settled)
