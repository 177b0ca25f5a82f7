"""Prepare text for pictures: remove what can't be drawn, and truncate between graphemes."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regex import Pattern

NAMELESS = "–"
"""What is drawn for a text without anything visible."""
_JOINERS = "\u200c\u200d"
_TAGS = range(0xE0020, 0xE0080)
"""Invisible letters that spell the flags of regions, after a black flag."""
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Invisible characters that Unicode classifies as letters or symbols."""
_MOST_MARKS = 4
"""Accents on one letter. Every script needs fewer; some members stack hundreds."""
_LONGEST_GRAPHEME = 40


def clean(text: str) -> str:
    """Return a text on one line, without characters that are invisible or illegal in XML."""
    kept = "".join(filter(_is_drawn, unicodedata.normalize("NFC", text)))
    graphemes = (_without_stacks(grapheme) for grapheme in graphemes_of(kept))
    return " ".join("".join(graphemes).split())


def graphemes_of(text: str) -> list[str]:
    """Split a text into what its readers take for characters."""
    return [
        part[start : start + _LONGEST_GRAPHEME]
        for part in _grapheme().findall(text)
        for start in range(0, len(part), _LONGEST_GRAPHEME)
    ]


def cut(text: str, limit: int) -> str:
    """Truncate a text to a number of characters, between graphemes."""
    if len(text) <= limit:
        return text
    kept = ""
    for grapheme in graphemes_of(text):
        if len(kept) + len(grapheme) >= limit:
            break
        kept += grapheme
    return f"{kept.rstrip()}…"


def is_right_to_left(text: str, *, is_sentence: bool = False) -> bool:
    """Return whether the first letter with a direction is Hebrew, Arabic or similar.

    In a sentence, which may begin with a name in another script, all letters have to be.
    """
    directions = map(unicodedata.bidirectional, text)
    strong = [direction != "L" for direction in directions if direction in {"L", "R", "AL"}]
    return bool(strong) and (all(strong) if is_sentence else strong[0])


def is_emoji(grapheme: str) -> bool:
    """Return whether a grapheme is a picture rather than a letter."""
    return "\ufe0f" in grapheme or "\u20e3" in grapheme or _is_pictograph(grapheme[0])


def _is_pictograph(character: str) -> bool:
    return 0x1F000 <= ord(character) < 0x20000 or 0x2600 <= ord(character) < 0x27C0  # noqa: PLR2004


def _is_drawn(character: str) -> bool:
    if character in _JOINERS or character.isspace() or ord(character) in _TAGS:
        return True
    return character not in _BLANK and unicodedata.category(character) not in {
        "Cc",
        "Cf",
        "Cn",
        "Co",
        "Cs",
    }


def _without_stacks(grapheme: str) -> str:
    if unicodedata.category(grapheme[0])[0] == "M" or grapheme[0] in _JOINERS:
        return ""
    return "".join(_few_marks(grapheme))


def _few_marks(grapheme: str) -> Iterator[str]:
    marks = 0
    for character in grapheme:
        is_mark = unicodedata.category(character) == "Mn" and character != "\ufe0f"
        marks = marks + 1 if is_mark else 0
        if marks <= _MOST_MARKS:
            yield character


@cache
def _grapheme() -> "Pattern[str]":
    """Return the pattern of one grapheme; the package is loaded with the first picture."""
    import regex  # noqa: PLC0415 - see above

    return regex.compile(r"\X")
