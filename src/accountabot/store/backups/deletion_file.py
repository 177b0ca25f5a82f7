"""Read and write the file beside the database that lists deletions."""

import json
import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from accountabot.domain.identifiers import MemberId, ServerId
from accountabot.store.backups import backup_folder

SUFFIX = "-deletions"
"""The suffix of its name."""
_HEADER = "forgotten"
_log = logging.getLogger(__name__)


class Deletion(NamedTuple):
    """A deletion of a member's data, without the member's ID."""

    number: int
    at: str
    server: ServerId
    """Or EVERYWHERE."""
    salt: str
    member: str
    """The salted hash of the member's ID."""
    is_confirmed: bool = False
    """Whether it is known to be committed."""

    def is_of(self, member: MemberId) -> bool:
        """Return whether a member made the deletion."""
        return self.member == hash_of(member, self.salt)


class DeletionList(NamedTuple):
    """The deletions that some backup may lack, and the number of the last one before them."""

    forgotten: int
    deletions: list[Deletion]
    unreadable: list[str]
    """Damaged lines, which are kept."""

    @property
    def newest(self) -> int:
        """The number of the last deletion."""
        return max([self.forgotten, *(each.number for each in self.deletions)])

    def after(self, number: int) -> list[Deletion]:
        """Return the deletions after a number."""
        return [each for each in self.deletions if each.number > number]


def hash_of(member: MemberId, salt: str) -> str:
    """Return the salted hash of a member's ID."""
    return blake2b(str(member).encode(), salt=bytes.fromhex(salt), digest_size=16).hexdigest()


def read(path: str, unlisted: int = 0) -> DeletionList:
    """Return the list of a database; if it doesn't say how many are forgotten, `unlisted` are."""
    try:
        text = Path(path + SUFFIX).read_text(encoding="utf-8", errors="surrogateescape")
    except (FileNotFoundError, NotADirectoryError):
        text = ""
    listed = DeletionList(unlisted, [], [])
    for number, line in enumerate(text.split("\n"), 1):
        try:
            listed = _with_line(listed, json.loads(line)) if line else listed
        except (ValueError, TypeError, KeyError):
            listed.unreadable.append(line)
            _log.warning("Line %d of the list of deletions beside the database is damaged.", number)
    return listed


def _with_line(listed: DeletionList, line: dict[str, Any]) -> DeletionList:
    """Add the entry of a line to a list."""
    if _HEADER in line:
        return listed._replace(forgotten=int(line[_HEADER]))
    deletion = Deletion(**line)
    bytes.fromhex(deletion.salt)
    known = deletion._replace(number=int(deletion.number), server=ServerId(int(deletion.server)))
    return listed._replace(deletions=[*listed.deletions, known])


def write(path: str, listed: DeletionList) -> None:
    """Replace the list as a whole, so that no half line can be left, and sync it to the disk."""
    partial = Path(f"{path}{SUFFIX}.partial")
    descriptor = os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.writelines(f"{line}\n" for line in _lines(listed))
        file.flush()
        os.fsync(descriptor)
    partial.replace(path + SUFFIX)
    with suppress(OSError):  # some file systems can't sync folders
        backup_folder.sync_folder(partial.parent)


def _lines(listed: DeletionList) -> Iterator[str]:
    yield json.dumps({_HEADER: listed.forgotten})
    yield from listed.unreadable
    for each in listed.deletions:
        yield json.dumps(each._asdict())
