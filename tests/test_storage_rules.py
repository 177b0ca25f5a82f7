"""The storage rules: scoped queries, indexes, an append-only record, and matching migrations."""

import ast
import importlib
import pkgutil
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CompoundSelect, Connection, Delete, Select, Update
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex

import accountabot.store
from accountabot.store import migrations
from accountabot.store.engine import wrap
from accountabot.store.in_memory import in_memory_database
from accountabot.store.schema import REVISION, metadata
from tests.test_architecture import FORBIDDEN_IMPORTS, SOURCES, files, in_a_checkout

GRANTED_ROLES = ("_ALL", "_ON_SERVER", "_LEFT", "_SAMPLE", "_ANY", "_FORGET_ROLE", "_PRUNE")
"""The statements of the hourly sweep that read or change the rows of a whole server."""


def statements() -> Iterator[tuple[str, Select[Any] | CompoundSelect[Any] | Update | Delete]]:
    """Yield every prepared statement of the store, with its name."""
    for found in pkgutil.walk_packages(accountabot.store.__path__, "accountabot.store."):
        for name, value in vars(importlib.import_module(found.name)).items():
            if isinstance(value, Select | CompoundSelect | Update | Delete):
                yield f"{found.name.rpartition('.')[2]}.{name}", value


def test_every_query_is_scoped_by_server() -> None:
    about_the_bot = {
        "newcomers._WAITING",
        "bot_state._GET",
        "settings._ABSENCES",
        "settings._VALUES",
        "granted_roles._SERVERS",
    }
    about_the_bot |= {"blocks._ALL", "bot_absences._LAST", "bot_absences._EXTEND"}
    about_the_bot |= {
        "bot_absences._FIRST",
        "bot_absences._ENDED_SINCE",
        "bot_state._DELETE",
        "notices._ALL_PENDING",
    }
    about_the_bot |= {"reminders._NEXT", "recounts._NEXT", "recounts._COUNT_DUE"}
    about_the_bot |= {"recounts._due", "reminders._due"}  # for each kind of planned work
    about_the_bot |= {"member_scores._SERVERS"}
    across_servers = about_the_bot | {
        "goals._ALL_KEYS",
        "goals._EVERYWHERE",
        "goals._BATCH",
        "goals._COUNT_ALL",
        "standings._SETTLED_SINCE",
    }
    across_servers |= {
        "goals._SERVERS",
        "membership._CLOSED",
        "outbox._COUNT_DUE",
        "outbox._DUE",
        "outbox._DUE_SENDS",
        "outbox._DUE_EDITS",
        "outbox._DUE_REMOVALS",
        "outbox._RETRY_ALL",
        "outbox._NEXT",
        "erasure._LEFT",
    }
    unscoped = {name for name, statement in statements() if ":server" not in str(statement)}

    assert unscoped == across_servers


def test_no_query_scans_a_table_without_need(schema: Connection) -> None:
    scans = set()
    for name, statement in statements():
        compiled = statement.compile(schema)
        text = f"EXPLAIN QUERY PLAN {compiled}"
        values = (1,) * len(compiled.positiontup or ())
        plan = schema.exec_driver_sql(text, values).scalars("detail").all()
        if any(step.startswith("SCAN") or step.endswith("(server_id=?)") for step in plan):
            scans.add(name)

    whole_table = {"standings._SET_ALL_STALE", "standings._COUNT_ALL_AGAIN"}
    whole_table |= {"goals._ALL_KEYS"}  # only for `doctor`
    at_start = {
        "newcomers._WAITING",
        "membership._CLOSED",
        "goals._COUNT_ALL",
        "goals._SERVERS",
        "standings._SETTLED_SINCE",
    }
    at_start |= {
        "granted_roles._SERVERS",
        "settings._VALUES",
        "blocks._ALL",
        "erasure._LEFT",
        "notices._ALL_PENDING",
    }
    whole_server = {"outbox._RETRY_SERVER"}  # when the bot is back on it
    whole_server |= {"reminders._LOOK_AGAIN_SERVER", "reminders._START_AGAIN_SERVER"}
    whole_server |= {"reminders._START_AGAIN_ZONELESS"}
    whole_server |= {"newcomers._ON_SERVER"}  # all who wait for a greeting there
    whole_server |= {"waiting_edits._ANY", "waiting_edits._RETRY"}  # when a thread there is opened
    whole_server |= {f"granted_roles.{name}" for name in GRANTED_ROLES}
    whole_server |= {"week_activity._GOALS", "week_activity._CHECK_INS", "week_activity._STARTED"}
    whole_server |= {"week_activity._BY_DAY"}  # like _CHECK_INS, for the picture of a digest
    whole_server |= {"digests._NAMING"}  # one row a week
    whole_server |= {"live_boards._LIVE_NAMING"}  # a handful
    whole_server |= {"outage_excuses._ONGOING"}  # after an absence, in the background
    first_of_an_index = {"bot_absences._LAST", "digests._LAST"}  # reads one row, from its end
    first_of_an_index |= {"membership.recently_left"}  # and only the first of them
    rare = {"posts._KNOWN"}  # only for a message that Discord has not confirmed
    rare |= {"cheers._GIVERS_TO"}  # only before a member's data is deleted
    rare |= {"score_counts._BOARDS"}  # only for the command `rebuild`
    titles = {"goals._OF_OTHERS"}  # what is searched can be anywhere in a title
    the_log = {"blocks._LOG"}  # reads all rows of a server, because all of them are its log
    assert {
        name for name in scans if not name.startswith("current_streaks.")
    } == at_start | whole_table | whole_server | first_of_an_index | rare | the_log | titles


RECORDS = {"record", *(key.column.table.name for key in metadata.tables["record"].foreign_keys)}
"""The record, and the tables whose rows it is deleted with."""
RAW_CHANGES = re.compile(
    r"\b((delete\s+from|replace\s+into|drop\s+table)\s+[\"'`]?record\b|update\s+[\"'`]?record\W+set\b)"
    r"|insert\(record\)\.(prefix|on_conflict)",
    re.IGNORECASE,
)


def table_changes(file: Path) -> Iterator[tuple[str, str]]:
    """Yield the verb and table of every update and delete statement in a file."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="update" | "delete" as verb), args=[target, *_]):
                yield verb, ast.unparse(target).rpartition(".")[2]
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id=table), attr="update" | "delete" as verb)
            ):
                if table in metadata.tables:
                    yield verb, table


@in_a_checkout
def test_only_modules_about_the_file_know_sqlite() -> None:
    peculiar = re.compile(
        r"(?i:(?<!aio)sqlite|\bpragma\b|\browid\b)|\bOR (IGNORE|REPLACE)\b|\bSAVEPOINT\b|\bIMMEDIATE\b"
    )
    driver = re.compile(r"^(import|from) aiosqlite\b", re.MULTILINE)
    store = SOURCES / "store"
    texts = {
        str(file.relative_to(store)): file.read_text(encoding="utf-8") for file in files("store")
    }

    knowing = {name for name, text in texts.items() if peculiar.search(text)}
    assert {name for name in knowing if not name.startswith("files/")} == {
        "dialect.py",
        "driver_messages.py",
    }
    assert {name for name, text in texts.items() if driver.search(text)} == {
        "connections/connection_thread.py"
    }


@in_a_checkout
def test_only_erasure_changes_or_deletes_recorded_events() -> None:
    code = [
        file
        for layer in FORBIDDEN_IMPORTS
        for file in files(layer)
        if file != SOURCES / "store" / "privacy" / "erasure.py"
    ]
    found = {(file.name, *change) for file in code for change in table_changes(file)}

    assert {table for _, _, table in found} <= set(metadata.tables)
    assert not [each for each in found if each[1:] == ("update", "record")]
    assert not [each for each in found if each[1] == "delete" and each[2] in RECORDS]
    assert not [file.name for file in code if RAW_CHANGES.search(file.read_text(encoding="utf-8"))]


def test_every_table_is_scoped_by_server_and_its_indexes_begin_with_it() -> None:
    for table in metadata.tables.values():
        assert "server_id" in table.c or table.name in {"bot_state", "bot_absences"}
        for index in table.indexes:
            first = index.columns[0]
            belongs_to_a_member = len(index.columns) == 1 and (
                first.foreign_keys or first.name == "member_id"
            )
            # one clock for all servers
            is_clock = (table.name, first.name) in {
                ("outbox", "due_at"),
                ("reminders", "next_at"),
                ("standings", "recount_at"),
            }
            assert first.name == "server_id" or belongs_to_a_member or is_clock, index.name


def test_the_migrations_produce_the_declared_schema(schema: Connection) -> None:
    found = compare_metadata(MigrationContext.configure(schema), metadata)

    assert found == []


def test_a_partial_index_is_partial_on_every_database(schema: Connection) -> None:
    """Alembic compares the columns of an index, but not its condition."""
    with in_memory_database() as declared:
        assert index_sql(schema) == index_sql(declared)

    for table in metadata.tables.values():
        for index in table.indexes:
            is_partial = index.dialect_options["sqlite"]["where"] is not None
            dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
            there = str(CreateIndex(index).compile(dialect=dialect))
            assert (" WHERE " in there) == is_partial, index.name


def test_the_schema_is_declared_without_loading_other_databases() -> None:
    program = "import accountabot.store.schema, sys; sys.exit('sqlalchemy.dialects.postgresql' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # noqa: S603 - a fixed program


def test_a_new_database_has_the_schema_that_the_migrations_lead_to(
    schema: Connection, migrated: Path
) -> None:
    with wrap(sqlite3.connect(migrated)) as new:
        assert definitions(new) == definitions(schema)
        assert migrations.revision_of(new) == migrations.revision_of(schema) == REVISION


def definitions(connection: Connection) -> dict[str, set[str]]:
    """Return the columns and constraints of each table; old rows alone needed the defaults."""
    found = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    bodies = {name: sql.partition("(")[2].rpartition(")")[0] for name, sql in found}
    return {
        name: {
            re.sub(r" DEFAULT \S+|\"", "", part).strip()
            for part in re.split(r",(?![^()]*\))", body)
        }
        for name, body in bodies.items()
    }


def index_sql(connection: Connection) -> set[str]:
    """Return the statements that made the indexes."""
    found = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'index'")
    return {" ".join(sql.split()) for sql in found.scalars() if sql}


def test_the_newest_migration_is_the_declared_revision() -> None:
    config = Config()
    config.set_main_option(
        "script_location", str(Path(importlib.import_module("accountabot.migrations").__path__[0]))
    )

    assert ScriptDirectory.from_config(config).get_heads() == [REVISION]
