"""Delete members' data, and repeat listed deletions in an older database."""

import logging
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.identifiers import Member
from accountabot.services.privacy import personal_data
from accountabot.services.privacy.personal_data import DataSummary
from accountabot.store.backups import deletion_file, deletion_list
from accountabot.store.backups.deletion_file import Deletion, DeletionList
from accountabot.store.database import Database
from accountabot.store.errors import MaybeSaved, StoreError
from accountabot.store.privacy import ownership
from accountabot.store.privacy.ownership import EVERYWHERE

_log = logging.getLogger(__name__)


class Repeated(NamedTuple):
    """The result of repeating the deletions that were missing from a database."""

    repeated: int
    """The number of deletions that were repeated."""
    forgotten: int
    """The number of deletions that are no longer listed."""


async def delete(database: Database, who: Member, now: datetime) -> DataSummary:
    """Delete a member's data; return the summary from before.

    Afterwards, confirm the entry in the list of deletions, or remove it if the deletion failed.
    """
    try:
        deleted = await database.erase(personal_data.delete, who, now)
    except MaybeSaved:
        raise  # only the next change shows whether it was committed, and then the entry is settled
    except Exception:
        await settle(database)
        raise
    await settle(database)
    return deleted


async def settle(database: Database) -> None:
    """Confirm or remove entries in the list of deletions; if that fails, a later call does it."""
    if not (database.is_file and deletion_list.is_kept(database.path)):
        return
    with suppress(StoreError, OSError):
        await database.write_first(deletion_list.settle)


async def catch_up(database: Database, now: datetime) -> None:
    """Repeat missing deletions if the database was replaced by an older one."""
    if not (database.is_file and deletion_list.is_kept(database.path)):
        return  # there is nothing to repeat
    await settle(database)
    try:
        listed = deletion_file.read(database.path)
    except OSError as error:
        _log.error("The list of deletions beside the database can't be read: %s", error.strerror)
        return
    confirmed = [each for each in listed.deletions if each.is_confirmed]
    done = await repeat(database, listed._replace(deletions=confirmed), now)
    if done != (0, 0):
        _log.warning(
            "The database is older than the list of deletions beside it: repeated %d deletion(s); "
            "%d more can't be repeated, because they are no longer listed.",
            *done,
        )


async def repeat(
    database: Database, listed: DeletionList, now: datetime, *, newest: int = 0
) -> Repeated:
    """Repeat the deletions that are missing from a database, up to at least the number `newest`."""
    last = await database.read(deletion_list.last_number)
    lacking = listed.after(last)
    for deletion in lacking:
        for member in await database.read(_members, deletion):
            await database.erase(personal_data.erase, member, now)
    newest = max(last, listed.newest, newest)
    if newest > last:
        await database.write_in_background(deletion_list.set_last, newest)
    return Repeated(len(lacking), newest - last - len(lacking))


def _members(tx: Connection, deletion: Deletion) -> list[Member]:
    """Return the member who made a deletion, unless there is nothing about them."""
    is_everywhere = deletion.server == EVERYWHERE
    servers = ownership.servers(tx) if is_everywhere else [deletion.server]
    known = {each for server in [*servers, EVERYWHERE] for each in ownership.members_of(tx, server)}
    return [Member(deletion.server, each) for each in known if deletion.is_of(each)]
