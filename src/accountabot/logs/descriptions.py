"""Describe errors and other values for the log, without anything that members wrote.

The message of an exception can contain values: a goal's title, a name, an address with a token. So
only the messages of errors that are known to contain none are logged; `driver_messages` knows which
ones of the database's driver are.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import Enum

import aiohttp
import discord
from sqlalchemy.exc import DBAPIError

from accountabot.store.database import UnusableDatabase
from accountabot.store.dialect import DriverError
from accountabot.store.driver_messages import driver_message
from accountabot.store.errors import StoreError

_HARMLESS = (
    StoreError,
    UnusableDatabase,
    OSError,
    aiohttp.ClientConnectionError,
    discord.ConnectionClosed,
)
"""Errors of the disk, the database and the connection: their messages name no values."""
_EXPECTED = (
    StoreError,
    UnusableDatabase,
    OSError,
    aiohttp.ClientError,
    discord.ConnectionClosed,
    discord.HTTPException,
)
"""Errors that something outside the program caused: it doesn't matter where they were raised."""
MOST_FIELDS = 3
"""The fields that a refusal by Discord names."""
_NAME = re.compile(r"[A-Za-z0-9_]+")
_VALUES = (str, int, float, date, timedelta, Enum, type(None))


class Described(str):
    """A text that stays as it is, whether it is logged with %s or with %r."""

    __slots__ = ()
    __repr__ = str.__str__


def error_text(error: BaseException) -> str:
    """Return the kind of an error, with its message if that contains nothing of members."""
    if isinstance(error, DBAPIError) and error.orig:
        error = error.orig
    kind = type(error).__name__
    if isinstance(error, DriverError):
        message = driver_message(error)
        return kind if message == kind else f"{kind}: {message}"
    if isinstance(error, discord.HTTPException):
        fields = ", ".join([*_refused_fields(getattr(error, "_errors", None) or {})][:MOST_FIELDS])
        reasons = f", {fields}" if fields else ""
        return f"{kind}: {error.status} (error code: {error.code}{reasons})"
    if isinstance(error, aiohttp.ClientResponseError):
        return f"{kind}: {error.status}"
    message = " ".join(str(error).split()) if isinstance(error, _HARMLESS) else ""
    return f"{kind}: {message}" if message else kind


def _refused_fields(errors: object, path: str = "") -> Iterator[str]:
    """Yield the fields that Discord refuses, and why, by Discord's names for both."""
    if not isinstance(errors, Mapping):
        return
    for key, inner in errors.items():
        if key == "_errors":
            codes = (str(each.get("code")) for each in inner if isinstance(each, Mapping))
            yield from (f"{path.lstrip('.')} {code}" for code in codes if _NAME.fullmatch(code))
        elif _NAME.fullmatch(str(key)):
            yield from _refused_fields(inner, f"{path}.{key}")


def unexpected_error(args: Iterable[object]) -> BaseException | None:
    """Return the first of a record's arguments that was raised by the program itself, if any."""
    errors = (each for each in args if isinstance(each, BaseException) and each.__traceback__)
    return next((each for each in errors if not isinstance(each, _EXPECTED)), None)


def loggable(value: object) -> object:
    """Return an argument for the log: a simple value, or the class of any other."""
    if isinstance(value, BaseException):
        return Described(error_text(value))
    return value if isinstance(value, _VALUES) else Described(type(value).__name__)


def loggable_args(
    args: tuple[object, ...] | Mapping[str, object] | None,
) -> tuple[object, ...] | dict[str, object] | None:
    """Return a record's arguments for the log."""
    if isinstance(args, Mapping):
        return {name: loggable(value) for name, value in args.items()}
    return tuple(map(loggable, args)) if args else args
