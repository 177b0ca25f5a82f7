"""Measure text in Lato, estimate the rest, and fit text into a width."""

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from accountabot.pictures.fonts.font_face import FontFace
from accountabot.pictures.wording import clean, graphemes_of, is_emoji

BOLD = 700
_FILES = {400: "Lato-Regular.ttf", BOLD: "Lato-Bold.ttf", 900: "Lato-Black.ttf"}
_EMOJI, _WIDE, _OTHER = 1.3, 1.0, 0.64
"""Estimated widths of graphemes that are not in Lato, for a font size of 1."""
_ELLIPSIS = "…"


@cache
def lato_files() -> tuple[Path, ...]:
    """Return the paths of the font's files, or nothing if its package is missing."""
    try:
        folder = files("font_lato") / "files"
    except ModuleNotFoundError:
        return ()
    return tuple(Path(str(folder / name)) for name in _FILES.values())


@cache
def lato(weight: int = 400) -> FontFace | None:
    """Return a weight of Lato, or None if the font is missing."""
    for path in lato_files():
        if path.name == _FILES[weight]:
            return FontFace(path)
    return None


def is_in_lato(character: str) -> bool:
    """Return whether Lato draws a character."""
    return (face := lato()) is not None and face.has(character)


def width_of(text: str, size: float, weight: int = 400) -> float:
    """Return the width of a text in pixels; only an estimate for other scripts than Latin."""
    return size * sum(_width(grapheme, weight) for grapheme in graphemes_of(text))


def fit(text: str, size: float, width: float, weight: int = 400) -> str:
    """Truncate a text between graphemes to a width in pixels."""
    if width_of(text, size, weight) <= width:
        return text
    left = width - width_of(_ELLIPSIS, size, weight)
    kept = []
    for grapheme in graphemes_of(text):
        left -= size * _width(grapheme, weight)
        if left < 0:
            break
        kept.append(grapheme)
    return f"{''.join(kept).rstrip()}{_ELLIPSIS}"


def wrap(text: str, size: float, width: float, weight: int, lines: int) -> list[str]:
    """Break a text into some lines of a width in pixels, between words; truncate the last."""
    wrapped: list[str] = []
    rest = clean(text)
    while rest and len(wrapped) < lines - 1:
        end = _line_end(rest, size, width, weight)
        wrapped.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*wrapped, fit(rest, size, width, weight)] if rest else wrapped


def _line_end(text: str, size: float, width: float, weight: int) -> int:
    """Return where a line ends: at a space, or within a word that is too long."""
    end = 0
    for grapheme in graphemes_of(text):
        width -= size * _width(grapheme, weight)
        if width < 0 and end:
            space = text.rfind(" ", 0, end + 1)
            return space if space > 0 else end
        end += len(grapheme)
    return end


@lru_cache(4096)
def _width(grapheme: str, weight: int) -> float:
    face = lato(weight)
    if face and face.has(grapheme[0]):
        return sum(face.advance(c) for c in grapheme if not unicodedata.combining(c))
    if is_emoji(grapheme):
        return _EMOJI
    is_wide = unicodedata.east_asian_width(grapheme[0]) in {"W", "F"}
    return _WIDE if is_wide else _OTHER
