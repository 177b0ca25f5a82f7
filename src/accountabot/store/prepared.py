"""Run the statements that every check-in needs straight on the driver: compiled once, with no layer between."""

import sqlite3
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, RowMapping, Select, Update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.selectable import CompoundSelect
from sqlalchemy.types import TypeEngine

_Convert = Callable[[Any], Any]
_Statement = Select[Any] | CompoundSelect[Any] | Insert | Update
Kept = RowMapping | Mapping[str, Any]
"""A row by the names of its columns."""


class Prepared:
    """A statement of SQLAlchemy's, whose values and columns are turned by SQLAlchemy's own types (decision 0005)."""

    def __init__(self, statement: _Statement) -> None:
        self.statement = statement

    def rows(self, tx: Connection, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        """Run the statement and return its rows; raise IntegrityError where a table refuses one."""
        raw: sqlite3.Connection = tx.connection.driver_connection  # type: ignore[assignment]  # the pool's is any driver's
        try:
            return [
                self._read(row) for row in raw.execute(self._sql, self._bound(values)).fetchall()
            ]
        except sqlite3.IntegrityError as error:
            raise IntegrityError(self._sql, None, error) from error

    def mappings(self, tx: Connection, values: dict[str, Any]) -> list[dict[str, Any]]:
        """Run the statement and return its rows, each by the names of its columns."""
        return [dict(zip(self._names, row, strict=True)) for row in self.rows(tx, values)]

    @cached_property
    def _sql(self) -> str:
        return str(self._compiled)

    @cached_property
    def _compiled(self) -> Any:  # noqa: ANN401 - SQLAlchemy types it no closer
        return self.statement.compile(dialect=_dialect())

    @cached_property
    def _fixed(self) -> dict[str, Any]:
        """The values that stand in the statement itself, and None for all that are given when it is run."""
        return dict(self._compiled.params)

    @cached_property
    def _values(self) -> list[tuple[str, _Convert]]:
        found = ((name, _into(bind.type)) for bind, name in self._compiled.bind_names.items())
        return [(name, convert) for name, convert in found if convert]

    @cached_property
    def _columns(self) -> list[tuple[int, _Convert]]:
        found = (
            (place, _from(column.type))
            for place, column in enumerate(self.statement.exported_columns)
        )
        return [(place, convert) for place, convert in found if convert]

    @cached_property
    def _names(self) -> list[str]:
        return [str(name) for name in self.statement.exported_columns.keys()]  # noqa: SIM118 - columns, not a dict

    def _bound(self, values: dict[str, Any]) -> dict[str, Any]:
        bound = self._fixed | values
        for name, convert in self._values:
            bound[name] = convert(bound[name])
        return bound

    def _read(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        read = list(row)
        for place, convert in self._columns:
            read[place] = convert(read[place])
        return tuple(read)


@cache
def _dialect() -> Dialect:
    """Return SQLite's own ways, which SQLAlchemy itself loads with the first database."""
    from sqlalchemy.dialects import sqlite  # noqa: PLC0415 - see above

    return sqlite.dialect(paramstyle="named")


def _into(type_: TypeEngine[Any]) -> _Convert | None:
    return type_.dialect_impl(_dialect()).bind_processor(_dialect())


def _from(type_: TypeEngine[Any]) -> _Convert | None:
    return type_.dialect_impl(_dialect()).result_processor(_dialect(), None)
