"""List deletions in a file beside the database, so that restoring a backup repeats them.

Each deletion has a number, and the database has the number of its last one. So a backup says
exactly which deletions it lacks, whatever the clocks say.
"""

import json
import logging
import os
from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import Connection

from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.store import bot_state, database_files, dialect
from accountabot.store.errors import NotSaved

SUFFIX = "-deletions"
"""What its name adds to that of the database."""
_LAST = "deletions"
_LAST_IN_FILE = "SELECT value FROM bot_state WHERE key = 'deletions'"
_log = logging.getLogger(__name__)
_lock = Lock()
"""The database's thread adds deletions, the thread of backups forgets them."""


class Deletion(NamedTuple):
    """A deletion of a member's data, without the member's ID."""

    number: int
    at: str
    server: ServerId
    """Or EVERYWHERE."""
    salt: str
    member: str
    """The salted hash of the member's ID."""

    def is_of(self, member: MemberId) -> bool:
        """Return whether a member made the deletion."""
        return self.member == _hash(member, self.salt)


class DeletionList(NamedTuple):
    """The deletions that some backup may lack, and the number of the last one before them."""

    forgotten: int
    deletions: list[Deletion]

    @property
    def newest(self) -> int:
        """The number of the last deletion."""
        return max([self.forgotten, *(each.number for each in self.deletions)])

    def after(self, number: int) -> list[Deletion]:
        """Return the deletions after a number."""
        return [each for each in self.deletions if each.number > number]


def add(tx: Connection, member: Member, now: datetime) -> None:
    """Add a deletion to the list, before it is committed.

    If it is not committed after all, the next one has the same number and takes its place.
    Raises NotSaved if the list can't be written.
    """
    path = dialect.file_of(tx)
    if path == dialect.IN_MEMORY:
        return
    number = last_number(tx) + 1
    salt = os.urandom(8).hex()
    at = now.isoformat(timespec="seconds")
    added = Deletion(number, at, member.server, salt, _hash(member.id, salt))
    try:
        with _lock:
            listed = read(path, unlisted=number - 1)
            earlier = [each for each in listed.deletions if each.number < number]
            _write(path, DeletionList(listed.forgotten, [*earlier, added]))
    except OSError as error:
        raise NotSaved(f"the list of deletions can't be written: {error.strerror}") from error
    set_last(tx, number)


def last_number(tx: Connection) -> int:
    """Return the number of the last deletion in a database."""
    return int(bot_state.get(tx, _LAST) or 0)


def set_last(tx: Connection, number: int) -> None:
    """Set the number of the last deletion in a database."""
    bot_state.set(tx, _LAST, str(number))


def last_in(path: str) -> int:
    """Return the number of the last deletion in a file, or 0 if it can't be read."""
    try:
        return int(database_files.value_in(path, _LAST_IN_FILE) or 0)
    except dialect.DriverError:  # it is missing or damaged
        return 0


def forget(path: str, backups: Iterable[str]) -> None:
    """Remove the deletions that none of the backups lacks."""
    listed = read(path)
    if not listed.deletions:
        return
    newest = listed.deletions[-1].number
    through = min((last_in(each) for each in backups), default=newest)
    with _lock:
        listed = read(path)
        if any(each.number <= through for each in listed.deletions):
            _write(path, DeletionList(max(through, listed.forgotten), listed.after(through)))


def read(path: str, unlisted: int = 0) -> DeletionList:
    """Return the list of a database; if there is none, `unlisted` deletions are forgotten."""
    try:
        lines = Path(path + SUFFIX).read_text(encoding="utf-8").splitlines()
        header, *rest = (json.loads(line) for line in lines)
        return DeletionList(header["forgotten"], [_deletion(each) for each in rest])
    except FileNotFoundError:
        return DeletionList(unlisted, [])
    except (ValueError, TypeError, KeyError):
        _log.warning("The list of deletions beside the database is damaged, and begins anew.")
        return DeletionList(unlisted, [])


def _write(path: str, listed: DeletionList) -> None:
    """Replace the list as a whole, so that no half line can be left."""
    lines = [{"forgotten": listed.forgotten}, *(each._asdict() for each in listed.deletions)]
    partial = Path(f"{path}{SUFFIX}.partial")
    descriptor = os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(line)}\n" for line in lines)
        file.flush()
        os.fsync(descriptor)
    partial.replace(path + SUFFIX)


def _deletion(line: dict[str, Any]) -> Deletion:
    return Deletion(**line)._replace(server=ServerId(line["server"]))


def _hash(member: MemberId, salt: str) -> str:
    return blake2b(str(member).encode(), salt=bytes.fromhex(salt), digest_size=16).hexdigest()
