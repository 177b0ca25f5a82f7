"""Read the bot's settings from the environment or from a file named .env."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

import attrs
from sqlalchemy import URL

from accountabot.store import dialect

MOST_REQUESTS = 40
"""Discord allows 50 a second for the whole bot; some that are sent apart arrive together."""


class InvalidSetting(ValueError):  # noqa: N818 - self-hosters read it as an explanation
    """A setting has an invalid value; the message names it and the valid values."""


class NoDataDirectory(Exception):  # noqa: N818 - self-hosters read it as an explanation
    """There is no place for the database; the message says what to do."""


def _default_database_url() -> URL:
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed with DATABASE_URL

    try:
        folder = user_data_path("accountabot")
    except RuntimeError:  # of platformdirs, if there is no home directory
        folder = None
    if folder is None or not folder.is_absolute():
        raise NoDataDirectory(
            "There is no home directory to keep the database in: "
            "set DATABASE_URL to sqlite:/// and the path of a file."
        )
    return dialect.url_of(str(folder / "accountabot.db"))


class LogFormat(StrEnum):
    """The format of the log."""

    TEXT = "text"
    JSON = "json"


class LogLevel(StrEnum):
    """The lowest level that is logged."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def _setting(default: Any, convert: Callable[[Any], object]) -> Any:  # noqa: ANN401 - as attrs.field
    """Return a field whose value is converted from text; an error names the setting."""

    def converted(value: object, field: "attrs.Attribute[Any]") -> object:
        try:
            return convert(value)
        except ValueError as error:
            raise InvalidSetting(f"{field.name.upper()} is {value!r}, but {error}") from error

    return attrs.field(
        default=default,
        converter=attrs.Converter(converted, takes_field=True),
    )


def _number(default: int, *, at_least: int, at_most: int) -> Any:  # noqa: ANN401 - as attrs.field
    """Return the field of a whole number."""

    def convert(value: str | int) -> int:
        with suppress(ValueError):
            if at_least <= int(value) <= at_most:
                return int(value)
        raise ValueError(f"it has to be a whole number from {at_least} to {at_most}")

    return _setting(default, convert)


def _choice(default: StrEnum) -> Any:  # noqa: ANN401 - as attrs.field
    """Return the field of one of the words of an enum."""
    kind = type(default)

    def convert(value: str) -> StrEnum:
        with suppress(ValueError):
            return kind(value.lower())
        raise ValueError(f"it has to be one of {', '.join(kind)}")

    return _setting(default, convert)


def _yes_or_no(*, default: bool) -> Any:  # noqa: ANN401 - as attrs.field
    """Return the field of a switch."""

    def convert(value: str | bool) -> bool:
        with suppress(ValueError):
            return attrs.converters.to_bool(value)
        raise ValueError("it has to be yes or no")

    return _setting(default, convert)


@attrs.frozen(kw_only=True)
class Settings:
    """The settings of a self-hoster; .env.example lists each of them."""

    discord_token: str | None = attrs.field(default=None, repr=False)
    """The bot's token; without one, only the demo runs."""
    database_url: str | URL = attrs.field(factory=_default_database_url)
    """The database: sqlite:/// and a path; by default a file in the user's data directory."""
    heartbeat_minutes: int = _number(5, at_least=0, at_most=15)
    """Minutes between two heartbeats, so that the bot's absence costs no streak; 0 for never."""
    requests_per_second: int = _number(MOST_REQUESTS, at_least=1, at_most=MOST_REQUESTS)
    """The maximum number of requests to Discord in any second, without answers to interactions."""
    pictures: bool = _yes_or_no(default=True)
    """Whether the bot posts pictures; rendering them takes a second process of about 40 MB."""
    log_format: LogFormat = _choice(LogFormat.TEXT)  # noqa: RUF009 - a field
    """Whether the log is written for people or, as JSON, for programs."""
    log_level: LogLevel = _choice(LogLevel.INFO)  # noqa: RUF009 - a field
    """The lowest level that is logged."""
    monitoring_port: int = _number(0, at_least=0, at_most=65535)
    """The port for /healthz, /readyz and /metrics; 0 for none."""
    monitoring_host: str = "127.0.0.1"
    """The address on which that port is open."""
    backups: int = _number(7, at_least=0, at_most=365)
    """The number of automatic backups to keep, and the days for which each is kept; 0 for none."""

    @classmethod
    def read(cls, file: str | None = ".env") -> Self:
        """Read the settings from the environment, and missing ones from a file.

        Raises InvalidSetting if a value is impossible.
        """
        values = _filled(_read_file(file)) if file and Path(file).exists() else {}
        values |= _filled(os.environ)
        known = attrs.fields_dict(cls)
        return cls(**{name: value for name, value in values.items() if name in known})


def _read_file(file: str) -> Mapping[str, str | None]:
    from dotenv import dotenv_values  # noqa: PLC0415 - not needed where the environment says it all

    return dotenv_values(file, encoding="utf-8")


def _filled(values: Mapping[str, str | None]) -> dict[str, Any]:
    """Return the values that aren't empty, by their names in lower case."""
    return {name.lower(): value for name, value in values.items() if value}
