"""Write each event as one line: for people, or as JSON for programs."""

import json
import logging
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from accountabot.logs import tracebacks
from accountabot.logs.descriptions import error_text, loggable_args, unexpected_error
from accountabot.logs.secrets import Secrets

REFERENCE = "reference"
"""The attribute of a record that identifies an error; members are told the same."""
_BREAK = " ⏎ "


class _LineFormatter(logging.Formatter):
    """What both formats have in common."""

    def __init__(self, hidden: Secrets) -> None:
        super().__init__()
        self._hidden = hidden

    def _message(self, record: logging.LogRecord) -> str:
        """Return the message in one line, without anything that members wrote."""
        text = _filled(record)
        lines = [line.strip() for line in text.splitlines()]
        if record.name == "asyncio":
            del lines[1:]  # they show the error, a task and its coroutine with all their values
        return self._hidden.hide(_BREAK.join(filter(None, lines)))


def _filled(record: logging.LogRecord) -> str:
    """Return the message with its arguments, or without them if they don't fit."""
    pattern = record.msg
    text = error_text(pattern) if isinstance(pattern, BaseException) else str(pattern)
    args = loggable_args(record.args)
    try:
        return text % args if args else text
    except (TypeError, ValueError, KeyError):
        return text


class TextFormatter(_LineFormatter):
    """A line for people: the time of the machine, the level, the logger and the message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        moment = datetime.fromtimestamp(record.created).astimezone()
        line = f"{moment:%Y-%m-%d %H:%M:%S} {record.levelname:<8} {record.name}: "
        line += self._message(record)
        if (reference := reference_of(record)) and reference not in line:
            line += f" (reference {reference})"
        if error := _error(record):
            line += f" | {self._hidden.hide(tracebacks.in_one_line(error))}"
        return line


class JsonFormatter(_LineFormatter):
    """A JSON object; a traceback is one of its fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        moment = datetime.fromtimestamp(record.created, UTC)
        fields = {
            "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self._message(record),
        }
        if reference := reference_of(record):
            fields[REFERENCE] = reference
        if error := _error(record):
            fields["error"] = type(error).__name__
            fields["traceback"] = self._hidden.hide(tracebacks.full(error))
        return json.dumps(fields, ensure_ascii=False)


def reference_of(record: logging.LogRecord) -> str | None:
    """Return the reference of a record; an error that has none gets one."""
    known: str | None = getattr(record, REFERENCE, None)
    if known is None and record.levelno >= logging.ERROR:
        known = secrets.token_hex(3)
        setattr(record, REFERENCE, known)
    return known


def _error(record: logging.LogRecord) -> BaseException | None:
    """Return the error whose place a record names, if there is one."""
    if record.exc_info:
        return record.exc_info[1]
    args = record.args.values() if isinstance(record.args, Mapping) else record.args or ()
    return unexpected_error(args)
