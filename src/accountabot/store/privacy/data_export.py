"""Read all data about a member as values for JSON and CSV."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    bindparam,
    case,
    literal,
    select,
)

from accountabot.domain.identifiers import Member, ServerId
from accountabot.store.column_types import MemberIdColumn, Subject
from accountabot.store.dialect import RawConnection, named_parameters
from accountabot.store.privacy import ownership
from accountabot.store.schema import blocks

Value = str | int | float | bool | None
_Plain = Callable[[Any], Value]
AT_A_TIME = 1000
_DISCORDS = {"server_id", "channel_id", "message_id", "role_id", "source"}
"""Columns with Discord IDs, exported as text because some programs round large numbers."""


class ExportedTable(NamedTuple):
    """The rows about a member in one table."""

    table: str
    columns: list[str]
    rows: Iterator[Sequence[Value]]


def export_tables(
    tx: Connection, member: Member, servers: Sequence[ServerId]
) -> Iterator[ExportedTable]:
    """Yield each table with its rows about a member; consume the rows before the next table."""
    for table in ownership.tables():
        yield ExportedTable(
            table.name, [column.name for column in table.c], _rows(tx, table, member, servers)
        )


def _rows(
    tx: Connection, table: Table, member: Member, servers: Sequence[ServerId]
) -> Iterator[Sequence[Value]]:
    converts = [_plain(column) for column in table.c]
    raw: RawConnection = tx.connection.driver_connection  # type: ignore[assignment]  # any driver's
    for condition in ownership.rows_about(table):
        query = select(*map(_shown, table.c)).where(condition).compile(dialect=named_parameters())
        for server in servers:
            values = dict(query.params) | {"server": server, "member": member.id}
            found = raw.execute(str(query), values)
            while some := found.fetchmany(AT_A_TIME):
                for row in some:
                    yield [convert(value) for convert, value in zip(converts, row, strict=True)]


def _shown(column: Column[Any]) -> ColumnElement[Any]:
    """Return the exported expression for a column, with the ID of a blocking moderator masked."""
    if column is not blocks.c.moderator_id:
        return column
    is_someone_else = column != bindparam("member")
    return case((is_someone_else, literal(-1, column.type)), else_=column).label(column.name)


def _plain(column: Column[Any]) -> _Plain:
    """Return the function that converts a column's stored values for export."""
    if isinstance(column.type, MemberIdColumn):
        return _person
    if column.name in _DISCORDS or isinstance(column.type, Subject):
        return _number
    dialect = named_parameters()
    read = column.type.dialect_impl(dialect).result_processor(dialect, None)
    return (lambda value: _readable(read(value))) if read else _as_it_is


def _as_it_is(value: Value) -> Value:
    return value


def _person(value: int) -> str | None:
    """Return a member's ID, or None if it is masked or erased."""
    return str(value) if value >= 0 else None


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)


def _readable(value: Value | datetime | date | time | Decimal) -> Value:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal():
            return int(value) if value == int(value) else float(value)
    return value
