"""The numbers that the bot shows."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from tests.world import _STREAK, streak_in

LINES = {
    "streak": r"\*\*Current streak\*\* (\d+)",
    "longest": r"\*\*Longest streak\*\* (\d+)",
    "freezes": r"\*\*Freezes\*\* (\d+)",
    "kept": r"\*\*Kept\*\* (\d+) of \d+",
    "counted": r"\*\*Kept\*\* \d+ of (\d+)",
}


BOARD_ROW = re.compile(r"\*\*(\d+)\*\* 🔥 <@\d+> · \u2068(\w+)\u2069")
LISTED = re.compile(r"\*\*\u2068(\w+)\u2069\*\*\n(.*\*\*Current streak\*\*.*)")


class Shown(NamedTuple):
    """A number that the bot showed about a goal at a moment."""

    at: datetime
    title: str
    name: str
    number: int


def numbers_in(at: datetime, title: str, text: str) -> Iterator[Shown]:
    """Yield the numbers about a goal in a card or the answer to a check-in.

    A reminder of another goal may follow in the same answer.
    """
    text = text.split("\N{ALARM CLOCK}", maxsplit=1)[0]
    for name, pattern in LINES.items():
        if found := re.search(pattern, text):
            yield Shown(at, title, name, int(found[1]))
    if "Current streak" not in text and _STREAK.search(text):
        yield Shown(at, title, "streak", streak_in(text))


def listed_in(at: datetime, text: str) -> Iterator[Shown]:
    """Yield the numbers in a leaderboard of streaks or a list of a member's streaks."""
    for streak, title in BOARD_ROW.findall(text):
        yield Shown(at, title, "streak", int(streak))
    for title, line in LISTED.findall(text):
        yield from numbers_in(at, title, line)
