"""Define the tables of leaderboards: their scores, and the messages that show them.

The scores can be rebuilt from the record.
"""

from sqlalchemy import Column, Date, Index, Integer, String, Table

from accountabot.store.column_types import Instant, MemberIdColumn, Snowflake
from accountabot.store.columns import (
    generated_id,
    goal_id,
    key,
    member_id,
    metadata,
    parent_key,
    server_id,
)
from accountabot.store.dialect import NEVER_REUSE_IDS

closed_periods = Table(
    "closed_periods",
    metadata,
    generated_id(),
    server_id(),
    goal_id(),
    member_id(),
    Column("last_day", Date, nullable=False),
    Column("closed_at", Instant, nullable=False),
    Column("closed_day", Date, nullable=False),
    Column("outcome", String, nullable=False),
    Index(None, "server_id", "goal_id", "last_day"),
    Index(None, "server_id", "member_id"),
)
"""The periods of each goal that closed in the last 90 days, on the owner's local day."""

goal_weeks = Table(
    "goal_weeks",
    metadata,
    parent_key("goal_id", "goals"),
    Column("first_day", Date, primary_key=True),
    server_id(),
    member_id(),
    Column("kept", Integer, nullable=False),
    Column("slipped", Integer, nullable=False),
    Index(None, "server_id", "member_id"),
)
"""How many periods of a goal closed in a week of the server: as kept, or as missed or frozen."""

member_scores = Table(
    "member_scores",
    metadata,
    key("server_id", Snowflake),
    Column("board", String, primary_key=True),
    Column("span", String, primary_key=True),
    key("member_id", MemberIdColumn),
    Column("score", Integer, nullable=False),
    Column("goal_id", Integer),
    Column("kept", Integer, nullable=False),
    Column("of", Integer, nullable=False),
    Index(None, "server_id", "board", "span", "score", "member_id"),
    Index(None, "server_id", "member_id"),
    Index(None, "member_id"),
)
"""What each member on the leaderboards scores."""

score_counts = Table(
    "score_counts",
    metadata,
    key("server_id", Snowflake),
    Column("board", String, primary_key=True),
    Column("span", String, primary_key=True),
    Column("width", Integer, primary_key=True, autoincrement=False),
    Column("bucket", Integer, primary_key=True, autoincrement=False),
    Column("members", Integer, nullable=False),
)
"""How many members have a score (width 1), or one of a hundred scores (width 100).

A member's rank is one more than the number of members with a higher score.
"""

live_boards = Table(
    "live_boards",
    metadata,
    generated_id(),
    server_id(),
    Column("channel_id", Snowflake, nullable=False),
    Column("board", String, nullable=False),
    Column("period", String, nullable=False),
    Column("message_id", Snowflake),
    Column("shown", String(64), nullable=False),
    Column("checked_at", Instant),
    Column("end_reason", String),
    Column("ended_at", Instant),
    Index(None, "server_id", "message_id"),
    **NEVER_REUSE_IDS,
)
"""Leaderboards that stay up to date in a channel.

There is no message until it was posted. `shown` is a hash of what it shows, and `end_reason` is why
it is no longer kept up to date.
"""

shared_boards = Table(
    "shared_boards",
    metadata,
    key("server_id", Snowflake),
    key("message_id", Snowflake),
    Column("channel_id", Snowflake, nullable=False),
)
"""Messages with a leaderboard that a member showed everyone."""
