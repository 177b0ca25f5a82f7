"""Whatever happens to the file, nothing is reported as saved that is lost later."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from accountabot.store import bot_state
from accountabot.store.database import Database, UnusableDatabase
from accountabot.store.errors import NotRead, NotSaved
from accountabot.store.files.process_lock import ProcessLock
from tests.store.files import kept, open_and_close, rescued

HOLDER = """
import asyncio, sys
from accountabot.store.database import Database

async def main():
    await Database(sys.argv[1]).open()
    print("open", flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.fixture
def copy(migrated: Path, tmp_path: Path) -> Path:
    """Copy a migrated database for one test."""
    return Path(shutil.copy(migrated, tmp_path / "copy.db"))


@pytest.fixture
async def database(copy: Path) -> AsyncIterator[Database]:
    opened = Database(f"sqlite:///{copy}")
    await opened.open()
    yield opened
    await opened.close()


def remove(path: Path) -> None:
    path.unlink()


def replace(path: Path) -> None:
    Path(shutil.copy(path, path.with_suffix(".other"))).replace(path)


def move(path: Path, to: Path) -> None:
    path.rename(to)


def move_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("moved"))


def exists(path: Path) -> bool:
    return path.exists()


@pytest.mark.parametrize("change", [remove, replace, move_folder])
async def test_nothing_is_reported_as_saved_once_the_file_is_gone(
    database: Database,
    copy: Path,
    caplog: pytest.LogCaptureFixture,
    change: Callable[[Path], None],
) -> None:
    await database.write(bot_state.set, "before", "kept")

    change(copy)
    began = time.perf_counter()
    with pytest.raises(NotSaved, match=r"was (removed|replaced) while accountabot was running"):
        await database.write(bot_state.set, "after", "lost")
    with pytest.raises(NotSaved):
        await database.write_in_background(bot_state.set, "after", "lost")
    with pytest.raises(NotRead):
        await database.read_in_background(bot_state.get, "before")

    assert time.perf_counter() - began < 2
    assert caplog.text.count("Saving has stopped") == 1
    assert exists(copy) == (change is replace)
    if change is not move_folder:
        assert kept(rescued(copy)) == ["before"]
        assert "All data so far is in" in caplog.text


async def test_a_removed_log_loses_nothing_that_was_reported_as_saved(
    database: Database, copy: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await database.write(bot_state.set, "before", "kept")

    copy.with_name("copy.db-wal").unlink()
    with pytest.raises(NotSaved, match=r"copy\.db-wal was removed"):
        await database.write(bot_state.set, "after", "lost")

    assert "restart accountabot" in caplog.text
    assert kept(copy) == ["before"]


async def test_saving_goes_on_when_the_file_is_put_back(database: Database, copy: Path) -> None:
    aside = copy.with_suffix(".aside")
    move(copy, aside)
    with pytest.raises(NotSaved):
        await database.write(bot_state.set, "key", "lost")

    move(aside, copy)
    await database.write(bot_state.set, "key", "kept")

    assert kept(copy) == ["key"]


async def test_a_new_database_is_whole_without_its_log(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    database = Database(f"sqlite:///{path}")
    await database.open()

    with closing(sqlite3.connect(shutil.copy(path, tmp_path / "alone.db"))) as connection:
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]

    await database.close()
    assert tables > 20


def test_a_second_process_is_refused_until_the_first_one_is_gone(copy: Path) -> None:
    url = f"sqlite:///{copy}"
    link = copy.with_name("link.db")
    link.symlink_to(copy)
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", HOLDER, url], stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout.readline() == "open\n"
        for path in (url, f"sqlite:///{link}"):
            with pytest.raises(UnusableDatabase, match=r"Another process .*: stop it first"):
                asyncio.run(open_and_close(path))
        first.kill()

    asyncio.run(open_and_close(url))


async def test_a_database_that_could_not_be_opened_is_free_for_others(copy: Path) -> None:
    with closing(sqlite3.connect(copy, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UnusableDatabase, match="locked"):
            await Database(f"sqlite:///{copy}").open()

    await open_and_close(f"sqlite:///{copy}")


async def test_a_file_that_can_not_be_written_is_reported_at_once(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_only(copy, monkeypatch)
    began = time.perf_counter()

    with pytest.raises(UnusableDatabase, match=r"readonly.*make the file and its folder writable"):
        await Database(f"sqlite:///{copy}").open()

    assert time.perf_counter() - began < 2


def read_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the driver open a file as SQLite opens one that it may only read."""
    connect = sqlite3.connect
    uri = f"{path.as_uri()}?mode=ro"
    monkeypatch.setattr(sqlite3, "connect", lambda _, **given: connect(uri, uri=True, **given))


@pytest.mark.parametrize(
    ("code", "tries"),
    [
        (sqlite3.SQLITE_READONLY_DBMOVED, 1),
        (sqlite3.SQLITE_CORRUPT_INDEX, 1),
        (sqlite3.SQLITE_NOTADB, 1),
        (sqlite3.SQLITE_FULL, 3),
        (sqlite3.SQLITE_IOERR_FSYNC, 3),
    ],
)
async def test_background_work_is_retried_only_if_the_error_can_pass(
    database: Database, monkeypatch: pytest.MonkeyPatch, code: int, tries: int
) -> None:
    monkeypatch.setattr("accountabot.store.database.RETRY_DELAYS", (0.01, 0.01))
    tried = []

    def fail(_: object) -> None:
        tried.append(1)
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = code
        raise error

    with pytest.raises(NotSaved, match="disk I/O error"):
        await database.write_in_background(fail)

    assert len(tried) == tries


async def test_a_lasting_error_is_logged_once_and_stays_until_saving_works(
    database: Database, copy: Path, caplog: pytest.LogCaptureFixture
) -> None:
    aside = copy.with_suffix(".aside")
    assert await database.find_problem() is None
    move(copy, aside)

    removed = [await database.find_problem() for _ in range(2)]
    with pytest.raises(NotRead) as unread:
        await database.read_in_background(bot_state.get, "before")
    move(aside, copy)
    back = await database.find_problem()

    assert all("was removed" in str(each) for each in removed)
    assert not unread.value.may_pass
    assert back is None
    assert caplog.text.count("Saving has stopped") == 1
    await database.write(bot_state.set, "key", "kept")
    assert kept(copy) == ["key"]


async def test_damaged_pages_are_logged_once_with_what_helps(
    database: Database, copy: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await database.close()
    damage(copy)
    damaged = Database(f"sqlite:///{copy}")
    await damaged.open()

    for _ in range(2):
        with pytest.raises(NotRead) as unread:
            await damaged.read(read_everything)
    await damaged.write(bot_state.set, "key", "kept")
    problem = await damaged.find_problem()
    await damaged.close()

    assert not unread.value.may_pass
    assert "malformed" in str(problem)
    assert caplog.text.count("restore a backup with accountabot restore") == 1


def damage(path: Path) -> None:
    """Overwrite the root pages of some tables."""
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        query = "SELECT rootpage FROM sqlite_master WHERE name IN ('goals', 'check_ins')"
        pages = [row[0] for row in connection.execute(query)]
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * size)
            file.write(os.urandom(size))


def read_everything(tx: Connection) -> None:
    tx.exec_driver_sql("SELECT * FROM goals").fetchall()
    tx.exec_driver_sql("SELECT * FROM check_ins").fetchall()


async def test_the_lock_is_taken_again_if_its_file_is_removed(
    database: Database, copy: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lock = copy.with_name("copy.db-lock")
    remove(lock)
    await database.find_problem()
    with pytest.raises(UnusableDatabase, match="Another process"):
        await Database(f"sqlite:///{copy}").open()
    assert "is locked again" in caplog.text

    remove(lock)
    second = ProcessLock(str(copy))
    second.acquire()
    for _ in range(2):
        await database.find_problem()
    second.release()

    assert caplog.text.count("a second bot uses the database") == 1


async def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    database = Database(f"sqlite:///{path}")

    await database.open()
    await database.write(bot_state.set, "key", "kept")
    await database.close()

    assert kept(path) == ["key"]


def test_the_path_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert Database("sqlite:///data/../a.db").path == str(tmp_path / "a.db")
