"""Create the schema, or upgrade it to its newest revision."""

import re
from functools import cache
from importlib.resources import files

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    insert,
    inspect,
    text,
)

from accountabot.store import dialect
from accountabot.store.schema import REVISION, metadata

_VERSION = "alembic_version"


class UnknownSchema(Exception):  # noqa: N818 - self-hosters read it as an explanation
    """The database has a schema revision that this version of the bot doesn't know."""


def migrate(connection: Connection) -> None:
    """Create the schema or upgrade it; raise UnknownSchema if it is newer than the bot."""
    if not inspect(connection).get_table_names():
        _create(connection)
    elif revision_of(connection) != REVISION:
        upgrade(connection)


def upgrade(connection: Connection, to: str = REVISION) -> None:
    """Run the migrations up to a revision; raise UnknownSchema if the schema is newer than it.

    This imports Alembic, which takes a third of a second and 14 MB of memory.
    """
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(files("accountabot.migrations")))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        current = revision_of(connection)
        raise UnknownSchema(f"its revision {current} is from a newer version") from error


def _create(connection: Connection) -> None:
    """Create the declared schema in an empty database, as the migrations would."""
    versions = Table(
        _VERSION,
        MetaData(),
        Column("version_num", String(32), nullable=False),
        PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
    )
    metadata.create_all(connection, checkfirst=False)
    versions.create(connection)
    connection.execute(insert(versions), {"version_num": REVISION})


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
