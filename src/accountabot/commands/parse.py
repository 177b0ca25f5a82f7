"""Print the parse of a goal's sentence as JSON, for trying out and testing the grammar."""

import io
import json
import os
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

import click

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.refusals import Refusal
from accountabot.phrases.goals import goal_parser
from accountabot.phrases.goals.open_questions import open_questions
from accountabot.phrases.goals.parsed_goal import SENTENCE_LIMIT, ParsedGoal

_REFUSALS = {
    "text-empty": "The sentence is empty.",
    "text-too-long": f"The sentence is longer than {SENTENCE_LIMIT} characters.",
    "amount-out-of-range": "The amount is out of range.",
}


class ParseRequest(NamedTuple):
    """A sentence with the time, time zone and locale to read it in."""

    text: str
    now: str | None = None
    zone: str | None = None
    locale: str | None = None


class InvalidRequest(Exception):  # noqa: N818 - the caller's mistake, not a failure
    """A request that can't be answered; the message says why."""


def run(request: ParseRequest) -> int:
    """Print the parse of a sentence, or of each line of standard input if it is `-`.

    Return the exit code. An invalid line prints null, so that each line has its answer, and
    makes the exit code 1.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    given = {name: value and _as_typed(value) for name, value in request._asdict().items()}
    request = request._replace(**given)
    if request.text != "-":
        return 0 if _answer(request) else 1
    answers = [_answer_line(number, line, request) for number, line in enumerate(sys.stdin, 1)]
    return 0 if all(answers) else 1


def _as_typed(argument: str) -> str:
    """Return an argument as UTF-8 text, even if the locale's encoding can't represent it."""
    try:
        return argument.encode().decode()
    except UnicodeEncodeError:  # Python keeps bytes that it can't decode as surrogates
        return os.fsencode(argument).decode(errors="replace")


def _answer(request: ParseRequest) -> bool:
    """Print the parse or the error, and tell whether it succeeded."""
    try:
        _print(_parse(request))
    except InvalidRequest as error:
        click.echo(error, err=True)
        return False
    return True


def _answer_line(number: int, line: str, defaults: ParseRequest) -> bool:
    try:
        _print(_parse(_request(line, defaults)))
    except InvalidRequest as error:
        click.echo(f"Line {number}: {error}", err=True)
        _print(None)
        return False
    return True


def _print(answer: dict[str, Any] | None) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False))


def _request(line: str, defaults: ParseRequest) -> ParseRequest:
    """Return the request in a line of JSON."""
    if not line.strip():
        raise InvalidRequest(_REFUSALS["text-empty"])
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        raise InvalidRequest("This is not valid JSON.") from None
    if not isinstance(fields, Mapping) or not isinstance(fields.get("text"), str):
        raise InvalidRequest('This is not a JSON object with a "text".')
    options = {
        name: fields[name] for name in ("now", "zone", "locale") if fields.get(name) is not None
    }
    if not all(isinstance(value, str) for value in options.values()):
        raise InvalidRequest("now, zone and locale must be strings.")
    return defaults._replace(text=fields["text"], **options)


def _parse(request: ParseRequest) -> dict[str, Any]:
    calendar = Calendar(_zone(request.zone or "UTC"))
    now = _now(request.now, calendar)
    locale = request.locale or "en-US"
    try:
        parsed = goal_parser.parse_goal(request.text, calendar, now, locale=locale)
    except Refusal as refusal:
        raise InvalidRequest(_REFUSALS[refusal.key]) from None
    return to_json(parsed, calendar)


def _zone(name: str) -> ZoneInfo:
    if name not in available_timezones():
        raise InvalidRequest(f"{name!r} is not a time zone; try Europe/Lisbon.")
    return ZoneInfo(name)


def _now(text: str | None, calendar: Calendar) -> datetime:
    if text is None:
        return datetime.now(UTC)
    try:
        given = datetime.fromisoformat(text)
        now = given.astimezone(UTC) if given.tzinfo else calendar.instant(given)
        calendar.day_of(now)
    except (ValueError, OverflowError):
        raise InvalidRequest(
            f"{text!r} is not a time in ISO 8601; try 2026-12-24T17:00:00."
        ) from None
    return now


def to_json(parsed: ParsedGoal, calendar: Calendar) -> dict[str, Any]:
    """Return a parsed goal for JSON, with dates and times in the member's time zone."""
    amount = parsed.amount
    until = parsed.until
    if parsed.through:
        until = calendar.last_second(parsed.through)
    local = until.astimezone(calendar.zone).replace(tzinfo=None) if until else None
    return {
        "title": parsed.title,
        "schedule": parsed.schedule and str(parsed.schedule),
        "start": _iso(parsed.start),
        "until": _iso(local),
        "usual_time": parsed.usual_time and parsed.usual_time.isoformat("minutes"),
        "amount": amount and _number(amount.number),
        "unit": (amount and amount.unit) or None,
        "at_most": True if amount and amount.at_most else None,
        "asks": [str(question) for question in open_questions(parsed)],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(number: Decimal) -> int | float:
    return int(number) if number == int(number) else float(number)
