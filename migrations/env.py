"""Run migrations on the bot's connection, or on DATABASE_URL from the command line of Alembic."""

import os

from alembic import context
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from accountabot.store.schema import metadata


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


_given: Connection | None = context.config.attributes.get("connection")
if _given is not None:
    _migrate(_given)
else:
    with create_engine(os.environ["DATABASE_URL"], poolclass=NullPool).begin() as _connection:
        _migrate(_connection)
