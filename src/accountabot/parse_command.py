"""Print as JSON what a goal's sentence is understood to say, for those who try the grammar and for tests of it."""

import io
import json
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

import typer

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.refusals import Refusal
from accountabot.phrases.goals import sentences, understood
from accountabot.phrases.goals.deadlines import end_of
from accountabot.phrases.goals.understood import Understood

_UNUSABLE = {
    "text-empty": "There is nothing to read in it.",
    "text-too-long": f"It is longer than {understood.LIMIT} characters.",
    "amount-out-of-range": "It names an amount that nobody could mean.",
}


class Asked(NamedTuple):
    """A sentence, and where and when it is said."""

    text: str
    now: str | None = None
    zone: str | None = None
    locale: str | None = None


class Unusable(Exception):  # noqa: N818 - it is the caller's slip, told in one sentence
    """What was asked can't be answered, with the sentence that says why."""


def run(asked: Asked) -> int:
    """Print what a sentence says, or with `-` what each line of standard input does; return the exit code.

    A line that can't be used is answered with null, so that answers stay beside what was asked, and the code is 1.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if asked.text != "-":
        return 0 if _answer(asked) else 1
    answers = [_answer_line(number, line, asked) for number, line in enumerate(sys.stdin, start=1)]
    return 0 if all(answers) else 1


def _answer(asked: Asked) -> bool:
    try:
        _print(_read(asked))
    except Unusable as error:
        typer.echo(error, err=True)
        return False
    return True


def _answer_line(number: int, line: str, defaults: Asked) -> bool:
    try:
        _print(_read(_asked(line, defaults)))
    except Unusable as error:
        typer.echo(f"Line {number}: {error}", err=True)
        _print(None)
        return False
    return True


def _print(answer: dict[str, Any] | None) -> None:
    typer.echo(json.dumps(answer, ensure_ascii=False))


def _asked(line: str, defaults: Asked) -> Asked:
    if not line.strip():
        raise Unusable(_UNUSABLE["text-empty"])
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        raise Unusable("It is no JSON.") from None
    if not isinstance(given, Mapping) or not isinstance(given.get("text"), str):
        raise Unusable('It is no JSON object with a "text".')
    chosen = {
        field: given[field] for field in ("now", "zone", "locale") if given.get(field) is not None
    }
    if not all(isinstance(value, str) for value in chosen.values()):
        raise Unusable("now, zone and locale are texts.")
    return defaults._replace(text=given["text"], **chosen)


def _read(asked: Asked) -> dict[str, Any]:
    calendar = Calendar(_zone(asked.zone or "UTC"))
    now = _now(asked.now, calendar)
    try:
        understood = sentences.read(asked.text, calendar, now, locale=asked.locale or "en-US")
    except Refusal as refusal:
        raise Unusable(_UNUSABLE[refusal.key]) from None
    return told(understood, calendar)


def _zone(name: str) -> ZoneInfo:
    if name not in available_timezones():
        raise Unusable(f"{name!r} is no time zone; try Europe/Lisbon.")
    return ZoneInfo(name)


def _now(text: str | None, calendar: Calendar) -> datetime:
    if text is None:
        return datetime.now(UTC)
    try:
        given = datetime.fromisoformat(text)
        now = given.astimezone(UTC) if given.tzinfo else calendar.instant(given)
        calendar.day_of(now)
    except (ValueError, OverflowError):
        raise Unusable(f"{text!r} is no time in ISO 8601; try 2026-12-24T17:00:00.") from None
    return now


def told(understood: Understood, calendar: Calendar) -> dict[str, Any]:
    """Return what was understood as JSON has it; dates and times as the member's clock shows them."""
    amount, through = understood.amount, understood.through
    until = end_of(through, calendar) if through else understood.until
    return {
        "title": understood.title,
        "schedule": understood.schedule and str(understood.schedule),
        "start": _iso(understood.start),
        "until": _iso(until.astimezone(calendar.zone).replace(tzinfo=None) if until else None),
        "amount": amount and _number(amount.number),
        "unit": (amount and amount.unit) or None,
        "at_most": True if amount and amount.at_most else None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(number: Decimal) -> int | float:
    return int(number) if number == int(number) else float(number)
