# ruff: noqa: ASYNC240 - the files are small
"""A deletion that was committed is repeated after a restore, and no other is."""

import json
import shutil
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from subprocess import run

import pytest

from accountabot.domain.identifiers import Member, MemberId
from accountabot.operations import backups, deletions
from accountabot.services.privacy import personal_data
from accountabot.store.backups import deletion_file, deletion_list
from accountabot.store.database import Database
from accountabot.store.errors import NotSaved
from accountabot.store.privacy.ownership import EVERYWHERE
from tests.restoring import (
    ALICE,
    BOB,
    HERE,
    NOW,
    THERE,
    alice_and_bob,
    declare,
    delete,
    make,
    owners,
    restored,
)


@pytest.fixture
async def database(migrated: Path, tmp_path: Path) -> AsyncIterator[Database]:
    async with alice_and_bob(migrated, tmp_path) as database:
        yield database


async def test_the_list_of_deletions_names_nobody_and_is_for_its_owner_alone(
    database: Database,
) -> None:
    carol = MemberId(123456789012345678)
    await declare(database, Member(HERE, carol), 9)

    await delete(database, Member(EVERYWHERE, carol))

    path = Path(database.path + deletion_file.SUFFIX)
    line = json.loads(path.read_text().splitlines()[1])
    assert line.keys() == {"number", "at", "server", "salt", "member", "is_confirmed"}
    assert str(carol) not in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600


async def test_a_deletion_is_listed_until_the_last_backup_from_before_it_is_gone(
    database: Database,
) -> None:
    make(database, keep=2)
    await delete(database, Member(HERE, BOB))
    make(database, days=1, keep=2)
    before = deletion_file.read(database.path)

    make(database, days=2, keep=2)

    assert [each.number for each in before.deletions] == [1]
    assert deletion_file.read(database.path) == (1, [], [])


async def test_without_backups_no_deletion_is_listed_for_long(database: Database) -> None:
    await delete(database, Member(HERE, BOB))

    await backups.tidy(database.path, 0, NOW)

    assert deletion_file.read(database.path) == (1, [], [])


async def test_a_deletion_that_was_not_saved_is_replaced_by_the_next(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await database.erase(lambda tx: (personal_data.delete(tx, Member(HERE, BOB), NOW), 1 / 0))
    backup = make(database)
    await delete(database, Member(HERE, ALICE))

    done = await restored(database, backup)

    assert owners(database.path) == {(2, 10), (1, 20)}
    assert done.deletions.repeated == 1


async def test_a_deletion_that_failed_is_not_repeated(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full after the list was written."""
    monkeypatch.setattr("accountabot.store.privacy.erasure.erase", full_disk)
    monkeypatch.setattr("accountabot.store.database.RETRY_DELAYS", ())
    with pytest.raises(NotSaved):
        await delete(database, Member(HERE, ALICE))
    monkeypatch.undo()
    listed = deletion_file.read(database.path)
    await declare(database, Member(HERE, ALICE), 9)

    done = await restored(database, make(database))

    assert listed.deletions == []
    assert (1, 10) in owners(database.path)
    assert done.deletions.repeated == 0


def full_disk(*_: object) -> None:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise error


KILL = """
import asyncio, os, signal, sys
from datetime import UTC, datetime
from accountabot.domain.identifiers import Member
from accountabot.operations import deletions
from accountabot.services.privacy import personal_data
from accountabot.store.database import Database

def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

async def main(path, moment):
    database = Database(f"sqlite:///{path}")
    await database.open()
    if moment == "before the commit":
        personal_data.scores.remove = kill
    else:
        deletions.settle = kill
    await deletions.delete(database, Member(1, 10), datetime.now(UTC))

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.mark.parametrize("is_started", [False, True])
@pytest.mark.parametrize(
    ("moment", "repeated"), [("before the commit", 0), ("after the commit", 1)]
)
async def test_a_kill_neither_loses_a_deletion_nor_lets_a_restore_carry_out_one_that_failed(
    database: Database, moment: str, repeated: int, *, is_started: bool
) -> None:
    backup = make(database)
    await database.close()
    killed = run([sys.executable, "-c", KILL, database.path, moment], check=False)  # noqa: S603, ASYNC221 - as below
    left = deletion_file.read(database.path).deletions
    if is_started:
        await started(database)
        left_then = deletion_file.read(database.path).deletions

    done = await restored(database, backup)

    assert killed.returncode == -signal.SIGKILL
    assert [each.is_confirmed for each in left] == [False]
    assert not is_started or [each.is_confirmed for each in left_then] == [True] * repeated
    assert done.deletions == (repeated, 0)
    assert ((1, 10) in owners(database.path)) == (not repeated)


async def started(database: Database) -> None:
    """Do what a start of the bot does about deletions."""
    again = Database(f"sqlite:///{database.path}")
    await again.open()
    await deletions.catch_up(again, NOW)
    await again.close()


async def replace_by(database: Database, backup: str) -> None:
    """Copy a backup over a database that is closed."""
    await database.close()
    for suffix in ("-wal", "-shm"):
        Path(database.path + suffix).unlink(missing_ok=True)
    shutil.copy(backup, database.path)


async def test_a_deletion_after_the_database_was_replaced_leaves_earlier_ones_in_the_list(
    database: Database,
) -> None:
    backup = make(database)
    await delete(database, Member(EVERYWHERE, ALICE))
    await replace_by(database, backup)
    again = Database(f"sqlite:///{database.path}")
    await again.open()
    await delete(again, Member(HERE, BOB))

    done = await restored(again, backup)

    assert owners(database.path) == set()
    assert done.deletions.repeated == 2


async def test_a_start_carries_out_the_deletions_that_a_replaced_database_lacks(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    backup = make(database)
    await delete(database, Member(EVERYWHERE, ALICE))
    await replace_by(database, backup)

    await started(database)
    after = owners(database.path)
    await started(database)

    assert after == {(1, 20)}
    (line,) = caplog.messages
    assert line.startswith(
        "The database is older than the list of deletions beside it: repeated 1 "
    )
    assert deletion_list.last_in(database.path) == 1


async def test_a_damaged_line_of_the_list_costs_only_itself(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    backup = make(database)
    await delete(database, Member(HERE, BOB))
    path = Path(database.path + deletion_file.SUFFIX)
    path.write_bytes(path.read_bytes() + b"{\xff\x00\n")
    await delete(database, Member(THERE, ALICE))
    kept = path.read_bytes()

    done = await restored(database, backup)
    make(database, days=7)

    assert done.deletions.repeated == 2
    assert owners(database.path) == {(1, 10)}
    assert b"{\xff\x00\n" in kept
    assert "Line 3 of the list of deletions" in caplog.text
    assert deletion_file.read(database.path) == (2, [], [])  # each backup has all deletions


async def test_nothing_is_deleted_if_that_cannot_be_listed(database: Database) -> None:
    Path(f"{database.path}{deletion_file.SUFFIX}.partial").mkdir()

    with pytest.raises(NotSaved, match="the list of deletions can't be written"):
        await database.write(personal_data.delete, Member(HERE, BOB), NOW)

    assert (1, 20) in owners(database.path)
