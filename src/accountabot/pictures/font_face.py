"""Read from a font file what layout needs: its characters, their widths and its names."""

import struct
from bisect import bisect_right
from functools import cached_property
from mmap import ACCESS_READ, mmap
from pathlib import Path
from struct import unpack_from
from typing import NamedTuple

_COLLECTION = b"ttcf"
_SUBTABLES = 4
_GROUPS = 12
_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
_WINDOWS = 3


class Segment(NamedTuple):
    """Consecutive characters. Glyphs are consecutive too, or listed at an offset of the table."""

    first: int
    last: int
    shift: int
    listed_at: int = 0


class FontFace:
    """The first face of a TrueType or OpenType file. Raises ValueError if it can't be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._data = mmap(file.fileno(), 0, access=ACCESS_READ)
            self._tables = self._read_tables()
            self.units, *_ = unpack_from(">H", self._data, self._tables["head"] + 18)
            self._metrics, *_ = unpack_from(">H", self._data, self._tables["hhea"] + 34)
            self.family = self._read_family()
            self.weight, self.width, is_italic = self._read_style()
        except (OSError, KeyError, ValueError, struct.error) as error:
            raise ValueError(path.name) from error
        self.is_italic = is_italic

    def has(self, character: str) -> bool:
        """Return whether the font draws a character."""
        return self._glyph(ord(character)) != 0

    def advance(self, character: str) -> float:
        """Return the width of a character, for a font size of 1."""
        glyph = min(self._glyph(ord(character)), self._metrics - 1)
        (width,) = unpack_from(">H", self._data, self._tables["hmtx"] + 4 * glyph)
        return float(width) / self.units

    def _glyph(self, code: int) -> int:
        index = bisect_right(self._segments, (code, 0x110000)) - 1
        if index < 0 or code > self._segments[index].last:
            return 0
        segment = self._segments[index]
        if not segment.listed_at:
            return (code + segment.shift) & 0xFFFF
        (glyph,) = unpack_from(">H", self._data, segment.listed_at + 2 * (code - segment.first))
        return (glyph + segment.shift) & 0xFFFF if glyph else 0

    def _read_tables(self) -> dict[str, int]:
        start = unpack_from(">I", self._data, 12)[0] if self._data[:4] == _COLLECTION else 0
        (count,) = unpack_from(">H", self._data, start + 4)
        records = (unpack_from(">4sIII", self._data, start + 12 + 16 * i) for i in range(count))
        return {tag.decode("latin-1"): offset for tag, _, offset, _ in records}

    def _read_family(self) -> str:
        table = self._tables["name"]
        count, strings = unpack_from(">HH", self._data, table + 2)
        names = {}
        for i in range(count):
            platform, _, language, name, length, at = unpack_from(
                ">6H", self._data, table + 6 + 12 * i
            )
            if platform == _WINDOWS and language == 0x409:  # noqa: PLR2004  # American English
                start = table + strings + at
                names[name] = self._data[start : start + length].decode("utf-16-be")
        return names.get(_TYPOGRAPHIC_FAMILY) or names[_FAMILY]

    def _read_style(self) -> tuple[int, int, bool]:
        table = self._tables["OS/2"]
        weight, width = unpack_from(">HH", self._data, table + 4)
        (selection,) = unpack_from(">H", self._data, table + 62)
        return weight, width, bool(selection & 1)

    @cached_property
    def _segments(self) -> list[Segment]:
        table = self._tables["cmap"]
        (count,) = unpack_from(">H", self._data, table + 2)
        formats = {}
        for i in range(count):
            platform, _, offset = unpack_from(">HHI", self._data, table + 4 + 8 * i)
            if platform in {0, _WINDOWS}:
                formats[unpack_from(">H", self._data, table + offset)[0]] = table + offset
        if _GROUPS in formats:
            return sorted(self._groups(formats[_GROUPS]))
        return sorted(self._subtables(formats[_SUBTABLES])) if _SUBTABLES in formats else []

    def _groups(self, at: int) -> list[Segment]:
        (count,) = unpack_from(">I", self._data, at + 12)
        numbers = unpack_from(f">{3 * count}I", self._data, at + 16)
        return [
            Segment(first, last, glyph - first)
            for first, last, glyph in zip(*[iter(numbers)] * 3, strict=True)
        ]

    def _subtables(self, at: int) -> list[Segment]:
        count = unpack_from(">H", self._data, at + 6)[0] // 2
        ends = unpack_from(f">{count}H", self._data, at + 14)
        starts = unpack_from(f">{count}H", self._data, at + 16 + 2 * count)
        shifts = unpack_from(f">{count}H", self._data, at + 16 + 4 * count)
        offsets_at = at + 16 + 6 * count
        offsets = unpack_from(f">{count}H", self._data, offsets_at)
        return [
            Segment(start, end, shift, offsets_at + 2 * i + offset if offset else 0)
            for i, (start, end, shift, offset) in enumerate(
                zip(starts, ends, shifts, offsets, strict=True)
            )
        ]
