"""Read the bot's settings, once, from the environment or from a file named .env."""

from platformdirs import user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def _default_database_url() -> str:
    return f"sqlite:///{user_data_path('accountabot') / 'accountabot.db'}"


class Settings(BaseSettings):
    """What a self-hoster can set; each key also stands in .env.example."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    discord_token: SecretStr | None = None
    """The bot's token; without one only the demo runs."""
    database_url: str = Field(default_factory=_default_database_url)
    """Where everything is kept: sqlite:/// and a path; a file in the user's data directory where nothing is said."""
    heartbeat_minutes: int = Field(default=5, ge=0, le=15)
    """How often the bot notes that it is connected, so that its own absence costs nobody a streak; 0 for never."""
