"""An export has everything, and its import is the same database, row by row."""

import asyncio
import io
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from accountabot.operations.importing import import_lines
from accountabot.store.database import UnusableDatabase
from accountabot.store.files import json_lines
from accountabot.store.files.json_lines import UnusableExport
from accountabot.store.schema import REVISION
from tests.store.old_databases import create_old
from tests.test_rebuild_command import lives

NOW = datetime(2026, 1, 1, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the goals of five members, for reading only."""
    path = tmp_path_factory.mktemp("lived") / "lived.db"
    asyncio.run(lives(path))
    return path


def nothing(_: int) -> None:
    """Show no progress."""


def exported(path: Path) -> str:
    file = io.StringIO()
    json_lines.write(str(path), file, NOW, nothing, nothing)
    return file.getvalue()


def everything(path: Path) -> dict[str, list[dict[str, object]]]:
    """Return all rows of all tables, with the numbers by which SQLite knows them.

    The order of the columns depends on the migrations that made a table.
    """
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = [name for (name,) in tables if name != "alembic_version"]
        connection.row_factory = sqlite3.Row
        return {
            name: [
                dict(row)
                for row in connection.execute(
                    f"SELECT {'' if 'sequence' in name else 'rowid AS number, '}* FROM {name}"  # noqa: S608 - our tables
                    f" ORDER BY {'1, 2' if 'sequence' in name else 'number'}"
                )
            ]
            for name in names
        }


async def test_an_import_is_the_same_database_row_by_row(lived: Path, tmp_path: Path) -> None:
    shutil.copy(lived, tmp_path / "old.db")
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection, connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("DELETE FROM goals WHERE id = 5")  # whose number is never used again
        connection.execute("UPDATE goals SET title = ? WHERE id = 1", ("“Läufe” 🏃\u2028\n",))
    text = exported(tmp_path / "old.db")

    counted: list[int] = []
    target = str(tmp_path / "new.db")
    done = await import_lines(io.StringIO(text), target, NOW, counted.append, counted.append)
    rows = done.rows

    assert everything(tmp_path / "new.db") == everything(tmp_path / "old.db")
    assert sum(map(len, everything(tmp_path / "new.db").values())) == rows > 400
    assert counted[0] == sum(counted[1:]) == rows
    assert (tmp_path / "new.db").stat().st_mode & 0o777 == 0o600
    assert json.loads(text.splitlines()[0]) == {
        "accountabot_export": 1,
        "revision": REVISION,
        "exported_at": "2026-01-01T09:00:00+00:00",
        "rows": rows,
    }


async def test_an_export_of_an_earlier_version_is_migrated(tmp_path: Path) -> None:
    create_old(tmp_path / "old.db")
    text = exported(tmp_path / "old.db")

    await import_lines(io.StringIO(text), str(tmp_path / "new.db"), NOW, nothing, nothing)

    with closing(sqlite3.connect(tmp_path / "new.db")) as connection:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    assert '"revision": "0001"' in text
    assert found == (REVISION,)


async def test_tables_of_other_programs_are_left_out(migrated: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(migrated, tmp_path / "with.db"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)")

    assert "litestream" not in exported(path)


async def test_nothing_is_imported_into_a_database_with_data(
    migrated: Path, lived: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(lived, tmp_path / "used.db"))
    before = everything(path)

    with pytest.raises(UnusableDatabase, match="already contains data"):
        await import_lines(io.StringIO(exported(migrated)), str(path), NOW, nothing, nothing)

    assert everything(path) == before


def change_row(lines: list[str]) -> None:
    number = next(nth for nth, line in enumerate(lines) if line.startswith("[1, 1, 1, 1"))
    lines[number] = lines[number].replace("[1, 1, 1, 1", "[1, 1, 99, 1", 1)


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda lines: lines.pop(), "cut off"),
        (lambda lines: lines.pop(-2), "rows, but should have"),
        (lambda lines: lines.clear(), "not an export"),
        (lambda lines: lines.__setitem__(0, "{}"), "not an export"),
        (lambda lines: lines.__setitem__(3, "[1, 2"), "line 4 is not valid JSON"),
        (lambda lines: lines.__setitem__(0, lines[0].replace(REVISION, "9999")), "newer version"),
        (
            lambda lines: lines.insert(1, '{"table": "pets", "columns": []}'),
            "table pets is unknown",
        ),
        (lambda lines: lines.insert(1, '"row"'), "neither a table nor a row"),
        (change_row, "refers to a missing row of goals"),
    ],
)
async def test_a_damaged_export_is_refused_and_leaves_nothing(
    lived: Path, tmp_path: Path, damage: Callable[[list[str]], object], reason: str
) -> None:
    lines = exported(lived).splitlines()
    damage(lines)

    with pytest.raises(UnusableExport, match=reason):
        await import_lines(
            io.StringIO("\n".join(lines)), str(tmp_path / "new.db"), NOW, nothing, nothing
        )

    assert not (tmp_path / "new.db").exists()
    assert not (tmp_path / "new.db-importing").exists()
