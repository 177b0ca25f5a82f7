"""Store what members score on the leaderboards; the bot computes it after its start."""

import sqlalchemy as sa
from alembic import op

CHEERS = """
INSERT INTO member_scores (server_id, board, span, member_id, score, kept, "of")
SELECT server_id, 'cheers', '', member_id, count(*), 0, 0 FROM cheers
WHERE member_id > 0
AND NOT EXISTS (SELECT 1 FROM departures WHERE departures.server_id = cheers.server_id
 AND departures.member_id = cheers.member_id AND departures.back_at IS NULL)
AND coalesce((SELECT value FROM settings WHERE settings.server_id = cheers.server_id
 AND settings.member_id = cheers.member_id AND settings.name = 'on leaderboards'
 ORDER BY settings.id DESC LIMIT 1), '') != 'off'
GROUP BY server_id, member_id
"""
COUNTS = """
INSERT INTO score_counts (server_id, board, span, width, bucket, members)
SELECT server_id, board, span, :width, score / :width, count(*) FROM member_scores
GROUP BY server_id, board, span, score / :width
"""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _index_departures()
    _mark_standings()
    _create_periods()
    _create_scores()
    _create_messages()
    _count_cheers()


def _index_departures() -> None:
    op.create_index(
        "ix_departures_server_id_left_at",
        "departures",
        ["server_id", "left_at"],
        sqlite_where=sa.text("back_at IS NULL"),
    )


def _mark_standings() -> None:
    """Have every goal counted."""
    with op.batch_alter_table("standings") as batch:
        batch.add_column(
            sa.Column("check_in_days", sa.Integer(), nullable=False, server_default="0")
        )
    with op.batch_alter_table("standings") as batch:
        batch.alter_column("check_in_days", server_default=None)
    op.add_column("standings", sa.Column("recount_at", sa.BigInteger()))
    op.add_column("standings", sa.Column("counted_at", sa.BigInteger()))
    op.add_column("standings", sa.Column("counted_through", sa.Date()))
    op.add_column("standings", sa.Column("counted_closed_at", sa.BigInteger()))
    op.add_column("standings", sa.Column("counted_streak", sa.Integer()))
    op.add_column("standings", sa.Column("counted_freezes", sa.Integer()))
    op.execute("UPDATE standings SET recount_at = 0")
    for columns in (["recount_at"], ["server_id", "recount_at"]):
        op.create_index(
            f"ix_standings_{'_'.join(columns)}",
            "standings",
            columns,
            sqlite_where=sa.text("recount_at IS NOT NULL"),
        )


def _create_periods() -> None:
    op.create_table(
        "closed_periods",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_day", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name="fk_closed_periods_goal_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_closed_periods"),
    )
    op.create_index(
        "ix_closed_periods_server_id_goal_id_last_day",
        "closed_periods",
        ["server_id", "goal_id", "last_day"],
    )
    op.create_table(
        "goal_weeks",
        sa.Column("goal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("slipped", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name="fk_goal_weeks_goal_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("goal_id", "first_day", name="pk_goal_weeks"),
    )
    for table in ("closed_periods", "goal_weeks"):
        op.create_index(f"ix_{table}_server_id_member_id", table, ["server_id", "member_id"])


def _create_scores() -> None:
    op.create_table(
        "member_scores",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("board", sa.String(), nullable=False),
        sa.Column("span", sa.String(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer()),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("server_id", "board", "span", "member_id", name="pk_member_scores"),
    )
    op.create_index(
        "ix_member_scores_server_id_board_span_score_member_id",
        "member_scores",
        ["server_id", "board", "span", "score", "member_id"],
    )
    op.create_index(
        "ix_member_scores_server_id_member_id", "member_scores", ["server_id", "member_id"]
    )
    op.create_index("ix_member_scores_member_id", "member_scores", ["member_id"])
    op.create_table(
        "score_counts",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("board", sa.String(), nullable=False),
        sa.Column("span", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bucket", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "server_id", "board", "span", "width", "bucket", name="pk_score_counts"
        ),
    )


def _create_messages() -> None:
    op.create_table(
        "live_boards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("board", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("shown", sa.String(length=64), nullable=False),
        sa.Column("checked_at", sa.BigInteger()),
        sa.Column("end_reason", sa.String()),
        sa.Column("ended_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_live_boards"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_live_boards_server_id_message_id", "live_boards", ["server_id", "message_id"]
    )
    op.create_table(
        "shared_boards",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("server_id", "message_id", name="pk_shared_boards"),
    )


def _count_cheers() -> None:
    """Count everyone's cheers: members without a goal are not counted in the background."""
    op.execute(CHEERS)
    for width in (1, 100):
        op.execute(sa.text(COUNTS).bindparams(width=width))
