"""The walls of the house: who may know whom, and what may never be forgotten."""

import ast
import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from discord import app_commands
from sqlalchemy import CompoundSelect, Connection, Delete, Select, Update, create_engine

import accountabot.store
from accountabot.bot import EXTENSIONS, Accountabot
from accountabot.config import Settings
from accountabot.store.schema import REVISION, metadata

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "src" / "accountabot"
in_a_checkout = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the walls are held in the checkout"
)

FORBIDDEN = {
    "domain": (
        "discord",
        "sqlalchemy",
        "accountabot.store",
        "accountabot.services",
        "accountabot.ui",
        "aiosqlite",
    ),
    "phrases": (
        "discord",
        "sqlalchemy",
        "accountabot.store",
        "accountabot.services",
        "accountabot.ui",
    ),
    "store": ("discord", "accountabot.services", "accountabot.ui", "accountabot.bot"),
    "services": ("discord", "accountabot.ui", "accountabot.bot"),
    "ui": ("accountabot.bot", "sqlalchemy"),
    "cogs": ("sqlalchemy", "aiosqlite", "accountabot.store", "accountabot.cogs", "cogs"),
}


def imports(file: Path) -> Iterator[str]:
    """Yield the name of every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def files(room: str) -> list[Path]:
    return sorted((ROOT / "cogs" if room == "cogs" else SOURCES / room).rglob("*.py"))


@in_a_checkout
@pytest.mark.parametrize("room", FORBIDDEN)
def test_imports_run_one_way(room: str) -> None:
    known = {(file.name, name) for file in files(room) for name in imports(file)}

    assert known
    assert not [
        (f, n)
        for f, n in known
        if any(n == bad or n.startswith(f"{bad}.") for bad in FORBIDDEN[room])
    ]


@in_a_checkout
def test_the_domain_knows_the_standard_library_only() -> None:
    names = {name.partition(".")[0] for file in files("domain") for name in imports(file)}

    assert names <= {
        "accountabot",
        "bisect",
        "calendar",
        "collections",
        "dataclasses",
        "datetime",
        "decimal",
        "enum",
        "functools",
        "itertools",
        "re",
        "typing",
        "unicodedata",
        "zoneinfo",
    }


@in_a_checkout
@pytest.mark.parametrize("room", ["domain", "store", "services", "phrases"])
def test_now_is_a_parameter(room: str) -> None:
    for file in files(room):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\b(now|utcnow|today)\(\)", text), file
        assert room != "domain" or "await " not in text, file


@in_a_checkout
def test_only_the_dialect_knows_sqlite() -> None:
    peculiar = re.compile(
        r"(?i:(?<!aio)sqlite|\bpragma\b|\browid\b)|\bOR (IGNORE|REPLACE)\b|\bSAVEPOINT\b|\bIMMEDIATE\b"
    )
    driver = re.compile(r"^(import|from) aiosqlite\b", re.MULTILINE)
    store = SOURCES / "store"
    texts = {
        str(file.relative_to(store)): file.read_text(encoding="utf-8") for file in files("store")
    }

    assert {name for name, text in texts.items() if peculiar.search(text)} == {"dialect.py"}
    assert {name for name, text in texts.items() if driver.search(text)} == {"connection_thread.py"}


@in_a_checkout
def test_the_packages_that_are_installed_are_those_that_there_are() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "setuptools"
    ]["packages"]
    found = {"accountabot"} | {
        ".".join(("accountabot", *file.parent.relative_to(base).parts))
        for base in (SOURCES, ROOT)
        for file in base.rglob("__init__.py")
        if file.parent.relative_to(base).parts
        and (base == SOURCES or file.parent.relative_to(base).parts[0] in {"cogs", "migrations"})
    }

    assert set(listed) == found


@in_a_checkout
def test_what_all_may_see_is_sent_where_it_is_written_down_of_whom_it_speaks() -> None:
    """Whoever is named here tells `naming` what it sends, or that nobody else sees it."""
    sending = re.compile(
        r"\b(place|channel|owner|message|followup|response)\.(send|send_message|reply)\b"
    )
    sends = {
        f"{f.parent.name}/{f.name}"
        for room in ("ui", "cogs")
        for f in files(room)
        if sending.search(f.read_text())
    }

    for_one_alone = {"privacy/personal_data.py", "server/settings_files.py"}
    to_all = {
        "ui/responses.py",
        "delivery/deliveries.py",
        "checkins/channel_messages.py",
        "delivery/announcement_channels.py",
        "greetings/test_greeting.py",
    }
    assert sends == to_all | for_one_alone


@in_a_checkout
def test_every_cog_is_loaded_by_name() -> None:
    found = {
        ".".join(("accountabot", *file.relative_to(ROOT).with_suffix("").parts))
        for file in files("cogs")
        if file.stem != "__init__"
    }

    assert set(EXTENSIONS) == found


@in_a_checkout
def test_every_setting_stands_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    for name in Settings.model_fields:
        assert re.search(rf"^{name.upper()}=", example, re.MULTILINE), name


def statements() -> Iterator[tuple[str, Select[Any] | CompoundSelect[Any] | Update | Delete]]:
    """Yield every statement that the store has built, with its name."""
    for found in pkgutil.walk_packages(accountabot.store.__path__, "accountabot.store."):
        for name, value in vars(importlib.import_module(found.name)).items():
            if isinstance(value, Select | CompoundSelect | Update | Delete):
                yield f"{found.name.rpartition('.')[2]}.{name}", value


def test_every_query_is_scoped_by_server() -> None:
    of_the_bot = {
        "newcomers._WAITING",
        "bot_state._GET",
        "settings._ABSENCES",
        "settings._CHANNELS",
    }
    of_the_bot |= {"blocks._ALL", "bot_absences._LAST"}
    everywhere = of_the_bot | {
        "goals._EVERYWHERE",
        "goals._BATCH",
        "goals._COUNT_ALL",
        "standings._SETTLED_SINCE",
    }
    everywhere |= {
        "goals._SERVERS",
        "membership._CLOSED",
        "outbox._DUE",
        "outbox._NEXT",
        "erasure._LEFT",
    }
    unscoped = {name for name, statement in statements() if ":server" not in str(statement)}

    assert unscoped == everywhere


def test_no_query_walks_through_what_it_does_not_ask_for(migrated: Path) -> None:
    walks = set()
    with create_engine(f"sqlite:///{migrated}").connect() as connection:
        for name, statement in statements():
            asked = statement.compile(connection)
            text = f"EXPLAIN QUERY PLAN {asked}"
            plan = (
                connection.exec_driver_sql(text, (1,) * len(asked.positiontup or ()))
                .scalars("detail")
                .all()
            )
            if any(step.startswith("SCAN") or step.endswith("(server_id=?)") for step in plan):
                walks.add(name)

    of_all = {"standings._SET_STALE"}
    at_start = {
        "newcomers._WAITING",
        "membership._CLOSED",
        "goals._COUNT_ALL",
        "goals._SERVERS",
        "standings._SETTLED_SINCE",
    }
    at_start |= {"settings._CHANNELS", "blocks._ALL", "erasure._LEFT"}
    to_the_first = {"bot_absences._LAST"}  # of an index, from its end
    the_whole_log = {"blocks._LOG"}  # a server's rows of that table are its log
    assert {
        name for name in walks if not name.startswith("leaderboards.")
    } == at_start | of_all | to_the_first | the_whole_log


RECORDS = {"record", *(key.column.table.name for key in metadata.tables["record"].foreign_keys)}
"""The record, and what it would vanish with."""
SPELT = re.compile(
    r"\b((delete\s+from|replace\s+into|drop\s+table)\s+[\"'`]?record\b|update\s+[\"'`]?record\W+set\b)"
    r"|insert\(record\)\.(prefix|on_conflict)",
    re.IGNORECASE,
)


def changes(file: Path) -> Iterator[tuple[str, str]]:
    """Yield every `update(table)`, `delete(table)`, `table.update()` and `table.delete()` of a file."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="update" | "delete" as verb), args=[what, *_]):
                yield verb, ast.unparse(what).rpartition(".")[2]
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id=table), attr="update" | "delete" as verb)
            ):
                if table in metadata.tables:
                    yield verb, table


@in_a_checkout
def test_what_stands_on_the_record_is_never_changed_nor_removed_but_at_the_wish_of_whom_it_is_about() -> (
    None
):
    code = [
        file
        for room in FORBIDDEN
        for file in files(room)
        if file != SOURCES / "store" / "privacy" / "erasure.py"
    ]
    found = {(file.name, *change) for file in code for change in changes(file)}

    assert {table for _, _, table in found} <= set(metadata.tables)
    assert not [each for each in found if each[1:] == ("update", "record")]
    assert not [each for each in found if each[1] == "delete" and each[2] in RECORDS]
    assert not [file.name for file in code if SPELT.search(file.read_text(encoding="utf-8"))]


def test_every_table_that_serves_members_is_scoped_and_its_indexes_begin_with_the_server() -> None:
    for table in metadata.tables.values():
        assert "server_id" in table.c or table.name in {"bot_state", "bot_absences"}
        for index in table.indexes:
            first = index.columns[0]
            is_persons = len(index.columns) == 1 and (
                first.foreign_keys or first.name == "member_id"
            )
            is_clocks = (
                table.name == "outbox" and first.name == "due_at"
            )  # one clock for all servers
            assert first.name == "server_id" or is_persons or is_clocks, index.name


def test_the_migrations_make_the_schema_that_the_store_describes(migrated: Path) -> None:
    with create_engine(f"sqlite:///{migrated}").connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)

    assert found == []


def test_a_partial_index_is_partial_on_every_database(migrated: Path) -> None:
    """Alembic compares the columns of an index, but not its condition."""
    in_memory = create_engine("sqlite://").connect()
    metadata.create_all(in_memory)
    with create_engine(f"sqlite:///{migrated}").connect() as connection:
        assert index_sql(connection) == index_sql(in_memory)
    in_memory.close()

    for table in metadata.tables.values():
        for index in table.indexes:
            here = index.dialect_options["sqlite"]["where"]
            there = index.dialect_options["postgresql"]["where"]
            assert (here is None) == (there is None), index.name


def index_sql(connection: Connection) -> set[str]:
    found = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'index'")
    return {" ".join(sql.split()) for sql in found.scalars() if sql}


def test_the_newest_migration_is_the_one_that_the_store_asks_for() -> None:
    config = Config()
    config.set_main_option(
        "script_location", str(Path(importlib.import_module("accountabot.migrations").__path__[0]))
    )

    assert ScriptDirectory.from_config(config).get_heads() == [REVISION]


def commands(bot: Accountabot) -> list[app_commands.Command[Any, ..., Any]]:
    return [
        command for command in bot.tree.walk_commands() if isinstance(command, app_commands.Command)
    ]


@pytest.mark.usefixtures("world")
async def test_every_command_and_option_is_described(bot: Accountabot) -> None:
    found = commands(bot)

    assert {command.qualified_name for command in found} == {
        *(
            "goal declare",
            "goal list",
            "goal show",
            "goal history",
            "goal edit",
            "goal complete",
            "goal drop",
        ),
        *("checkin", "undo", "skip", "pause", "resume"),
        *("streak", "leaderboard", "help", "timezone", "settings"),
        *("profile", "introduce", "disclose", "cheer"),
        *(
            "setup timezone",
            "setup week-start",
            "setup freezes",
            "setup excuse",
            "setup checkin-channel",
        ),
        *("greet", "setup show", "setup channels", "setup greeting", "setup returning"),
        *("moderate goal", "moderate checkin", "moderate member"),
        *("setup start", "setup check", "setup log", "setup export", "setup import"),
        *("privacy", "data export", "data delete"),
    }
    for command in found:
        assert command.description not in {"", "…"}
        for option in command.parameters:
            assert str(option.description) not in {"", "…"}, (command.qualified_name, option.name)


@pytest.mark.usefixtures("world")
async def test_no_command_works_outside_a_server_but_those_about_ones_own_data(
    bot: Accountabot,
) -> None:
    contexts = {
        command.name: command.to_dict(bot.tree)["contexts"] for command in bot.tree.get_commands()
    }

    assert {name for name, found in contexts.items() if found == [0, 1]} == {"privacy", "data"}
    assert all(found in ([0], [0, 1]) for found in contexts.values())
