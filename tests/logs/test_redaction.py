"""Whatever fails, the log shows no token, and nothing that a member wrote."""

import asyncio
import gc
import io
import json
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import Mock

import aiohttp
import discord
import pytest
from sqlalchemy.exc import OperationalError
from yarl import URL

from accountabot.config import LogFormat, Settings
from accountabot.domain.refusals import Refusal
from accountabot.logs.setup import log_handler, set_up_log
from accountabot.store.errors import NotSaved
from accountabot.ui.cards import Card, text

WORD = "zebrafish"
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789AB"
OF_AN_INTERACTION = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5"
ADDRESS = f"https://discord.com/api/v10/webhooks/42/{OF_AN_INTERACTION}/messages/@original"


class Log:
    """What was written, and the events in it."""

    def __init__(self, form: LogFormat) -> None:
        self.settings = Settings(discord_token=None, log_format=form)
        self.written = io.StringIO()
        self.handler = log_handler(self.settings, TOKEN)
        self.handler.setStream(self.written)

    @property
    def lines(self) -> list[str]:
        return self.written.getvalue().splitlines()


@pytest.fixture(params=LogFormat)
def log(request: pytest.FixtureRequest) -> Iterator[Log]:
    found = Log(request.param)
    root = logging.getLogger()
    before = root.level
    root.addHandler(found.handler)
    root.setLevel(logging.INFO)
    yield found
    root.removeHandler(found.handler)
    root.setLevel(before)


def http_error() -> discord.HTTPException:
    said = {"code": 50035, "message": f'Value "{WORD}" must be one of ()', "errors": {}}
    return discord.HTTPException(Mock(status=400, reason="Bad Request"), said)


def download_error() -> aiohttp.ClientResponseError:
    return aiohttp.ClientResponseError(
        Mock(real_url=URL(f"{ADDRESS}?{WORD}")), (), status=404, message=WORD
    )


ERRORS: list[Callable[[], Exception]] = [
    lambda: ValueError(WORD),
    lambda: KeyError(WORD),
    lambda: UnicodeDecodeError("utf-8", WORD.encode(), 0, 1, WORD),
    lambda: Refusal("unknown-goal", title=WORD),
    lambda: OperationalError("SELECT ?", (WORD,), sqlite3.OperationalError("no such table: goals")),
    lambda: sqlite3.OperationalError(
        f"Could not decode to UTF-8 column 'title' with text 'Feed the {WORD}'"
    ),
    lambda: sqlite3.IntegrityError(f"Feed the {WORD}"),  # what a trigger raises
    lambda: sqlite3.OperationalError(f'near "{WORD}": syntax error'),
    http_error,
    download_error,
    lambda: aiohttp.InvalidURL(WORD),
    lambda: ExceptionGroup(WORD, [ValueError(WORD), TypeError(WORD)]),
]


@pytest.mark.parametrize("make", ERRORS)
def test_no_message_of_an_error_is_logged_that_can_contain_members_words(
    log: Log, make: Callable[[], Exception]
) -> None:
    error = make()
    error.add_note(WORD)
    error.__cause__ = RuntimeError(WORD)
    try:
        raise error  # noqa: TRY301 - it needs a traceback
    except Exception:
        logging.getLogger("accountabot").exception("Reference %s: %s, %r", "abc123", error, error)
    logging.getLogger("discord").error(error)

    assert len(log.lines) == 2
    assert WORD not in log.written.getvalue()
    assert OF_AN_INTERACTION not in log.written.getvalue()
    assert all(type(error).__name__ in line for line in log.lines)
    assert "RuntimeError" in log.lines[0]


def test_a_refusal_by_discord_names_the_fields_but_not_their_values(log: Log) -> None:
    refused = {"code": "BASE_TYPE_CHOICES", "message": f'Value "{WORD}" must be one of ()'}
    fields = {"data": {"components": {"0": {"label": {"_errors": [refused]}}}}, f"{WORD} ": {}}
    said = {"code": 50035, "message": "Invalid Form Body", "errors": fields}
    error = discord.HTTPException(Mock(status=400, reason="Bad Request"), said)

    logging.getLogger("accountabot").warning("Not shown: %r", error)

    (line,) = log.lines
    assert "400 (error code: 50035, data.components.0.label BASE_TYPE_CHOICES)" in line
    assert WORD not in line


def test_errors_of_the_disk_and_the_network_keep_their_messages(log: Log) -> None:
    logger = logging.getLogger("accountabot")
    locked = NotSaved("database is locked")

    logger.warning("%s failed: %s", "on_ready", locked)
    logger.warning("Failed: %r", OSError(28, "No space left on device"))
    logger.warning(
        "Failed: %s",
        OperationalError("SELECT ?", (WORD,), sqlite3.OperationalError("disk I/O error")),
    )

    assert [line.partition("ailed: ")[2].partition('"')[0] for line in log.lines] == [
        "NotSaved: database is locked",
        "OSError: [Errno 28] No space left on device",
        "OperationalError: disk I/O error",
    ]


def test_a_warning_says_where_an_unexpected_error_was_raised(log: Log) -> None:
    error = KeyError(WORD)
    try:
        raise error
    except KeyError:
        logging.getLogger("accountabot").warning("Background work failed: %r", error)

    (line,) = log.lines
    assert "Background work failed: KeyError" in line
    assert "test_redaction.py" in line
    assert "test_a_warning_says_where" in line
    assert WORD not in line


async def test_tokens_are_hidden_in_addresses_and_everywhere_else(log: Log) -> None:
    http = logging.getLogger("discord.http")
    limited = "We are being rate limited. %s %s responded with 429. Retrying in %.2f seconds."

    http.warning(limited, "POST", ADDRESS, 1.5)
    http.warning(limited, "POST", ADDRESS.replace("/webhooks", "/interactions"), 1.5)
    http.warning("Authorization: Bot %s", TOKEN)
    http.warning("Another bot's %s", f"{'x' * 26}.xxxxxx.{'y' * 38}")

    said = log.written.getvalue()
    assert len(log.lines) == 4
    assert "Retrying in 1.50 seconds" in said
    assert "/webhooks/42/[token]/messages/@original" in said
    assert TOKEN not in said
    assert OF_AN_INTERACTION not in said
    assert "y" * 38 not in said


async def test_objects_with_members_words_are_logged_by_their_kind(log: Log) -> None:
    button: Any = discord.ui.Button(label=WORD)
    view = Card(text(WORD))

    logging.getLogger("discord.ui.view").error(
        "Ignoring exception in view %r for item %r", view, button, exc_info=ValueError(WORD)
    )

    (line,) = log.lines
    assert WORD not in line
    assert "in view Card for item Button" in line


async def test_a_task_whose_error_nobody_saw_is_logged_without_it(log: Log) -> None:
    async def fail(word: str) -> None:
        raise ValueError(word)

    failing = asyncio.create_task(fail(WORD), name=WORD)
    await asyncio.wait([failing])
    del failing
    gc.collect()

    (line,) = log.lines
    assert "Task exception was never retrieved" in line
    assert "ValueError" in line
    assert WORD not in line


def test_errors_of_threads_and_destructors_are_logged_without_their_messages(
    log: Log, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    root = logging.getLogger()
    handlers, level = [*root.handlers], root.level
    monkeypatch.setattr("sys.unraisablehook", None)
    monkeypatch.setattr("threading.excepthook", threading.excepthook)
    monkeypatch.setattr("logging.raiseExceptions", True)
    set_up_log(log.settings, TOKEN)
    try:
        root.handlers[0].setStream(log.written)
        thread = threading.Thread(target=lambda: [].index(WORD))
        thread.start()
        thread.join()
        logging.getLogger("accountabot").info("%d", WORD)
        logging.getLogger("alembic").info("A migration.")
    finally:
        logging.captureWarnings(capture=False)
        root.handlers[:] = handlers
        root.setLevel(level)

    assert len(log.lines) == 2
    assert "A thread ended." in log.lines[0]
    assert "ValueError" in log.lines[0]
    assert WORD not in log.written.getvalue() + capfd.readouterr().err


def test_an_error_has_one_reference_and_its_traceback_is_one_field(log: Log) -> None:
    logger = logging.getLogger("accountabot")
    try:
        dict[str, str]()[WORD]
    except KeyError:
        logger.exception("First line\nsecond line")
    logger.error("Told as %s", "abc123", extra={"reference": "abc123"})
    logger.warning("No error")

    first, second, third = log.lines
    if log.settings.log_format is LogFormat.TEXT:
        assert "First line ⏎ second line (reference " in first
        assert f" | KeyError at {__name__.rpartition('.')[2]}.py:" in first
        assert second.endswith("accountabot: Told as abc123")
        assert third.endswith("WARNING  accountabot: No error")
    else:
        fields = json.loads(first)
        assert fields["traceback"].startswith("Traceback (most recent call last):\n  File ")
        assert fields["traceback"].endswith("\nKeyError")
        assert (fields["level"], fields["logger"]) == ("error", "accountabot")
        assert len(fields["reference"]) == 6
        assert fields["time"].endswith("Z")
        assert json.loads(second)["reference"] == "abc123"
        assert {*json.loads(third)} == {"time", "level", "logger", "message"}
