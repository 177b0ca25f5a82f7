"""A database that was removed is not replaced by an empty one without a word."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from accountabot.doctor.database import check_database
from accountabot.doctor.findings import CheckState
from accountabot.store import bot_state
from accountabot.store.database import Database, UnusableDatabase


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


def rescued(path: Path) -> str:
    name = path.with_name("bot.db-rescued-20260101T000000Z")
    name.touch()
    return f"{name}, a copy of it: move the copy to {path}"


def backed_up(path: Path) -> str:
    file = path.with_name("backups") / "bot.db-20260101T000000Z.db"
    file.parent.mkdir()
    file.touch()
    return f"accountabot restore {file}"


def deleted_from(path: Path) -> str:
    entry = {"number": 1, "at": "", "server": 1, "salt": "", "member": ""}
    lines = [json.dumps({"forgotten": 0}), json.dumps(entry)]
    path.with_name("bot.db-deletions").write_text("\n".join(lines))
    return "its list of deletions"


def left_a_log(path: Path) -> str:
    path.with_name("bot.db-wal").write_bytes(b"log")
    return "its write-ahead log"


@pytest.mark.parametrize("is_empty", [True, False], ids=["an empty file", "no file"])
@pytest.mark.parametrize("leave", [rescued, backed_up, deleted_from, left_a_log])
async def test_no_new_database_is_begun_where_one_was_removed(
    path: Path, leave: Callable[[Path], str], *, is_empty: bool
) -> None:
    advice = leave(path)
    if is_empty:
        touch(path)

    with pytest.raises(UnusableDatabase) as refused:
        await Database(f"sqlite:///{path}").open()
    with pytest.raises(UnusableDatabase) as missing:
        Database(f"sqlite:///{path}").ensure_exists()
    found = next(check_database(str(path)))

    assert advice in str(refused.value)
    assert "To start with an empty database" in str(refused.value)
    assert str(missing.value) == str(refused.value)
    assert (found.state, found.text) == (CheckState.BROKEN, str(refused.value))
    assert size(path) == 0


async def test_a_file_without_content_counts_as_no_database(path: Path) -> None:
    touch(path)

    found = next(check_database(str(path)))
    with pytest.raises(UnusableDatabase, match="There is no database"):
        Database(f"sqlite:///{path}").ensure_exists()

    assert found.state is CheckState.WARNING
    assert "Start the bot once" in (found.fix or "")


async def test_only_the_owner_can_read_the_files_of_a_new_database(path: Path) -> None:
    before = os.umask(0o022)
    try:
        database = Database(f"sqlite:///{path}")
        await database.open()
        await database.write(bot_state.set, "key", "kept")
        modes = modes_in(path.parent)
        await database.close()
    finally:
        os.umask(before)

    assert modes == dict.fromkeys(["bot.db", "bot.db-lock", "bot.db-shm", "bot.db-wal"], 0o600)


def modes_in(folder: Path) -> dict[str, int]:
    return {each.name: stat.S_IMODE(each.stat().st_mode) for each in sorted(folder.iterdir())}


def touch(path: Path) -> None:
    path.touch()


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def test_looking_for_a_database_creates_nothing(path: Path) -> None:
    [*check_database(str(path))]
    with pytest.raises(UnusableDatabase):
        Database(f"sqlite:///{path}").ensure_exists()

    assert [*path.parent.iterdir()] == []
