"""Clean the text that members type, and reject text without visible characters."""

import re
import unicodedata
from enum import Enum

from accountabot.domain.refusals import Count, Refusal


class TextField(Enum):
    """A text that members type, as a refusal names it."""

    TEXT = "text"
    GOAL = "goal"
    TITLE = "title"
    SCHEDULE = "schedule"
    UNIT = "unit"
    PLAN = "plan"
    NOTE = "note"
    REASON = "reason"
    MESSAGE = "message"
    DATE = "date"
    PLACE = "place"
    DISCLOSURE = "disclosure"
    INTRODUCTION = "introduction"
    GREETING = "greeting"


TITLE_LIMIT = 100
"""In characters; also Discord's limit for an autocomplete choice."""
NOTE_LIMIT = 300

_JOINERS = "\u200c\u200d"
"""Invisible characters that some scripts and most emoji need."""
_PARTS = re.compile("\U0001f3f4[\U000e0020-\U000e007f]+|.", re.DOTALL)
"""Single characters, and whole flags that are spelled with invisible characters."""
_MARKUP = re.compile(r"[\s*_~`|>#\\\-]+")
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Invisible characters that Unicode classifies as letters or symbols."""


def clean_text(text: str, limit: int, field: TextField = TextField.TEXT) -> str:
    """Return a member's text on one line, without invisible characters.

    Raises Refusal if nothing visible is left or if it is longer than `limit` characters.
    """
    kept = " ".join(_seen(unicodedata.normalize("NFC", text)).split())
    if not any(map(_shows, _MARKUP.sub("", kept))):
        raise Refusal("text-empty", field=field, limit=limit, length=len(text))
    if len(kept) > limit:
        raise Refusal("text-too-long", field=field, limit=Count(limit), length=Count(len(kept)))
    return kept


def clean_title(text: str) -> str:
    """Clean the title of a goal."""
    return clean_text(text, TITLE_LIMIT, TextField.TITLE)


def clean_note(text: str | None, field: TextField = TextField.NOTE) -> str | None:
    """Clean a note, or return None if there is none."""
    return clean_text(text, NOTE_LIMIT, field) if text else None


def clean_plan(text: str | None) -> str:
    """Clean a plan, the time and place for working on a goal; it may be empty."""
    return clean_text(text, TITLE_LIMIT, TextField.PLAN) if text and text.strip() else ""


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
