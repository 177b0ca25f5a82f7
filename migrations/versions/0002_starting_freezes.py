"""Let goals start with freezes, mark streaks without one, and keep when deadlines were set."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

goals = sa.table("goals", *map(sa.column, ("id", "server_id", "undone_at")))
settings = sa.table(
    "settings",
    *map(sa.column, ("server_id", "member_id", "name", "value", "at", "actor_id", "note")),
)
standings = sa.table(
    "standings",
    *map(
        sa.column,
        (
            *("goal_id", "changes_at", "settled_through", "settled_at", "settled_frozen"),
            *("settled_streak", "settled_longest", "settled_freezes"),
        ),
    ),
)


def upgrade() -> None:
    for table in ("goals", "edits"):
        op.add_column(table, sa.Column("deadline_set_at", sa.BigInteger()))
    with op.batch_alter_table("standings") as batch:
        for name in ("uses_freeze", "settled_uses_freeze"):
            batch.add_column(
                sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
            )
    with op.batch_alter_table("standings") as batch:
        for name in ("uses_freeze", "settled_uses_freeze"):
            batch.alter_column(name, server_default=None)
    now = (datetime.now(UTC) - EPOCH) // timedelta(microseconds=1)
    _record_instant(now)
    _discard_snapshots(now)


def _record_instant(now: int) -> None:
    """Record until when goals started without freezes, on every server with such goals.

    What has closed by then stays as it is.
    """
    columns = ["server_id", "member_id", "name", "value", "at", "actor_id", "note"]
    row = ("starting freezes", "", now, 0, "")
    servers = sa.select(goals.c.server_id, sa.literal(0), *map(sa.literal, row)).distinct()
    op.execute(settings.insert().from_select(columns, servers))


def _discard_snapshots(now: int) -> None:
    """Have every standing computed again from its record, which tells which streaks used a freeze.

    A goal whose declaration was undone has no standing.
    """
    declared = sa.select(goals.c.id).where(goals.c.undone_at.is_(None))
    empty = dict.fromkeys(("settled_through", "settled_at", "settled_frozen"), None)
    none_yet = dict.fromkeys(("settled_streak", "settled_longest", "settled_freezes"), 0)
    op.execute(
        standings.update()
        .where(standings.c.goal_id.in_(declared))
        .values(changes_at=now, **empty, **none_yet)
    )
