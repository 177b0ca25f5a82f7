"""Bring a database's schema up to date, and load Alembic only when it is not."""

from importlib.resources import files

from sqlalchemy import Connection, inspect, text

from accountabot.store.schema import REVISION


class UnknownSchema(Exception):  # noqa: N818 - it is what the self-hoster is told
    """The database was made by a newer version, which this one does not know."""


def bring_up_to_date(connection: Connection) -> None:
    """Run the migrations that are missing; raise UnknownSchema for a database of a newer version."""
    found = revision_of(connection)
    if found == REVISION:
        return
    from alembic import command  # noqa: PLC0415 - a third of a second that a current database does not need
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(files("accountabot.migrations")))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise UnknownSchema(f"its revision {found} is of a newer version") from error


def revision_of(connection: Connection) -> str | None:
    """Return the migration at which the database stands, or None where there has been none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision
