"""What the bot told a member about what they did."""

import re
from enum import Enum

from simcord import InteractionResult

from tests.world import said


class Told(Enum):
    """What a member knows after an answer."""

    DONE = "done"
    NOT_DONE = "not done"
    UNKNOWN = "unknown"


UNCERTAIN = "don’t know yet whether it worked"
NOTHING_CHANGED = ("wasn’t saved", "didn’t get through to Discord", "I’m restarting right now")
RECORDED = ("That’s saved.", "That’s saved, but", "It’s recorded", "📣 ")
DONE = {
    "declare": r"promise: \*\*|Your promise is out there",
    "skip": "🌿 ",
    "pause": "⏸️ <@|It’s paused",
    "resume": "▶️ <@|It’s back on",
    "drop": "🍂 [^<\n]*<@",
    "complete": r"(🎉|🏁) [^<\n]*<@",
    "undo": r"Undone: ",
    "zone": r"🕒 It’s ",
    "cheer": r"👏",
    "witness": r"🤝 You’re now holding",
    "delete": "is gone",
    "hide": "Only you can see it now",
}
VAGUE = {"press", "remind", "settings"}
"""Deeds with many possible answers, of which only those above are read."""
ALREADY = "You’ve already cheered|nothing (left )?to cheer|You’re already holding"


def told(kind: str, word: str, result: InteractionResult) -> Told:
    """Read an answer to a deed; `word` is what the member called it."""
    text = said(result)
    if not text or UNCERTAIN in text:  # without a text, the member still waits
        return Told.UNKNOWN
    if any(words in text for words in NOTHING_CHANGED):
        return Told.NOT_DONE
    if any(words in text for words in RECORDED):
        return Told.DONE
    return _read(kind, word, text, is_private=result.ephemeral)


def _read(kind: str, word: str, text: str, *, is_private: bool) -> Told:
    if kind in VAGUE:
        return Told.UNKNOWN
    is_done = word in text if kind == "check-in" else re.search(DONE[kind], text)
    if is_done and "What you typed" not in text and not re.search(ALREADY, text):
        return Told.DONE
    # Whatever else was said to the member alone is a refusal, which is compared with the record.
    return Told.NOT_DONE if is_private else Told.UNKNOWN
