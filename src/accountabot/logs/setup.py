"""Set up the log of a running bot."""

import logging
import sys
import threading
from types import TracebackType
from typing import TextIO

from accountabot.config import LogFormat, Settings
from accountabot.logs.formats import JsonFormatter, TextFormatter
from accountabot.logs.secrets import Secrets

_log = logging.getLogger("accountabot")


def set_up_log(settings: Settings, token: str) -> None:
    """Write all events of a level and above to standard error, one line each."""
    logging.basicConfig(
        level=settings.log_level.upper(), handlers=[log_handler(settings, token)], force=True
    )
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # a broken log call would print its arguments
    sys.unraisablehook = _log_unraisable
    threading.excepthook = _log_thread


def log_handler(settings: Settings, token: str) -> logging.StreamHandler[TextIO]:
    """Return a handler that writes to standard error in the format of the settings."""
    is_json = settings.log_format is LogFormat.JSON
    handler = logging.StreamHandler()
    handler.setFormatter((JsonFormatter if is_json else TextFormatter)(Secrets(token)))
    return handler


def _log_unraisable(found: "sys.UnraisableHookArgs") -> None:
    _report("An error could not be raised.", found.exc_value)


def _log_thread(found: threading.ExceptHookArgs) -> None:
    if found.exc_type is not SystemExit:
        _report("A thread ended.", found.exc_value)


def _report(message: str, error: BaseException | None) -> None:
    _log.error(message, exc_info=_info(error))


def _info(
    error: BaseException | None,
) -> tuple[type[BaseException], BaseException, TracebackType | None] | None:
    return (type(error), error, error.__traceback__) if error else None
