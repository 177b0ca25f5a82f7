"""Run prepared statements: compiled once, then run directly on the driver (decision 0005)."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Delete, Insert, RowMapping, Select, Update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.selectable import CompoundSelect
from sqlalchemy.types import TypeEngine

from accountabot.store.dialect import DriverIntegrityError, RawConnection, named_parameters

_Processor = Callable[[Any], Any]
"""Converts one value between Python and the database."""
_Statement = Select[Any] | CompoundSelect[Any] | Insert | Update | Delete
RowValues = RowMapping | Mapping[str, Any]
"""The values of a row by column name."""


class Prepared:
    """A statement built with SQLAlchemy, compiled once, and executed by the driver.

    For a statement that takes microseconds, most of the time is SQLAlchemy's overhead: it looks up
    the compiled statement, and builds an execution context and a result. This class only keeps the
    type conversions of parameters and columns.
    """

    def __init__(self, statement: _Statement) -> None:
        self.statement = statement

    def rows(self, tx: Connection, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        """Execute the statement and return its rows; raise SQLAlchemy's IntegrityError."""
        # SQLAlchemy's type for the driver's connection is generic.
        raw: RawConnection = tx.connection.driver_connection  # type: ignore[assignment]
        try:
            found = raw.execute(self._sql, self._bind(values)).fetchall()
        except DriverIntegrityError as error:
            raise IntegrityError(self._sql, None, error) from error
        return [self._read(row) for row in found]

    def mappings(self, tx: Connection, values: dict[str, Any]) -> list[dict[str, Any]]:
        """Execute the statement and return its rows as dictionaries."""
        return [dict(zip(self._names, row, strict=True)) for row in self.rows(tx, values)]

    # Statements are module constants, so everything below is computed once, at the first use:
    # compiling them all on import would delay the start.

    @cached_property
    def _sql(self) -> str:
        return str(self._compiled)

    @cached_property
    def _compiled(self) -> Any:  # noqa: ANN401 - SQLAlchemy's type lacks bind_names
        return self.statement.compile(dialect=named_parameters())

    @cached_property
    def _defaults(self) -> dict[str, Any]:
        """The values of literals, and None for each parameter."""
        return dict(self._compiled.params)

    @cached_property
    def _bind_processors(self) -> list[tuple[str, _Processor]]:
        """The bind processors by parameter name; most parameters need none."""
        found = ((name, _bind_processor(b.type)) for b, name in self._compiled.bind_names.items())
        return [(name, convert) for name, convert in found if convert]

    @cached_property
    def _result_processors(self) -> list[tuple[int, _Processor]]:
        """The result processors by column position."""
        types = [column.type for column in self.statement.exported_columns]
        found = ((position, _result_processor(type_)) for position, type_ in enumerate(types))
        return [(position, convert) for position, convert in found if convert]

    @cached_property
    def _names(self) -> list[str]:
        columns = self.statement.exported_columns
        return [str(name) for name in columns.keys()]  # noqa: SIM118 - it iterates over columns

    def _bind(self, values: dict[str, Any]) -> dict[str, Any]:
        bound = self._defaults | values
        for name, convert in self._bind_processors:
            bound[name] = convert(bound[name])
        return bound

    def _read(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for position, convert in self._result_processors:
            values[position] = convert(values[position])
        return tuple(values)


def _bind_processor(type_: TypeEngine[Any]) -> _Processor | None:
    return type_.dialect_impl(named_parameters()).bind_processor(named_parameters())


def _result_processor(type_: TypeEngine[Any]) -> _Processor | None:
    return type_.dialect_impl(named_parameters()).result_processor(named_parameters(), None)
