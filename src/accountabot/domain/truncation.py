"""Cut a text that is too long so that no sign of it is taken apart."""

import unicodedata

from accountabot.domain import user_text
from accountabot.domain.refusals import Refusal

_WORD, _SIGN = 30, 30
"""Characters within which a word, or a sign that is written with several characters, is expected to begin."""
_JOINER = "\u200d"
_TONES = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_FLAGS = range(0x1F1E6, 0x1F200)


def clip(text: str, limit: int) -> str:
    """Return as much of a text as fits, on one line and without what can't be seen; where none can, nothing."""
    try:
        kept = user_text.clean_text(text, 4 * len(text))
    except Refusal:
        return ""
    return _cut(kept, limit)


def clip_around(text: str, at: int, limit: int) -> str:
    """Return as much as fits of a text on one line, so that what stands at `at` is in it."""
    begin = at - limit // 3
    if len(text) <= limit or begin <= 0:
        return _cut(text, limit, at)
    last = len(text) - limit + 1  # from where on all the rest fits
    if begin >= last:
        return f"…{text[next((n for n in range(last, len(text)) if not _is_inside(text, n)), len(text)) :]}"
    start = next(
        (n for n in range(begin, max(begin - _SIGN, 0), -1) if not _is_inside(text, n)), begin
    )
    return f"…{_cut(text[start:], limit - 1, at - start)}"


def _cut(text: str, limit: int, kept: int = 0) -> str:
    """Cut a text where a word ends, if one does behind the sign that is to be kept in any case."""
    return text if len(text) <= limit else f"{text[: _end(text, limit - 1, kept)].rstrip()}…"


def _end(text: str, at: int, kept: int) -> int:
    """Return where a text is cut: at `at`, or before the word or the sign that stands there."""
    space = text.rfind(" ", max(kept + 1, at - _WORD), at + 1)
    whole = next((end for end in range(at, at - _SIGN, -1) if not _is_inside(text, end)), at)
    return space if space > 0 else whole


def _is_inside(text: str, at: int) -> bool:
    """Tell whether the character there belongs to a sign that began before it."""
    before, here = text[at - 1], text[at]
    if ord(here) in _FLAGS:
        return _flags_before(text, at) % 2 == 1
    is_added = unicodedata.category(here)[0] == "M" or ord(here) in _TONES or ord(here) in _TAGS
    return is_added or _JOINER in (before, here)


def _flags_before(text: str, at: int) -> int:
    """Count the letters of flags that stand in a row before `at`."""
    first = at
    while first and ord(text[first - 1]) in _FLAGS:
        first -= 1
    return at - first
