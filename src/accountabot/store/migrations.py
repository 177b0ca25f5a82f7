"""Migrate the schema to its newest revision; Alembic is loaded only if the schema is older."""

from importlib.resources import files

from sqlalchemy import Connection, inspect, text

from accountabot.store.schema import REVISION


class UnknownSchema(Exception):  # noqa: N818 - self-hosters read it as an explanation
    """A newer version of the bot, unknown to this one, made the database."""


def migrate(connection: Connection) -> None:
    """Run the missing migrations; raise UnknownSchema if the database is newer than the bot."""
    current = revision_of(connection)
    if current == REVISION:
        return
    # Importing Alembic takes a third of a second, which an up-to-date database need not wait for.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(files("accountabot.migrations")))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise UnknownSchema(f"its revision {current} is of a newer version") from error


def revision_of(connection: Connection) -> str | None:
    """Return the revision of the schema, or None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision
