"""Read the bot's settings from the environment or from a file named .env."""

from platformdirs import user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def _default_database_url() -> str:
    return f"sqlite:///{user_data_path('accountabot') / 'accountabot.db'}"


class Settings(BaseSettings):
    """The settings of a self-hoster; .env.example lists each of them."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    discord_token: SecretStr | None = None
    """The bot's token; without one, only the demo runs."""
    database_url: str = Field(default_factory=_default_database_url)
    """The database: sqlite:/// and a path; by default a file in the user's data directory."""
    heartbeat_minutes: int = Field(default=5, ge=0, le=15)
    """Minutes between two heartbeats, so that the bot's absence costs no streak; 0 for never."""
