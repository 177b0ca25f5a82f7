"""Pack exported data into archives: one JSON file, and one CSV file per table."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import TextIO
from zipfile import ZIP_DEFLATED, ZipFile

from accountabot.domain.refusals import Refusal
from accountabot.store.privacy.data_export import ExportedTable, Value

MAX_FILES = 10
"""The most files in one export."""
MESSAGE_OVERHEAD = 64 * 1024
"""Bytes that a message needs in addition to its file."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""The first characters of a cell that a spreadsheet would evaluate."""

Source = Callable[[], Iterator[ExportedTable]]


def pack_archive(
    source: Source, counts: Mapping[str, int], about: Mapping[str, str], now: datetime, limit: int
) -> list[bytes]:
    """Return the data as one archive, or several if it exceeds `limit` bytes.

    `about` describes each table, and the whole export under the key "". Raises Refusal if ten files
    are not enough.
    """
    files = [_pack(source, counts, about, now, part=0, parts=1)]
    while max(map(len, files)) > limit - MESSAGE_OVERHEAD:
        parts = max(len(files) + 1, -(-sum(map(len, files)) // (limit - MESSAGE_OVERHEAD)))
        if parts > MAX_FILES:
            raise Refusal("data-too-much", most=MAX_FILES)
        files = [_pack(source, counts, about, now, part=part, parts=parts) for part in range(parts)]
    return files


def _pack(
    source: Source,
    counts: Mapping[str, int],
    about: Mapping[str, str],
    now: datetime,
    part: int,
    parts: int,
) -> bytes:
    """Return the archive that holds the given part of every table."""

    def part_of_tables() -> Iterator[ExportedTable]:
        for table, columns, rows in source():
            first = counts.get(table, 0) * part // parts
            last = counts.get(table, 0) * (part + 1) // parts
            part_rows = islice(rows, first, None if part == parts - 1 else last)
            if last > first:
                yield ExportedTable(table, columns, part_rows)

    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", _readme(about, counts))
        with _entry(archive, "accountabot.json") as file:
            _write_json(file, part_of_tables(), now)
        for each in part_of_tables():
            with _entry(archive, f"{each.table}.csv") as file:
                _write_csv(file, each)
    return buffer.getvalue()


def _entry(archive: ZipFile, name: str) -> TextIO:
    return TextIOWrapper(archive.open(name, "w"), "utf-8", newline="")


def _readme(about: Mapping[str, str], counts: Mapping[str, int]) -> str:
    tables = [f"{table}: {about.get(table, '')}" for table in sorted(counts) if counts[table]]
    return "\n".join([about.get("", ""), "", *tables, ""])


def _write_json(file: TextIO, tables: Iterator[ExportedTable], now: datetime) -> None:
    file.write(f'{{"exported_at": {json.dumps(now.isoformat())}, "tables": {{')
    for nth, (table, columns, rows) in enumerate(tables):
        file.write(f"{',' if nth else ''}\n{json.dumps(table)}: [")
        for number, row in enumerate(rows):
            file.write(",\n" if number else "\n")
            file.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False))
        file.write("\n]")
    file.write("\n}}\n")


def _write_csv(file: TextIO, table: ExportedTable) -> None:
    rows = csv.writer(file)
    rows.writerow(table.columns)
    rows.writerows(_cells(row) for row in table.rows)


def _cells(row: Sequence[Value]) -> list[Value]:
    return [_cell(value) for value in row]


def _cell(value: Value) -> Value:
    """Return a CSV cell; quote text that a spreadsheet would evaluate as a formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
