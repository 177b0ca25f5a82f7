"""Read the bot's settings from the environment or from a file named .env."""

from platformdirs import user_data_path
from pydantic import Field, SecretStr
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
    backups: int = Field(default=7, ge=0, le=365)
    """The number of automatic backups to keep, and the days for which each is kept; 0 for none."""
