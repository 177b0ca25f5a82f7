"""Another file in the place of an open database is never mixed with what the first one left."""

import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from accountabot.store import bot_state
from accountabot.store.database import Database, UnusableDatabase
from accountabot.store.errors import NotSaved
from tests.store.files import (
    all_rescued,
    content,
    kept,
    kill_after_writing,
    open_and_close,
    other_database,
    overwrite,
    rescued,
)


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


@pytest.mark.parametrize("is_noticed", [True, False], ids=["noticed", "only at the end"])
@pytest.mark.parametrize("is_checkpointed", [True, False], ids=["checkpoint", "no checkpoint"])
@pytest.mark.parametrize("way", ["mv", "cp"])
async def test_a_log_is_never_written_into_another_file_in_the_place_of_its_own(
    database: Database, copy: Path, way: str, *, is_checkpointed: bool, is_noticed: bool
) -> None:
    await database.write(bot_state.set, "before", "x" * 50_000)
    if is_checkpointed:
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    other = other_database(copy)
    expected = content(other)

    if way == "mv":
        other.replace(copy)
    else:
        overwrite(copy, expected)
    if is_noticed:
        with pytest.raises(NotSaved):
            await database.write(bot_state.set, "after", "lost")
    await database.close()

    assert content(copy) == expected
    assert kept(copy) == ["other"]
    if way == "mv":
        assert kept(rescued(copy)) == ["before"]


async def test_another_program_may_write_the_header_through_sqlite(
    database: Database, copy: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await database.write(bot_state.set, "before", "x" * 50_000)
    with closing(sqlite3.connect(copy)) as other:
        other.execute("PRAGMA user_version=5")
        other.execute("PRAGMA wal_checkpoint(PASSIVE)")

    await database.find_problem()
    await database.write(bot_state.set, "after", "kept")
    await database.close()

    assert sorted(kept(copy)) == ["after", "before"]
    assert "Saving has stopped" not in caplog.text


@pytest.mark.parametrize("way", ["mv", "cp"])
async def test_a_start_refuses_the_log_of_another_file(
    migrated: Path, tmp_path: Path, way: str
) -> None:
    path = Path(shutil.copy(migrated, tmp_path / "killed.db"))
    kill_after_writing(path)
    expected = content(shutil.copy(migrated, tmp_path / "old.db"))
    if way == "mv":
        (tmp_path / "old.db").replace(path)
    else:
        overwrite(path, expected)

    with pytest.raises(UnusableDatabase, match=r"replaced.*killed\.db-wal.*move .* away"):
        await Database(f"sqlite:///{path}").open()

    assert content(path) == expected
    path.with_name("killed.db-wal").unlink()
    await open_and_close(f"sqlite:///{path}")


async def test_a_database_that_was_killed_is_opened_also_elsewhere(
    migrated: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    path = Path(shutil.copy(migrated, folder / "killed.db"))
    kill_after_writing(path)
    shutil.copytree(folder, tmp_path / "there")

    for each in (path, tmp_path / "there" / "killed.db"):
        await open_and_close(f"sqlite:///{each}")
        assert "key" in kept(each)


async def test_a_second_rescue_takes_another_name(migrated: Path, tmp_path: Path) -> None:
    path = tmp_path / "twice.db"
    for name in ("first", "second"):
        shutil.copy(migrated, path)
        database = Database(f"sqlite:///{path}")
        await database.open()
        await database.write(bot_state.set, name, "kept")
        path.unlink()
        await database.close()

    assert [kept(each)[-1] for each in all_rescued(path)] == ["first", "second"]
    assert not (tmp_path / "twice.db-wal").exists()
