"""Every answered change is on disk, and a database that can't be opened says what to do."""

import asyncio
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from accountabot.store import bot_state, dialect
from accountabot.store.connections.session import BATCH_SIZE, QUEUE_TIMEOUT
from accountabot.store.database import Database, UnusableDatabase, unusable_error
from accountabot.store.errors import NotSaved
from accountabot.store.schema import REVISION

WRITER = """
import asyncio, sys
from accountabot.store import bot_state
from accountabot.store.database import Database

async def main():
    database = Database(sys.argv[1])
    await database.open()
    number = 0
    while True:
        await database.write(bot_state.set, f"key {number}", "kept")
        print(number, flush=True)
        number += 1

asyncio.run(main())
"""


@pytest.fixture
def copy(migrated: Path, tmp_path: Path) -> Path:
    """Copy a migrated database for one test."""
    return Path(shutil.copy(migrated, tmp_path / "copy.db"))


def lock(path: Path) -> sqlite3.Connection:
    """Lock a file as another program would, and return its connection."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


def test_every_answered_change_survives_a_kill(tmp_path: Path) -> None:
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
        kept = connection.execute("SELECT count(*) FROM bot_state").fetchone()[0]
    connection.close()

    assert kept >= len(answered)


async def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'two.db'}")
    await database.open()
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    found = await asyncio.wait_for(database.read(bot_state.get, "nothing"), 0.5)

    other.close()
    await database.close()
    assert found is None


async def test_a_failed_unit_of_work_is_rolled_back(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'undone.db'}")
    await database.open()

    def half(tx: object) -> None:
        bot_state.set(tx, "half", "done")
        raise KeyError("half")

    with pytest.raises(KeyError):
        await database.write(half)

    assert await database.read(bot_state.get, "half") is None
    await database.close()


def add(tx: Connection, key: str) -> int:
    """Set a key and return the number of keys."""
    bot_state.set(tx, key, "kept")
    return count(tx)


def count(tx: Connection) -> int:
    return int(tx.exec_driver_sql("SELECT count(*) FROM bot_state").scalar_one())


@asynccontextmanager
async def queue(database: Database) -> AsyncIterator[None]:
    """Keep the writer busy, so that units of work wait and then run in one batch."""
    began, let_go = threading.Event(), threading.Event()

    def hold(_: Connection) -> None:
        began.set()
        let_go.wait()

    busy = asyncio.create_task(database.write(hold))
    await asyncio.to_thread(began.wait)
    yield
    await asyncio.sleep(0.05)
    let_go.set()
    await busy


async def together(database: Database, *works: Callable[[Connection], Any]) -> list[Any]:
    """Run units of work in one batch, and return their results and errors."""
    async with queue(database):
        waiting = asyncio.gather(*map(database.write, works), return_exceptions=True)
    return await waiting


async def grow(database: Database, pages: int) -> None:
    """Limit the file to a number of pages."""
    thread = database._writer._thread
    await thread.run(lambda: thread.raw.execute(f"PRAGMA max_page_count={pages}").fetchone())


async def test_waiting_units_of_work_share_a_commit_in_their_order(copy: Path) -> None:
    database = Database(f"sqlite:///{copy}")
    await database.open()
    before = await database.read(count)
    commits = []

    def look(tx: Connection, key: str) -> int:
        with closing(sqlite3.connect(copy)) as other:
            commits.append(other.execute("SELECT count(*) FROM bot_state").fetchone()[0])
        return add(tx, key)

    results = await together(
        database, *(partial(look, key=f"key {n}") for n in range(BATCH_SIZE + 8))
    )

    assert results == [before + n + 1 for n in range(BATCH_SIZE + 8)]
    assert (
        commits == [before] * BATCH_SIZE + [before + BATCH_SIZE] * 8
    )  # other connections see a whole batch or nothing of it
    await database.close()


async def test_a_refused_unit_of_work_does_not_affect_the_rest_of_its_batch(copy: Path) -> None:
    database = Database(f"sqlite:///{copy}")
    await database.open()

    def refused(tx: Connection) -> None:
        add(tx, "refused")
        raise KeyError("refused")

    def twice(tx: Connection) -> None:
        tx.exec_driver_sql("INSERT INTO bot_state VALUES ('first', 'again')")

    works = [partial(add, key="first"), refused, twice, partial(add, key="last")]
    first, *errors, last = await together(database, *works)

    assert last == first + 1
    assert [type(error) for error in errors] == [KeyError, IntegrityError]
    assert await database.read(bot_state.get, "refused") is None
    assert (
        await database.read(bot_state.get, "first"),
        await database.read(bot_state.get, "last"),
    ) == (
        "kept",
        "kept",
    )
    await database.close()


async def test_if_a_batch_loses_its_transaction_each_unit_of_work_runs_alone(
    copy: Path,
) -> None:
    database = Database(f"sqlite:///{copy}")
    await database.open()

    def lose(tx: Connection) -> None:
        tx.exec_driver_sql("ROLLBACK")
        raise sqlite3.OperationalError("disk I/O error")

    first, lost, last = await together(
        database, partial(add, key="first"), lose, partial(add, key="last")
    )

    assert last == first + 1
    assert isinstance(lost, NotSaved)
    assert (
        await database.read(bot_state.get, "first"),
        await database.read(bot_state.get, "last"),
    ) == (
        "kept",
        "kept",
    )
    await database.close()


async def test_a_batch_that_can_not_be_saved_fails_for_everyone(copy: Path) -> None:
    database = Database(f"sqlite:///{copy}")
    await database.open()

    await grow(
        database,
        pages=await database.read(lambda tx: tx.exec_driver_sql("PRAGMA page_count").scalar_one()),
    )
    errors = await together(
        database, *(partial(add, key=f"key {n} {'x' * 100_000}") for n in range(3))
    )
    await grow(database, pages=1_000_000)

    assert [type(error) for error in errors] == [NotSaved] * 3
    assert "full" in str(errors[0])
    assert await database.write(add, "at last")
    await database.close()


async def test_hundreds_of_simultaneous_writes_are_all_saved(copy: Path) -> None:
    database = Database(f"sqlite:///{copy}")
    await database.open()
    before = await database.read(count)

    await asyncio.gather(*(database.write(add, f"key {n}") for n in range(500)))

    assert await database.read(count) == before + 500
    await database.close()


async def test_a_database_in_memory_works() -> None:
    database = Database(dialect.url_of(dialect.IN_MEMORY))
    await database.open()

    await database.write(bot_state.set, "key", "value")

    assert await database.read(bot_state.get, "key") == "value"
    await database.close()


async def test_a_current_database_is_opened_without_migrating(migrated: Path) -> None:
    database = Database(f"sqlite:///{migrated}")
    await database.open()

    revision = await database.read(
        lambda tx: tx.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    )

    await database.close()
    assert revision == REVISION


@pytest.mark.parametrize(
    "url", ["sqlite:////proc/nowhere/a.db", "postgresql://localhost/a", "sqlite:////", "nonsense"]
)
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
    other = lock(copy)

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
        (sqlite3.SQLITE_FULL, "free some disk space"),
        (sqlite3.SQLITE_ERROR, "set DATABASE_URL"),
    ],
)
def test_every_database_error_has_a_remedy(code: int, remedy: str) -> None:
    error = sqlite3.OperationalError("trouble")
    error.sqlite_errorcode = code

    assert remedy in str(unusable_error("a.db", error))


async def test_a_database_can_be_opened_and_closed_twice(copy: Path) -> None:
    database = Database(f"sqlite:///{copy}")

    await database.open()
    await database.open()
    await database.write(bot_state.set, "key", "value")
    await database.close()
    await database.close()


async def test_background_work_is_retried_until_the_file_is_unlocked(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accountabot.store.database.RETRY_DELAYS", (0.05, 0.1))
    monkeypatch.setattr("accountabot.store.connections.session.LOCK_TIMEOUT", 0.05)
    database = Database(f"sqlite:///{copy}")
    await database.open()
    other = lock(copy)
    writing = asyncio.create_task(database.write_in_background(bot_state.set, "key", "value"))
    await asyncio.sleep(0.08)

    other.close()
    await writing

    assert await database.read(bot_state.get, "key") == "value"
    await database.close()


async def test_background_work_gives_up_after_the_last_retry(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accountabot.store.database.RETRY_DELAYS", (0.01, 0.01))
    monkeypatch.setattr("accountabot.store.connections.session.LOCK_TIMEOUT", 0.01)
    database = Database(f"sqlite:///{copy}")
    await database.open()
    other = lock(copy)

    with pytest.raises(NotSaved, match="locked"):
        await database.write_in_background(bot_state.set, "key", "value")

    other.close()
    await database.close()


async def test_background_work_waits_for_its_turn_without_a_timeout(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accountabot.store.database.RETRY_DELAYS", ())
    database = Database(f"sqlite:///{copy}")
    await database.open()
    busy = asyncio.create_task(database.write(lambda _: time.sleep(QUEUE_TIMEOUT + 0.2)))
    await asyncio.sleep(0.05)

    in_background, in_time = await asyncio.gather(
        database.write_in_background(bot_state.set, "background", "kept"),
        database.write(bot_state.set, "timed", "kept"),
        return_exceptions=True,
    )

    await busy
    assert in_background is None
    assert isinstance(in_time, NotSaved)
    await database.close()


async def test_background_work_does_not_wait_for_a_closed_database(copy: Path) -> None:
    database = Database(f"sqlite:///{copy}")
    await database.open()
    await database.close()

    with pytest.raises(NotSaved, match="closed"):
        await asyncio.wait_for(database.write_in_background(bot_state.set, "key", "value"), 1)
