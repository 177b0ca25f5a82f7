"""What was answered is on disk, and what can't be opened says so."""

import asyncio
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from accountabot.store import facts
from accountabot.store.database import PAUSES, Database, UnusableDatabase, unusable
from accountabot.store.schema import REVISION
from accountabot.store.session import QUEUE_WAIT, NotSaved

WRITER = """
import asyncio, sys
from accountabot.store import facts
from accountabot.store.database import Database

async def main():
    database = Database(sys.argv[1])
    await database.open()
    number = 0
    while True:
        await database.write(facts.set, f"fact {number}", "kept")
        print(number, flush=True)
        number += 1

asyncio.run(main())
"""


@pytest.fixture
def copy(migrated: Path, tmp_path: Path) -> Path:
    """A current database of this test's own."""
    return Path(shutil.copy(migrated, tmp_path / "copy.db"))


def held(path: Path) -> sqlite3.Connection:
    """Return another program's connection, which lets nobody else write."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


def test_whatever_was_answered_survives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "killed.db"
    process = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", WRITER, f"sqlite:///{path}"], stdout=subprocess.PIPE, text=True
    )
    answered = [next(process.stdout) for _ in range(40)]
    process.send_signal(signal.SIGKILL)
    answered += process.stdout.read().splitlines()
    process.wait()
    process.stdout.close()

    with sqlite3.connect(path) as connection:
        kept = connection.execute("SELECT count(*) FROM facts").fetchone()[0]
    connection.close()

    assert kept >= len(answered)


async def test_a_reader_is_not_held_up_by_a_writer(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'two.db'}")
    await database.open()
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    found = await asyncio.wait_for(database.read(facts.get, "nothing"), 0.5)

    other.close()
    await database.close()
    assert found is None


async def test_a_unit_of_work_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'undone.db'}")
    await database.open()

    def half(tx: object) -> None:
        facts.set(tx, "half", "done")
        raise KeyError("half")

    with pytest.raises(KeyError):
        await database.write(half)

    assert await database.read(facts.get, "half") is None
    await database.close()


async def test_a_database_in_memory_serves_as_well() -> None:
    database = Database("sqlite://")
    await database.open()

    await database.write(facts.set, "key", "value")

    assert await database.read(facts.get, "key") == "value"
    await database.close()


async def test_a_current_database_is_opened_without_migrating(migrated: Path) -> None:
    database = Database(f"sqlite:///{migrated}")
    await database.open()

    revision = await database.read(lambda tx: tx.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())

    await database.close()
    assert revision == REVISION


@pytest.mark.parametrize("url", ["sqlite:////proc/nowhere/a.db", "postgresql://localhost/a", "sqlite:////", "nonsense"])
async def test_a_database_that_can_not_be_opened_says_so(url: str) -> None:
    with pytest.raises(UnusableDatabase):
        await Database(url).open()


async def test_a_damaged_database_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "damaged.db"
    path.write_bytes(b"this is no database" * 100)

    with pytest.raises(UnusableDatabase, match=r"not a database.*restore a backup"):
        await Database(f"sqlite:///{path}").open()


async def test_a_database_of_a_newer_version_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")
    connection.close()

    with pytest.raises(UnusableDatabase, match=r"9999.*newer.*update accountabot"):
        await Database(f"sqlite:///{path}").open()


async def test_a_database_that_another_program_uses_says_what_to_do(copy: Path) -> None:
    other = held(copy)

    with pytest.raises(UnusableDatabase, match=r"locked.*stop the other program"):
        await Database(f"sqlite:///{copy}").open()

    other.close()


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "stop the other program"),
        (sqlite3.SQLITE_CORRUPT, "restore a backup"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "folder writable"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "folder writable"),
        (sqlite3.SQLITE_FULL, "make room"),
        (sqlite3.SQLITE_ERROR, "set DATABASE_URL"),
    ],
)
def test_every_trouble_of_a_database_has_its_remedy(code: int, remedy: str) -> None:
    error = sqlite3.OperationalError("trouble")
    error.sqlite_errorcode = code

    assert remedy in str(unusable("a.db", error))


async def test_a_database_may_be_opened_and_closed_twice(copy: Path) -> None:
    database = Database(f"sqlite:///{copy}")

    await database.open()
    await database.open()
    await database.write(facts.set, "key", "value")
    await database.close()
    await database.close()


async def test_background_work_is_tried_until_the_file_is_free(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accountabot.store.database.PAUSES", (0.05, 0.1))
    monkeypatch.setattr("accountabot.store.session.LOCK_WAIT", 0.05)
    database = Database(f"sqlite:///{copy}")
    await database.open()
    other = held(copy)
    writing = asyncio.create_task(database.write_patiently(facts.set, "key", "value"))
    await asyncio.sleep(0.08)

    other.close()
    await writing

    assert await database.read(facts.get, "key") == "value"
    await database.close()


async def test_background_work_gives_up_in_the_end(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accountabot.store.database.PAUSES", (0.01, 0.01))
    monkeypatch.setattr("accountabot.store.session.LOCK_WAIT", 0.01)
    database = Database(f"sqlite:///{copy}")
    await database.open()
    other = held(copy)

    with pytest.raises(NotSaved, match="locked"):
        await database.write_patiently(facts.set, "key", "value")

    other.close()
    await database.close()


async def test_background_work_waits_for_its_turn_however_long(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accountabot.store.database.PAUSES", ())
    database = Database(f"sqlite:///{copy}")
    await database.open()
    busy = asyncio.create_task(database.write(lambda _: time.sleep(QUEUE_WAIT + 0.2)))
    await asyncio.sleep(0.05)

    patient, hasty = await asyncio.gather(
        database.write_patiently(facts.set, "patient", "kept"),
        database.write(facts.set, "hasty", "kept"),
        return_exceptions=True,
    )

    await busy
    assert patient is None
    assert isinstance(hasty, NotSaved)
    await database.close()


async def test_background_work_does_not_wait_for_a_closed_database(copy: Path) -> None:
    database = Database(f"sqlite:///{copy}")
    await database.open()
    await database.close()

    with pytest.raises(NotSaved, match="closed"):
        await asyncio.wait_for(database.write_patiently(facts.set, "key", "value"), 1)


def test_background_work_pauses_for_five_seconds_at_least() -> None:
    assert min(PAUSES) >= 5
    assert sorted(PAUSES) == list(PAUSES)
