"""Read from a font file what layout needs: its characters, their widths and its names."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from struct import unpack_from
from typing import BinaryIO, NamedTuple

_COLLECTION = b"ttcf"
_PAIRS, _GROUPS = 4, 12
"""The two formats of character tables that fonts have nowadays."""
_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
_WINDOWS, _AMERICAN_ENGLISH = 3, 0x409
_LAST_CHARACTER = 0x10FFFF


class CharacterRange(NamedTuple):
    """Consecutive characters. Glyphs are consecutive too, or listed somewhere in the table."""

    first: int
    last: int
    shift: int
    listed_at: int = 0


class FontFace:
    """The first face of a TrueType or OpenType file. Raises ValueError if it can't be read.

    Files are closed again, because a machine may have thousands of fonts.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._places = dict(_tables(file))
                self.family = _family(self._table("name", file))
                style = self._table("OS/2", file)
                self.weight, self.width = unpack_from(">HH", style, 4)
                self.is_italic = bool(unpack_from(">H", style, 62)[0] & 1)
                self._units: int = unpack_from(">H", self._table("head", file), 18)[0]
                self._metrics: int = unpack_from(">H", self._table("hhea", file), 34)[0]
        except (OSError, KeyError, ValueError, struct.error) as error:
            raise ValueError(path.name) from error

    def has(self, character: str) -> bool:
        """Return whether the font draws a character."""
        try:
            return self._glyph(ord(character)) != 0
        except (OSError, KeyError, struct.error):  # the file is damaged, or gone
            return False

    def advance(self, character: str) -> float:
        """Return the width of a character, for a font size of 1."""
        glyph = min(self._glyph(ord(character)), self._metrics - 1)
        width: int = unpack_from(">H", self._widths, 4 * glyph)[0]
        return width / self._units

    def _glyph(self, code: int) -> int:
        index = bisect_right(self._ranges, (code, _LAST_CHARACTER + 1)) - 1
        if index < 0 or code > self._ranges[index].last:
            return 0
        found = self._ranges[index]
        if not found.listed_at:
            return (code + found.shift) & 0xFFFF
        (glyph,) = unpack_from(">H", self._characters, found.listed_at + 2 * (code - found.first))
        return (glyph + found.shift) & 0xFFFF if glyph else 0

    def _table(self, name: str, file: BinaryIO | None = None) -> bytes:
        if file is None:
            with self.path.open("rb") as opened:
                return self._table(name, opened)
        offset, length = self._places[name]
        file.seek(offset)
        return file.read(length)

    @cached_property
    def _characters(self) -> bytes:
        return self._table("cmap")

    @cached_property
    def _widths(self) -> bytes:
        return self._table("hmtx")

    @cached_property
    def _ranges(self) -> list[CharacterRange]:
        table = self._characters
        formats = {}
        for i in range(unpack_from(">H", table, 2)[0]):
            platform, _, offset = unpack_from(">HHI", table, 4 + 8 * i)
            if platform in {0, _WINDOWS}:
                formats[unpack_from(">H", table, offset)[0]] = offset
        if _GROUPS in formats:
            return sorted(_groups(table, formats[_GROUPS]))
        return sorted(_pairs(table, formats[_PAIRS])) if _PAIRS in formats else []


def _tables(file: BinaryIO) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the place and the length of every table."""
    head = file.read(16)
    start = unpack_from(">I", head, 12)[0] if head[:4] == _COLLECTION else 0
    file.seek(start)
    (count,) = unpack_from(">H", file.read(12), 4)
    directory = file.read(16 * count)
    for i in range(count):
        tag, _, offset, length = unpack_from(">4sIII", directory, 16 * i)
        yield tag.decode("latin-1"), (offset, length)


def _family(table: bytes) -> str:
    count, strings = unpack_from(">HH", table, 2)
    names = {}
    for i in range(count):
        platform, _, language, name, length, at = unpack_from(">6H", table, 6 + 12 * i)
        if platform == _WINDOWS and language == _AMERICAN_ENGLISH:
            names[name] = table[strings + at : strings + at + length].decode("utf-16-be")
    return names.get(_TYPOGRAPHIC_FAMILY) or names[_FAMILY]


def _groups(table: bytes, at: int) -> Iterator[CharacterRange]:
    (count,) = unpack_from(">I", table, at + 12)
    numbers = unpack_from(f">{3 * count}I", table, at + 16)
    for first, last, glyph in zip(*[iter(numbers)] * 3, strict=True):
        yield CharacterRange(first, last, glyph - first)


def _pairs(table: bytes, at: int) -> Iterator[CharacterRange]:
    count = unpack_from(">H", table, at + 6)[0] // 2
    ends = unpack_from(f">{count}H", table, at + 14)
    starts = unpack_from(f">{count}H", table, at + 16 + 2 * count)
    shifts = unpack_from(f">{count}H", table, at + 16 + 4 * count)
    listed_at = at + 16 + 6 * count
    offsets = unpack_from(f">{count}H", table, listed_at)
    for i, (start, end, shift, offset) in enumerate(
        zip(starts, ends, shifts, offsets, strict=True)
    ):
        yield CharacterRange(start, end, shift, listed_at + 2 * i + offset if offset else 0)
