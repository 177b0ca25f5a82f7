"""What was answered is on disk, and what can't be opened says so."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from accountabot.store import facts
from accountabot.store.database import Database, UnusableDatabase
from accountabot.store.schema import REVISION

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


async def test_a_damaged_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "damaged.db"
    path.write_bytes(b"this is no database" * 100)

    with pytest.raises(UnusableDatabase, match="not a database"):
        await Database(f"sqlite:///{path}").open()


async def test_a_database_of_another_version_says_so(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")
    connection.close()

    with pytest.raises(UnusableDatabase, match="another version"):
        await Database(f"sqlite:///{path}").open()
