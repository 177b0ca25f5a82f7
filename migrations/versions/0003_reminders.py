"""Let goals have reminders; store digests, outages, and the roles that the bot gave to members."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

goals = sa.table("goals", *map(sa.column, ("id", "server_id", "member_id")))


def upgrade() -> None:
    _create_reminders()
    _create_messages()
    _create_digests()
    op.create_table(
        "unrequested_messages",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("server_id", "member_id", name="pk_unrequested_messages"),
    )
    op.create_table(
        "granted_roles",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("role_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("server_id", "member_id", "role_id", name="pk_granted_roles"),
    )


def _create_reminders() -> None:
    """Create the reminders, one for each goal; the bot looks at each when it starts."""
    table = op.create_table(
        "reminders",
        sa.Column("goal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("times", sa.String(length=40)),
        sa.Column("next_at", sa.BigInteger()),
        sa.Column("looked_at", sa.BigInteger(), nullable=False),
        sa.Column("last_day", sa.Date()),
        sa.Column("last_time", sa.Time()),
        sa.Column("reminded_at", sa.BigInteger()),
        sa.Column("unanswered", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.BigInteger()),
        sa.Column("snoozed_until", sa.BigInteger()),
        sa.Column("not_on", sa.Date()),
        sa.Column("judged_day", sa.Date()),
        sa.Column("followed_end", sa.BigInteger()),
        sa.Column("warned_day", sa.Date()),
        sa.Column("declined_day", sa.Date()),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name="fk_reminders_goal_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("goal_id", name="pk_reminders"),
    )
    op.create_index("ix_reminders_server_id_member_id", "reminders", ["server_id", "member_id"])
    op.create_index(
        "ix_reminders_next_at",
        "reminders",
        ["next_at"],
        sqlite_where=sa.text("next_at IS NOT NULL"),
    )
    now = (datetime.now(UTC) - EPOCH) // timedelta(microseconds=1)
    columns = ["goal_id", "server_id", "member_id", "next_at", "looked_at", "unanswered"]
    rows = sa.select(
        goals.c.id, goals.c.server_id, goals.c.member_id, *map(sa.literal, (now, now, 0))
    )
    op.execute(table.insert().from_select(columns, rows))


def _create_messages() -> None:
    """Create the messages that remind members, and the goals in them."""
    op.create_table(
        "reminder_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger()),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("edited_at", sa.BigInteger()),
        sa.Column("edits", sa.Integer(), nullable=False),
        sa.Column("shown", sa.String(length=64)),
        sa.PrimaryKeyConstraint("id", name="pk_reminder_messages"),
        sqlite_autoincrement=True,
    )
    for columns in (
        ["server_id", "member_id"],
        ["server_id", "at"],
        ["server_id", "message_id"],
    ):
        name = f"ix_reminder_messages_{'_'.join(columns)}"
        op.create_index(name, "reminder_messages", columns)
    op.create_table(
        "reminder_lines",
        sa.Column("message_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("goal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name="fk_reminder_lines_goal_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["message_key"],
            ["reminder_messages.id"],
            name="fk_reminder_lines_message_key",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("message_key", "goal_id", name="pk_reminder_lines"),
    )
    op.create_index(
        "ix_reminder_lines_server_id_goal_id", "reminder_lines", ["server_id", "goal_id"]
    )
    op.create_index(
        "ix_reminder_lines_server_id_member_id", "reminder_lines", ["server_id", "member_id"]
    )


def _create_digests() -> None:
    """Create the weekly digests, and the periods that outages excused."""
    op.create_table(
        "digests",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger()),
        sa.Column("message_id", sa.BigInteger()),
        sa.PrimaryKeyConstraint("server_id", "first_day", name="pk_digests"),
    )
    op.create_index("ix_digests_server_id_message_id", "digests", ["server_id", "message_id"])
    op.create_table(
        "outage_excuses",
        sa.Column("goal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("absence_ends", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        sa.Column("is_excused", sa.Boolean()),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name="fk_outage_excuses_goal_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("goal_id", "day", name="pk_outage_excuses"),
    )
    for column in ("absence_ends", "closes_at"):
        name = f"ix_outage_excuses_server_id_{column}"
        op.create_index(name, "outage_excuses", ["server_id", column])
    op.create_index("ix_cheers_server_id_at", "cheers", ["server_id", "at"])
