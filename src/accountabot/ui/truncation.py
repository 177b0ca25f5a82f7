"""Truncate text without splitting a grapheme."""

from functools import cache
from typing import TYPE_CHECKING

from accountabot.domain import user_text
from accountabot.domain.refusals import Refusal

if TYPE_CHECKING:
    from regex import Pattern

_LONGEST_WORD = 30
_LONGEST_GRAPHEME = 30
"""Characters. Accents can be stacked without end; a longer grapheme is split like any text."""


def truncate(text: str, limit: int) -> str:
    """Clean and truncate a text; return "" if it has no visible text."""
    try:
        cleaned = user_text.clean_text(text, 4 * len(text))
    except Refusal:
        return ""
    return _cut(cleaned, limit)


def truncate_around(text: str, at: int, limit: int) -> str:
    """Truncate a one-line text around the character at index `at`."""
    begin = at - limit // 3
    if len(text) <= limit or begin <= 0:
        return _cut(text, limit, keep=at)
    tail = len(text) - limit + 1
    if begin >= tail:
        starts = (grapheme.start() for grapheme in _grapheme().finditer(text))
        return f"…{text[next((start for start in starts if start >= tail), len(text)) :]}"
    start = _boundary(text, begin)
    return f"…{_cut(text[start:], limit - 1, keep=at - start)}"


def _cut(text: str, limit: int, keep: int = 0) -> str:
    """Truncate a text at a word boundary if possible, but after index `keep`."""
    if len(text) <= limit:
        return text
    end = limit - 1
    space = text.rfind(" ", max(keep + 1, end - _LONGEST_WORD), end + 1)
    return f"{text[: space if space > 0 else _boundary(text, end)].rstrip()}…"


def _boundary(text: str, at: int) -> int:
    """Return the start of the grapheme at index `at`, or `at` if that is too far away."""
    *_, grapheme = _grapheme().finditer(text, 0, at + 1)
    start = grapheme.start()
    return start if at - start < _LONGEST_GRAPHEME else at


@cache
def _grapheme() -> "Pattern[str]":
    """Return the pattern of one grapheme; the package is loaded with the first long text."""
    import regex  # noqa: PLC0415 - see above

    return regex.compile(r"\X")
