"""Databases of earlier versions."""

from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine


def create_old(path: Path, revision: str = "0001") -> None:
    """Create an empty database with the schema of an earlier revision."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(files("accountabot.migrations")))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()
