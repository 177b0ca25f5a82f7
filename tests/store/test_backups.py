"""Backups are whole, belong to their owner alone, and old ones make room for new ones."""

import asyncio
import logging
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from accountabot.operations import backups, restoring
from accountabot.operations.backups import BackupPlan
from accountabot.operations.low_priority import run_gently
from accountabot.services.privacy.backup_days import backup_days
from accountabot.store.backups import backup_folder, checks
from accountabot.store.backups.checks import UnusableBackup
from accountabot.store.database import Database
from accountabot.store.files import database_copies, database_files
from accountabot.store.schema import REVISION
from tests.store.old_databases import create_old

NOW = datetime(2026, 1, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> str:
    """The path of a database that only this test uses."""
    return str(shutil.copy(migrated, tmp_path / "bot.db"))


def make(database: str, keep: int = 7, at: datetime = NOW, before: str = "") -> Path | None:
    return backups.make_now(BackupPlan(database, keep, at, before), is_gentle=False)


def names(database: str) -> list[str]:
    folder = backup_folder.folder_of(database)
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".json")


def set_state(path: str, key: str, value: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT OR REPLACE INTO bot_state VALUES (?, ?)", (key, value))


def state(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT key, value FROM bot_state"))


def test_a_backup_is_a_single_file_for_its_owner_alone(database: str) -> None:
    set_state(database, "colour", "blue")

    made = make(database)

    assert made
    assert names(database) == ["bot.db-20260101T090000Z.db"]
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.parent.stat().st_mode & 0o777 == 0o700
    assert state(made) == {"colour": "blue"}
    assert backups.status_of(database).last.path == made


@pytest.fixture
def writing(database: str) -> Iterator[str]:
    """A database that gets two rows in one transaction, again and again, like a busy bot's."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executemany(
            "INSERT INTO bot_state VALUES (?, ?)",
            ((f"filler {number}", "x" * 4000) for number in range(2000)),
        )
    stop = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(database, timeout=30)) as connection:
            number = 0
            while not stop.is_set():
                number += 1
                with connection:
                    rows = (("left", number), ("right", number))
                    connection.executemany("INSERT OR REPLACE INTO bot_state VALUES (?, ?)", rows)

    thread = threading.Thread(target=write)
    thread.start()
    while "left" not in state(Path(database)):
        pass
    yield database
    stop.set()
    thread.join()


def test_a_backup_holds_one_moment_of_a_database_that_is_written_to(writing: str) -> None:
    target = Path(writing).with_name("copy.db")

    database_copies.copy(writing, str(target), is_gentle=True)

    assert state(target)["left"] == state(target)["right"]
    assert database_files.damage_in(str(target)) is None


def test_a_copy_that_is_given_up_leaves_no_file(writing: str) -> None:
    target = Path(writing).with_name("copy.db")

    with pytest.raises(database_files.Interrupted):
        database_copies.copy(writing, str(target), is_gentle=True, is_stopped=lambda: True)

    assert not [*target.parent.glob("copy.db*")]


def test_only_so_many_backups_are_kept(database: str) -> None:
    for day in range(5):
        make(database, keep=3, at=NOW + day * DAY)

    assert names(database) == [f"bot.db-2026010{day}T090000Z.db" for day in (3, 4, 5)]


def test_no_backup_is_kept_longer_than_promised_once_there_is_another(database: str) -> None:
    make(database, at=NOW)
    make(database, at=NOW + 6 * DAY)

    make(database, at=NOW + 7 * DAY)

    assert names(database) == ["bot.db-20260107T090000Z.db", "bot.db-20260108T090000Z.db"]


def fill_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    nearly_full = shutil._ntuple_diskusage(10**9, 10**9, 90_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: nearly_full)


def test_while_backups_fail_only_the_last_good_one_is_kept_longer_than_promised(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(database, keep=2, at=NOW)
    make(database, keep=2, at=NOW + DAY)
    fill_disk(monkeypatch)

    make(database, keep=2, at=NOW + DAY + timedelta(hours=1))
    first = names(database)
    make(database, keep=2, at=NOW + 2 * DAY)
    make(database, keep=2, at=NOW + 30 * DAY)

    assert first == ["bot.db-20260101T090000Z.db", "bot.db-20260102T090000Z.db"]
    assert names(database) == ["bot.db-20260102T090000Z.db"]


def test_a_failure_without_any_backup_leaves_nothing_to_delete(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_disk(monkeypatch)

    assert make(database) is None
    assert names(database) == []


async def test_without_backups_those_from_before_go_after_a_week(database: str) -> None:
    make(database, keep=30)
    make(database, keep=30, at=NOW + DAY)

    await backups.tidy(database, 0, NOW + 6 * DAY)
    both, due = names(database), backups.next_work_at(database, 0, NOW + 6 * DAY)
    await backups.tidy(database, 0, NOW + 7 * DAY)
    one, days = names(database), backup_days(database, 0)
    await backups.tidy(database, 0, NOW + 8 * DAY)

    assert (len(both), due) == (2, NOW + 7 * DAY)
    assert (len(one), days) == (1, (7, False))
    assert (names(database), backup_days(database, 0)) == ([], (0, False))


def test_a_backup_by_hand_is_neither_deleted_nor_taken_for_an_automatic_one(
    database: str,
) -> None:
    backup_folder.prepare(database)
    by_hand = backup_folder.manual_path(database, NOW)
    backups.write_backup(database, by_hand, is_gentle=False)

    made = make(database, keep=1, at=NOW + 30 * DAY)

    assert backups.due_at(database, NOW) == NOW
    assert names(database) == ["bot.db-20260101T090000Z-manual.db", made.name]


def test_a_migration_that_fails_at_each_start_does_not_replace_the_daily_backups(
    database: str,
) -> None:
    make(database, keep=3, at=NOW)
    for hour in range(1, 5):
        make(database, keep=3, at=NOW + timedelta(hours=hour), before="0009")

    assert names(database) == [
        "bot.db-20260101T090000Z.db",
        "bot.db-20260101T130000Z-before-0009.db",
    ]


def test_a_backup_is_due_a_day_after_the_last_one(database: str) -> None:
    before = backups.due_at(database, NOW)
    make(database)

    assert before == NOW
    assert backups.due_at(database, NOW + timedelta(hours=5)) == NOW + DAY
    assert backups.due_at(database, NOW - DAY) == NOW - DAY  # the clock was ahead


def test_backups_of_two_databases_in_one_folder_are_kept_apart(
    database: str, tmp_path: Path
) -> None:
    other = str(shutil.copy(database, tmp_path / "bot-test.db"))
    same_stem = str(shutil.copy(database, tmp_path / "bot.sqlite"))
    for path in (other, same_stem):
        make(path, keep=1)
    make(database, keep=1, at=NOW + DAY)

    assert names(database) == [
        "bot-test.db-20260101T090000Z.db",
        "bot.db-20260102T090000Z.db",
        "bot.sqlite-20260101T090000Z.db",
    ]


def test_what_a_killed_process_left_is_deleted(database: str) -> None:
    folder = backup_folder.folder_of(database)
    folder.mkdir()
    old, new = (folder / f"bot.db-2025123{day}T090000Z.db.partial" for day in (0, 1))
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))

    make(database)

    assert names(database) == [new.name, "bot.db-20260101T090000Z.db"]  # it may still be written


def test_a_damaged_database_is_reported_and_earlier_backups_stay(
    database: str, caplog: pytest.LogCaptureFixture
) -> None:
    make(database, keep=1)
    damage(Path(database))

    with caplog.at_level(logging.ERROR):
        made = make(database, keep=1, at=NOW + DAY)

    assert made is None
    assert names(database) == ["bot.db-20260101T090000Z.db"]
    (line,) = caplog.messages
    assert line.startswith("The database could not be backed up: ")
    assert "malformed" in line
    assert "\n" not in line
    assert not backups.status_of(database).attempt.is_good


def damage(path: Path) -> None:
    """Overwrite pages in the middle of a file."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2 // 4096 * 4096)
        file.write(b"\xff" * 8 * 4096)


def test_a_damaged_backup_does_not_keep_others_from_being_made(database: str) -> None:
    make(database).write_bytes(b"no database")

    assert make(database, at=NOW + DAY)


def test_a_folder_that_cannot_be_written_stops_nothing(
    database: str, caplog: pytest.LogCaptureFixture
) -> None:
    backup_folder.folder_of(database).write_text("a file in the place of the folder")

    with caplog.at_level(logging.ERROR):
        made = make(database)

    assert made is None
    assert len(caplog.messages) == 1


def test_a_backup_never_fills_the_disk(
    database: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_disk(monkeypatch)

    with caplog.at_level(logging.ERROR):
        made = make(database)

    assert made is None
    assert names(database) == []
    assert "100 MB have to stay free, but only 90 MB are" in caplog.text


async def test_a_database_is_backed_up_before_it_is_migrated(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    path = tmp_path / "old.db"
    create_old(path)
    database = Database(f"sqlite:///{path}")
    backups.make_before_migrations(database, 7)

    await database.open()
    await database.close()

    (made,) = backup_folder.backups_of(str(path))
    assert made.before == REVISION
    assert database_files.value_in(str(made.path), checks._REVISION) == "0001"
    assert database_files.value_in(str(path), checks._REVISION) == REVISION
    assert caplog.messages[-1] == "The database was upgraded to this version."


async def test_a_backup_from_before_a_migration_is_migrated_when_it_is_restored(
    tmp_path: Path,
) -> None:
    create_old(tmp_path / "old.db")

    await restoring.restore(str(tmp_path / "old.db"), str(tmp_path / "bot.db"), NOW)

    assert database_files.value_in(str(tmp_path / "old.db"), checks._REVISION) == "0001"
    assert database_files.value_in(str(tmp_path / "bot.db"), checks._REVISION) == REVISION


async def test_work_of_low_priority_ends_if_its_caller_is_cancelled() -> None:
    ended = threading.Event()

    def work(is_stopped: Callable[[], bool]) -> None:
        while not is_stopped():
            time.sleep(0.001)
        ended.set()

    task = asyncio.create_task(run_gently(work))
    await asyncio.sleep(0.05)

    task.cancel()
    await asyncio.wait([task])

    assert task.cancelled()
    assert ended.is_set()


async def test_a_new_database_and_one_that_is_up_to_date_are_not_backed_up(
    database: str, tmp_path: Path
) -> None:
    for path in (database, tmp_path / "new.db"):
        opened = Database(f"sqlite:///{path}")
        backups.make_before_migrations(opened, 7)
        await opened.open()
        await opened.close()

    assert not backup_folder.folder_of(database).exists()


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "is from a newer version"),
        ("DROP TABLE alembic_version", "contains no data of accountabot"),
        ("DROP TABLE cheers", "lacks the tables cheers"),
    ],
)
def test_a_file_that_cannot_be_restored_is_named_with_the_reason(
    database: str, sql: str, reason: str
) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(sql)

    with pytest.raises(UnusableBackup, match=reason):
        checks.check(database)


def test_a_damaged_file_and_a_missing_one_cannot_be_restored(database: str) -> None:
    damage(Path(database))

    with pytest.raises(UnusableBackup, match="is damaged"):
        checks.check(database)
    with pytest.raises(UnusableBackup, match=r"There is no file .*none\.db"):
        checks.check(f"{database}-none.db")
