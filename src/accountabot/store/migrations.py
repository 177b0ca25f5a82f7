"""Upgrade the schema to its newest revision; Alembic is only imported if it is outdated."""

import re
from functools import cache
from importlib.resources import files

from sqlalchemy import Connection, inspect, text

from accountabot.store import dialect
from accountabot.store.schema import REVISION

_VERSION = "alembic_version"


class UnknownSchema(Exception):  # noqa: N818 - self-hosters read it as an explanation
    """The database has a schema revision that this version of the bot doesn't know."""


def migrate(connection: Connection, to: str = REVISION) -> None:
    """Run the migrations up to a revision; raise UnknownSchema if the schema is newer than it."""
    current = revision_of(connection)
    if current == to:
        return
    # Importing Alembic takes a third of a second, so it is only done for an outdated schema.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(files("accountabot.migrations")))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        raise UnknownSchema(f"its revision {current} is of a newer version") from error


def is_outdated(connection: Connection) -> bool:
    """Return whether `migrate` is going to change a database with data."""
    current = revision_of(connection)
    return current != REVISION and current in known_revisions()


@cache
def known_revisions() -> frozenset[str]:
    """Return the revisions of all migrations, without importing Alembic."""
    folder = files("accountabot.migrations") / "versions"
    names = (file.name for file in folder.iterdir())
    return frozenset(name.partition("_")[0] for name in names if re.match(r"\d+_.*\.py$", name))


def is_migrated(path: str) -> bool:
    """Return whether a file has ever been the bot's database; the file stays as it is.

    Raises DriverError as `has_table` does.
    """
    return dialect.has_table(path, _VERSION)


def revision_of(connection: Connection) -> str | None:
    """Return the revision of the schema, or None for an empty database."""
    if not inspect(connection).has_table(_VERSION):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision
