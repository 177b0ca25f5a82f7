"""Let goals start with freezes, and store their usual times.

Also store when deadlines were set and greetings were sent.
"""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

goals = sa.table("goals", *map(sa.column, ("id", "server_id", "undone_at")))
greetings = sa.table("greetings", *map(sa.column, ("server_id", "member_id", "at", "sent_at")))
newcomers = sa.table(
    "newcomers", *map(sa.column, ("server_id", "member_id", "joined_at", "seen_at", "has_turn"))
)
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
        op.add_column(table, sa.Column("usual_time", sa.Time()))
    with op.batch_alter_table("standings") as batch:
        for name in ("uses_freeze", "settled_uses_freeze"):
            batch.add_column(
                sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
            )
    with op.batch_alter_table("standings") as batch:
        for name in ("uses_freeze", "settled_uses_freeze"):
            batch.alter_column(name, server_default=None)
    _add_arrivals()
    op.add_column(
        "pending_inputs", sa.Column("source", sa.BigInteger(), nullable=False, server_default="0")
    )
    now = (datetime.now(UTC) - EPOCH) // timedelta(microseconds=1)
    _record_instant(now)
    _discard_snapshots(now)


def _add_arrivals() -> None:
    """Keep when newcomers were seen and greetings were sent.

    A greeting whose newcomer still waits was not sent yet.
    """
    op.add_column("greetings", sa.Column("sent_at", sa.BigInteger()))
    for name, type_ in (("seen_at", sa.BigInteger()), ("has_turn", sa.Boolean())):
        op.add_column(
            "newcomers", sa.Column(name, type_, nullable=False, server_default=sa.text("0"))
        )
    same = sa.and_(
        newcomers.c.server_id == greetings.c.server_id,
        newcomers.c.member_id == greetings.c.member_id,
    )
    waits = sa.exists().where(same, greetings.c.at >= newcomers.c.joined_at)
    op.execute(greetings.update().where(~waits).values(sent_at=greetings.c.at))
    op.execute(newcomers.update().values(seen_at=newcomers.c.joined_at, has_turn=waits))


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
