"""Example sentences with their expected parse, and helpers for the parser's tests."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from accountabot.commands.parse import to_json
from accountabot.domain.calendar.days import Calendar
from accountabot.phrases.goals import goal_parser
from accountabot.phrases.goals.parsed_goal import ParsedGoal

NEW_YORK = Calendar(ZoneInfo("America/New_York"))
NOW = datetime(2026, 11, 25, 20, tzinfo=UTC)
"""A Wednesday, 15:00 in New York."""


def _load(name: str) -> list[dict[str, Any]]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line]


SPECIFIED = _load("specified.jsonl")
HELD_OUT = _load("held_out.jsonl")
"""Written by someone who had not seen the grammar; it parsed 366 of the 370 at the first run."""
CHATS_SPECIFIED = _load("chats_specified.jsonl")
CHATS_HELD_OUT = _load("chats_held_out.jsonl")
"""Five sets of 240 to 260, each by someone else who had not seen the grammar."""
LOOKALIKES = _load("lookalikes.jsonl")
"""Sentences with words that look like a date, a weekday or an amount, by someone else again."""
EDGE_CASES = _load("edge_cases.jsonl")
"""Sentences entered in New York at `NOW`; fields that the sentence doesn't mention are missing."""


def parse(
    text: str, calendar: Calendar = NEW_YORK, now: datetime = NOW, **options: Any
) -> ParsedGoal:
    return goal_parser.parse_goal(text, calendar, now, **options)


def deadline_of(
    text: str, calendar: Calendar = NEW_YORK, now: datetime = NOW, **options: Any
) -> str | None:
    """Return the local time at which a goal ends."""
    found: str | None = to_json(parse(text, calendar, now, **options), calendar)["until"]
    return found
