"""Read the bot's settings from the environment or from a file named .env."""

from enum import StrEnum
from typing import Annotated

from platformdirs import user_data_path
from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL

from accountabot.store import dialect

MOST_REQUESTS = 40
"""Discord allows 50 a second for the whole bot; some that are sent apart arrive together."""


class NoDataDirectory(Exception):  # noqa: N818 - self-hosters read it as an explanation
    """There is no place for the database; the message says what to do."""


def _default_database_url() -> URL:
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
    """How events are written to the log."""

    TEXT = "text"
    JSON = "json"


class LogLevel(StrEnum):
    """The least important events that are written to the log."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Settings(BaseSettings):
    """The settings of a self-hoster; .env.example lists each of them."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", env_ignore_empty=True, arbitrary_types_allowed=True
    )

    discord_token: SecretStr | None = None
    """The bot's token; without one, only the demo runs."""
    database_url: str | URL = Field(default_factory=_default_database_url)
    """The database: sqlite:/// and a path; by default a file in the user's data directory."""
    heartbeat_minutes: int = Field(default=5, ge=0, le=15)
    """Minutes between two heartbeats, so that the bot's absence costs no streak; 0 for never."""
    requests_per_second: int = Field(default=MOST_REQUESTS, ge=1, le=MOST_REQUESTS)
    """The maximum number of requests to Discord in any second, without answers to interactions."""
    pictures: bool = True
    """Whether the bot posts pictures; rendering them takes a second process of about 40 MB."""
    log_format: Annotated[LogFormat, BeforeValidator(str.lower)] = LogFormat.TEXT
    """Whether the log is written for people or, as JSON, for programs."""
    log_level: Annotated[LogLevel, BeforeValidator(str.lower)] = LogLevel.INFO
    """The least important events in the log."""
    monitoring_port: int = Field(default=0, ge=0, le=65535)
    """The port for /healthz, /readyz and /metrics; 0 for none."""
    monitoring_host: str = "127.0.0.1"
    """The address that is listened on there."""
