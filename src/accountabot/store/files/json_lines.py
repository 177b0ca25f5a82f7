"""Export a whole database as JSON Lines, and read such a file into a new database.

The first line is a header with the schema's revision and the number of rows. Then each table has a
line with its name and columns, followed by a line for each row, as an array. Values are as they are
in the database. The last line is true, so a file that was cut off is noticed.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from typing import Any, NamedTuple, TextIO

from accountabot.store import dialect, migrations
from accountabot.store.dialect import RawConnection
from accountabot.store.driver_messages import driver_message
from accountabot.store.engine import wrap
from accountabot.store.files import database_files
from accountabot.store.files.database_files import GENERATED_IDS
from accountabot.store.schema import metadata

FORMAT = 1
BATCH_ROWS = 1000
_ABOUT_THE_BOT = {"bot_state", "bot_absences"}
"""The tables in which a database that nobody has used yet has rows, too."""
_REVISION = "SELECT version_num FROM alembic_version"

OnRows = Callable[[int], object]
"""Called with the number of rows that were written or read since the last call."""


class UnusableExport(Exception):  # noqa: N818 - self-hosters read it as an explanation
    """A file can't be imported; the message says why."""


class Header(NamedTuple):
    """The first line of an export."""

    accountabot_export: int
    """The version of the format."""
    revision: str
    """The revision of the schema."""
    exported_at: str
    rows: int


class _Table(NamedTuple):
    table: str
    columns: list[str]


def write(path: str, file: TextIO, now: datetime, on_begin: OnRows, on_rows: OnRows) -> int:
    """Write everything in a database, which may be in use, to a file; return the number of rows."""
    with closing(database_files.open_snapshot(path)) as connection:
        tables = _tables(connection)
        rows = sum(_count(connection, table) for table in tables)
        on_begin(rows)
        revision = connection.execute(_REVISION).fetchone()[0]
        _put(file, Header(FORMAT, revision, now.isoformat(timespec="seconds"), rows)._asdict())
        for table in tables:
            _write_table(connection, table, file, on_rows)
        _put(file, value=True)
    return rows


def _write_table(connection: RawConnection, table: str, file: TextIO, on_rows: OnRows) -> None:
    query = f'SELECT * FROM "{table}" ORDER BY {database_files.order_of(table)}'  # noqa: S608 - see _tables
    found = connection.execute(query)
    _put(file, _Table(table, [column[0] for column in found.description])._asdict())
    while rows := found.fetchmany(BATCH_ROWS):
        file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
        on_rows(len(rows))


def _put(file: TextIO, value: object) -> None:
    file.write(f"{json.dumps(value, ensure_ascii=False)}\n")


def read(file: TextIO, path: str, on_begin: OnRows, on_rows: OnRows) -> int:
    """Read an export into a new database file; return the number of rows.

    Raises UnusableExport, and then leaves no file.
    """
    lines = _lines(file)
    header = _header(next(lines, None))
    on_begin(header.rows)
    try:
        rows = _fill(path, header.revision, lines, on_rows)
        if fault := _fault_of(path, rows, header):
            raise UnusableExport(fault)  # noqa: TRY301 - the file is deleted below
    except dialect.DriverError as error:
        database_files.remove(path)
        raise UnusableExport(f"Its rows can't be stored: {driver_message(error)}.") from error
    except BaseException:
        database_files.remove(path)
        raise
    return rows


def _fill(path: str, revision: str, lines: Iterator[Any], on_rows: OnRows) -> int:
    """Create a database with an export's schema and rows; return the number of rows."""
    with closing(database_files.create(path)) as raw:
        raw.execute(dialect.BEGIN_WRITE)
        migrations.upgrade(wrap(raw), revision)
        rows = _read_tables(raw, lines, on_rows)
        if raw.in_transaction:
            raw.commit()
    return rows


def _fault_of(path: str, rows: int, header: Header) -> str | None:
    """Return the problem with the rows, or None."""
    if rows != header.rows:
        return f"It has {rows} rows, but should have {header.rows}."
    fault = database_files.damage_in(path) or database_files.orphan_in(path)
    return f"Its rows are inconsistent: {fault}." if fault else None


def _read_tables(raw: RawConnection, lines: Iterator[Any], on_rows: OnRows) -> int:
    known = _tables(raw)
    for table in known:  # a migration may have added rows
        raw.execute(f'DELETE FROM "{table}"')  # noqa: S608 - see _tables
    statement = ""
    total = 0
    batch: list[list[Any]] = []
    for line in lines:
        if isinstance(line, list) and statement:
            batch.append(line)
        if batch and (len(batch) == BATCH_ROWS or not isinstance(line, list)):
            raw.executemany(statement, batch)
            total += len(batch)
            on_rows(len(batch))
            batch = []
        if line is True:
            return total
        if not isinstance(line, list):
            statement = _insert_into(raw, known, line)
    raise UnusableExport("It was cut off: its last line is missing.")


def _insert_into(raw: RawConnection, known: list[str], line: Any) -> str:  # noqa: ANN401 - JSON
    """Return the statement that inserts rows of the table that a line names."""
    try:
        table, columns = _Table(**line)
    except TypeError:
        raise UnusableExport("It has a line that is neither a table nor a row.") from None
    if table not in known:
        raise UnusableExport(f"Its table {table} is unknown to this version.")
    found = raw.execute(f'SELECT * FROM "{table}" LIMIT 0')  # noqa: S608 - see _tables
    if sorted(columns) != sorted(column[0] for column in found.description):
        raise UnusableExport(f"Its table {table} has different columns in this version.")
    if table == GENERATED_IDS:  # the rows before it have added their own
        raw.execute(f'DELETE FROM "{table}"')  # noqa: S608 - as above
    names = ", ".join(f'"{column}"' for column in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(columns))})'  # noqa: S608 - as above


def _lines(file: TextIO) -> Iterator[Any]:
    for number, line in enumerate(file, 1):
        try:
            yield json.loads(line)
        except ValueError:
            raise UnusableExport(f"Its line {number} is not valid JSON.") from None


def _header(line: Any) -> Header:  # noqa: ANN401 - JSON
    try:
        header = Header(**line)
    except TypeError:
        raise UnusableExport("It is not an export of accountabot.") from None
    if header.accountabot_export != FORMAT or header.revision not in migrations.known_revisions():
        raise UnusableExport("It is from a newer version: update accountabot.")
    return header


def is_unused(path: str) -> bool:
    """Return whether no server has data in a database file."""
    with closing(database_files.open_snapshot(path)) as connection:
        names = database_files.names_of_tables(connection)
        if not names:
            return True
        ours = [name for name in _tables(connection) if name in metadata.tables]
        used = (name for name in ours if name not in _ABOUT_THE_BOT)
        return bool(ours) and not any(_count(connection, name) for name in used)


def _tables(connection: RawConnection) -> list[str]:
    """Return the tables to export: not those of Alembic, or of programs beside the bot."""
    names = database_files.names_of_tables(connection)
    ours = [name for name in names if not name.startswith(("_", "alembic_"))]
    return [*ours, GENERATED_IDS]


def _count(connection: RawConnection, table: str) -> int:
    found: int = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 - see _tables
    return found
