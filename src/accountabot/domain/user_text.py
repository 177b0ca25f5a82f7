"""Decide what of a member's text is kept, and when it is no text at all."""

import re
import unicodedata

from accountabot.domain.refusals import Refusal

TITLE_LIMIT = 100
"""Characters; also what Discord allows an autocomplete choice."""
NOTE_LIMIT = 300

_JOINERS = "\u200c\u200d"
"""Invisible, but part of how some scripts and most emoji are written."""
_PARTS = re.compile("\U0001f3f4[\U000e0020-\U000e007f]+|.", re.DOTALL)
"""Characters one by one, but for the flags that are spelt with invisible ones."""
_MARKUP = re.compile(r"[\s*_~`|>#\\\-]+")
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs, by their category, that show nothing."""


def clean_text(text: str, limit: int) -> str:
    """Return a member's text on one line, without what can't be seen.

    Raises Refusal where nothing visible is left or where it is longer than `limit` characters.
    """
    kept = " ".join(_seen(unicodedata.normalize("NFC", text)).split())
    if not any(map(_shows, _MARKUP.sub("", kept))):
        raise Refusal("text-empty", limit=limit, length=len(text))
    if len(kept) > limit:
        raise Refusal("text-too-long", limit=limit, length=len(kept))
    return kept


def clean_title(text: str) -> str:
    """Return a goal's title in the member's own words."""
    return clean_text(text, TITLE_LIMIT)


def clean_note(text: str | None) -> str | None:
    """Return a check-in's note, or None where none was given."""
    return clean_text(text, NOTE_LIMIT) if text else None


def clean_plan(text: str | None) -> str:
    """Return when and where something is to be done, in the member's own words, or nothing."""
    return clean_text(text, TITLE_LIMIT) if text and text.strip() else ""


def _seen(text: str) -> str:
    return text if text.isprintable() else "".join(filter(_is_seen, _PARTS.findall(text)))


def _is_seen(character: str) -> bool:
    return (
        len(character) > 1
        or character in _JOINERS
        or character.isspace()
        or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
    )


def _shows(character: str) -> bool:
    return character not in _BLANK and unicodedata.category(character)[0] not in "CMZ"
