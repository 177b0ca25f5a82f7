"""Read all that is kept about a member, as text that anyone and any program can read."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    case,
    literal,
    select,
)
from sqlalchemy.dialects import sqlite

from accountabot.domain.identifiers import Member, ServerId
from accountabot.domain.server.settings import SettingName
from accountabot.store.privacy import ownership
from accountabot.store.schema import MemberIdColumn, Subject, settings

Value = str | int | float | bool | None
_Plain = Callable[[Any], Value]
AT_A_TIME = 1000
_DISCORDS = {"server_id", "channel_id", "message_id", "source"}
"""Columns with Discord's numbers, which are too long for some programs and so are text, as Discord gives them."""


class ExportedTable(NamedTuple):
    """What is kept about a member in one table: its columns, and its rows one after the other."""

    table: str
    columns: list[str]
    rows: Iterator[Sequence[Value]]


def everything(
    tx: Connection, member: Member, servers: Sequence[ServerId]
) -> Iterator[ExportedTable]:
    """Yield all that is kept about a person on some servers, table by table; read each before the next."""
    for table in ownership.tables():
        yield ExportedTable(
            table.name, [column.name for column in table.c], _rows(tx, table, member, servers)
        )


def _rows(
    tx: Connection, table: Table, member: Member, servers: Sequence[ServerId]
) -> Iterator[Sequence[Value]]:
    converts = [_plain(column) for column in table.c]
    raw: Any = tx.connection.driver_connection
    for condition in ownership.about(table):
        asked = (
            select(*map(_shown, table.c))
            .where(condition)
            .compile(dialect=sqlite.dialect(paramstyle="named"))
        )
        for server in servers:
            found = raw.execute(str(asked), asked.params | {"server": server, "member": member.id})
            while some := found.fetchmany(AT_A_TIME):
                for row in some:
                    yield [convert(value) for convert, value in zip(converts, row, strict=True)]


def _shown(column: Column[Any]) -> ColumnElement[Any]:
    """Return what is handed over of a column: all but which moderator blocked a member."""
    if column is not settings.c.actor_id:
        return column
    is_theirs = and_(settings.c.name == SettingName.BLOCKED, column != bindparam("member"))
    return case((is_theirs, literal(-1, column.type)), else_=column).label(column.name)


def _plain(column: Column[Any]) -> _Plain:
    """Return what turns a value as it is kept into one that can be read."""
    if isinstance(column.type, MemberIdColumn):
        return _person
    if column.name in _DISCORDS or isinstance(column.type, Subject):
        return _number
    dialect = sqlite.dialect()
    read = column.type.dialect_impl(dialect).result_processor(dialect, None)
    return (lambda value: _readable(read(value))) if read else _as_it_is


def _as_it_is(value: Value) -> Value:
    return value


def _person(value: int) -> str | None:
    """Return whom a row names: nobody where they had their data deleted."""
    return str(value) if value >= 0 else None


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)


def _readable(value: Value | datetime | date | Decimal) -> Value:
    match value:
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == int(value) else float(value)
    return value
