"""A text that a failing disk damaged is never in an error, and keeps nobody from being read."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, OperationalError

from accountabot.store import bot_state
from accountabot.store.database import Database
from accountabot.store.driver_messages import driver_message
from accountabot.store.errors import NotSaved, StoreError

WORD = "zebrafish"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    found = Database(f"sqlite:///{tmp_path / 'a.db'}")
    await found.open()
    await found.write(bot_state.set, "key", f"Feed the {WORD}")
    yield found
    await found.close()


def run(*statements: str) -> sqlite3.Error:
    """Return the error of the last statement in an empty database."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in statements[:-1]:
            connection.execute(statement)
        with pytest.raises(sqlite3.Error) as failed:
            connection.execute(statements[-1]).fetchall()
    return failed.value


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["SELECT * FROM goals"], "no such table: goals"),
        (
            ["CREATE TABLE goals(a, b, UNIQUE(a, b))", *["INSERT INTO goals VALUES (1, 2)"] * 2],
            "UNIQUE constraint failed: goals.a, goals.b",
        ),
        (
            ["CREATE TABLE goals(a NOT NULL)", "INSERT INTO goals VALUES (NULL)"],
            "NOT NULL constraint failed: goals.a",
        ),
        (
            [f"SELECT CAST(x'{f'Feed the {WORD}'.encode().hex()}ff' AS TEXT) AS title"],
            "a text in the column title is not valid UTF-8",
        ),
        ([f"SELECT json('{WORD}')"], "malformed JSON"),
        ([f"SELECT {WORD!r} {WORD!r} {WORD!r}"], "SQLITE_ERROR"),
        (
            [
                "CREATE TABLE goals(a)",
                f"CREATE TRIGGER t BEFORE INSERT ON goals BEGIN SELECT RAISE(ABORT, '{WORD}'); END",
                "INSERT INTO goals VALUES (1)",
            ],
            "SQLITE_CONSTRAINT_TRIGGER",
        ),
    ],
)
def test_an_error_of_the_driver_is_described_without_values(
    statements: list[str], said: str
) -> None:
    assert driver_message(run(*statements)) == said


def test_the_parameters_of_a_statement_are_not_in_its_description() -> None:
    error = IntegrityError(
        "INSERT", {"title": WORD}, sqlite3.IntegrityError("UNIQUE constraint failed: goals.id")
    )

    assert WORD in str(error)
    assert driver_message(error) == "UNIQUE constraint failed: goals.id"


async def test_work_that_fails_with_a_members_words_is_reported_without_them(
    database: Database,
) -> None:
    def fail(_: Connection) -> None:
        raise OperationalError("SELECT", None, sqlite3.OperationalError(f"odd text '{WORD}'"))

    for work in (database.read, database.write, database.read_in_background):
        with pytest.raises(StoreError) as failed:
            await work(fail)
        assert str(failed.value) == "OperationalError"


async def test_the_lock_of_another_process_is_still_named(database: Database) -> None:
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotSaved, match=r"^database is locked$"):
            await database.write(bot_state.set, "other", "value")


DAMAGE = "UPDATE bot_state SET value = CAST(CAST(value AS BLOB) || x'ff' AS TEXT) WHERE key = 'key'"


async def test_a_damaged_text_is_read_with_a_mark_and_reported_once(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    await database.write(lambda tx: tx.exec_driver_sql(DAMAGE))

    ways = (
        database.read,
        database.write,
        database.write_in_background,
        database.read_in_background,
    )
    for way in ways:
        assert await way(bot_state.get, "key") == f"Feed the {WORD}�"
        assert await way(bot_state.get, "key") == f"Feed the {WORD}�"

    reports = [each for each in caplog.messages if "damaged" in each]
    assert reports == [reports[0]]
    assert "value" in reports[0]
    assert WORD not in caplog.text


async def test_work_in_one_batch_with_a_damaged_text_happens_once(database: Database) -> None:
    await database.write(lambda tx: tx.exec_driver_sql(DAMAGE))

    def append(tx: Connection) -> str | None:
        bot_state.set(tx, "count", f"{bot_state.get(tx, 'count') or ''}x")
        return bot_state.get(tx, "key")

    found = await asyncio.gather(*(database.write(append) for _ in range(5)))

    assert found == [f"Feed the {WORD}�"] * 5
    assert await database.read(bot_state.get, "count") == "xxxxx"
