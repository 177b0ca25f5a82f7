"""Find a font for what Lato doesn't draw: other scripts, symbols and emoji.

The first font that has a character is used. Noto is preferred, because its families share one
design; otherwise the order only has to be the same every time.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from accountabot.pictures.fonts.font_face import FontFace
from accountabot.pictures.measuring import is_in_lato, lato

_PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
"""Those of the optional dependency `fonts`."""
_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "~/Library/Fonts",
)
_KINDS = {".ttf", ".otf", ".ttc", ".otc"}
_NORMAL_WIDTH = 5
_PREFERRED = ("Noto Sans", "Noto Color Emoji", "Noto Emoji", "Noto", "DejaVu Sans", "Liberation")
_UNSUITABLE = ("Mono", "Last Resort", "Lato")
"""Lato is ours. With a second one of the same name, the renderer might mix them."""

_IGNORED = {"\u200c", "\u200d", "\ufe0e", "\ufe0f", *map(chr, range(0xE0020, 0xE0080))}
"""Invisible parts of graphemes, which few fonts list."""


class FallbackFonts:
    """The fonts of some files, in order of preference."""

    def __init__(self, paths: list[Path]) -> None:
        self._faces = sorted(_readable(paths), key=_preference)
        self._found: dict[tuple[frozenset[str], int], FontFace | None] = {}

    def find(self, grapheme: str, weight: int) -> FontFace | None:
        """Return Lato if it has all characters, another font that has them, or None."""
        characters = frozenset(grapheme) - _IGNORED or frozenset(grapheme[0])
        if all(map(is_in_lato, characters)):
            return lato(weight)
        key = characters, weight
        if key not in self._found:
            self._found[key] = self._search(characters, weight)
        return self._found[key]

    def _search(self, characters: frozenset[str], weight: int) -> FontFace | None:
        for first in self._faces:
            if all(map(first.has, characters)):
                family = [face for face in self._faces if face.family == first.family]
                return min(
                    family,
                    key=lambda face: (face.width != _NORMAL_WIDTH, abs(face.weight - weight)),
                )
        return None


@cache
def fallback_fonts() -> FallbackFonts:
    """Return the fonts of the optional packages and of the system."""
    return FallbackFonts([path for folder in _folders() for path in _files(folder)])


def _folders() -> Iterator[Path]:
    for package in _PACKAGES:
        if (found := find_spec(package)) and found.origin:
            yield Path(found.origin).parent
    for folder in _FOLDERS:
        with suppress(RuntimeError):  # a user without a home directory has no fonts in it
            yield Path(folder).expanduser()
    if windows := os.environ.get("WINDIR"):
        yield Path(windows) / "Fonts"


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in _KINDS)


def _readable(paths: list[Path]) -> Iterator[FontFace]:
    for path in paths:
        try:
            face = FontFace(path)
        except ValueError:
            continue
        if not face.is_italic and not any(word in face.family for word in _UNSUITABLE):
            yield face


def _preference(face: FontFace) -> tuple[int, bool, int, str]:
    rank = next((i for i, name in enumerate(_PREFERRED) if face.family.startswith(name)), 99)
    return rank, face.width != _NORMAL_WIDTH, abs(face.weight - 400), face.family
