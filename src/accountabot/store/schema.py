"""Define the tables."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Time,
    UniqueConstraint,
    and_,
    column,
    true,
)

from accountabot.store.board_tables import (
    closed_periods,
    goal_weeks,
    live_boards,
    member_scores,
    score_counts,
    shared_boards,
)
from accountabot.store.column_types import (
    Instant,
    MemberIdColumn,
    Quantity,
    Snowflake,
)
from accountabot.store.columns import (
    generated_id,
    goal_id,
    key,
    member_id,
    metadata,
    parent_key,
    server_id,
)
from accountabot.store.dialect import GENERATED_KEY, NEVER_REUSE_IDS, partial_index
from accountabot.store.message_tables import (
    digests,
    failures,
    goal_messages,
    granted_roles,
    mentions,
    notices,
    outage_excuses,
    outbox,
    posts,
    reminder_lines,
    reminder_messages,
    reminders,
    unrequested_messages,
)

__all__ = [
    "REVISION",
    "blocks",
    "bot_absences",
    "bot_state",
    "check_ins",
    "cheers",
    "closed_periods",
    "departures",
    "digests",
    "disclosures",
    "edits",
    "failures",
    "flags",
    "goal_messages",
    "goal_weeks",
    "goals",
    "granted_roles",
    "greetings",
    "greets",
    "hellos",
    "introductions",
    "live_boards",
    "member_scores",
    "mentions",
    "metadata",
    "milestones",
    "newcomers",
    "notices",
    "outage_excuses",
    "outbox",
    "pauses",
    "pending_inputs",
    "posts",
    "questions",
    "record",
    "reminder_lines",
    "reminder_messages",
    "reminders",
    "score_counts",
    "settings",
    "shared_boards",
    "standings",
    "unrequested_messages",
    "witnesses",
]

REVISION = "0004"
"""The newest migration."""


def _terms() -> list[Column[Any]]:
    """Return the terms of a goal that an edit can replace, besides title and schedule."""
    return [
        Column("edited_at", Instant),
        Column("deadline_set_at", Instant),
        Column("start_day", Date, nullable=False),
        Column("until", Instant),
        Column("through", Date),
        Column("amount", Quantity),
        Column("unit", String(30), nullable=False),
        Column("at_most", Boolean, nullable=False),
        Column("plan", String(100), nullable=False),
        Column("is_private", Boolean, nullable=False),
        Column("usual_time", Time),
    ]


goals = Table(
    "goals",
    metadata,
    generated_id(),
    server_id(),
    member_id(),
    Column("title", String(100), nullable=False),
    Column("schedule", String, nullable=False),
    Column("declared_at", Instant, nullable=False),
    *_terms(),
    Column("state", String, nullable=False),
    Column("ended_at", Instant),
    Column("undone_at", Instant),
    Column("hidden_at", Instant),
    Index(None, "server_id", "member_id"),
    Index(None, "member_id"),
    **NEVER_REUSE_IDS,
)
"""Goals with their current terms.

Earlier terms are in `edits`; the latest of them applied until `edited_at`. A goal that a moderator
hid (`hidden_at`) is also private, so every query that respects privacy excludes it.
"""

standings = Table(
    "standings",
    metadata,
    parent_key("goal_id", "goals"),
    server_id(),
    member_id(),
    Column("streak", Integer, nullable=False),
    Column("longest", Integer, nullable=False),
    Column("freezes", Integer, nullable=False),
    Column("frozen", Date),
    Column("uses_freeze", Boolean, nullable=False),
    Column("changes_at", Instant),
    Column("over_at", Instant),
    Column("slipped_at", Instant),
    Column("settled_through", Date),
    Column("settled_streak", Integer, nullable=False),
    Column("settled_longest", Integer, nullable=False),
    Column("settled_freezes", Integer, nullable=False),
    Column("settled_frozen", Date),
    Column("settled_uses_freeze", Boolean, nullable=False),
    Column("settled_at", Instant),
    Column("settled_slipped_at", Instant),
    Column("check_in_days", Integer, nullable=False),
    Column("recount_at", Instant),
    Column("counted_at", Instant),
    Column("counted_through", Date),
    Column("counted_closed_at", Instant),
    Column("counted_streak", Integer),
    Column("counted_freezes", Integer),
    Index(None, "server_id", "streak"),
    Index(None, "server_id", "changes_at"),
    partial_index("recount_at", where=column("recount_at").is_not(None)),
    partial_index("server_id", "recount_at", where=column("recount_at").is_not(None)),
)
"""What follows from each goal's record.

`check_in_days` is the number of local days with a check-in. At `recount_at`, what leaderboards
count of the goal changes next. It was last counted at `counted_at`; None if all of it has to be
counted again. The other `counted_` columns are the settled totals at that time, from which the next
count starts.
"""

check_ins = Table(
    "check_ins",
    metadata,
    generated_id(),
    server_id(),
    goal_id(),
    member_id(),
    Column("day", Date, nullable=False),
    Column("is_yesterday", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    Column("note", String(300), nullable=False),
    Column("amount", Quantity),
    Column("source", Snowflake, nullable=False),
    Column("proof", String(200)),
    Column("undone_at", Instant),
    partial_index(
        *("server_id", "goal_id", "day", "note", "source"),
        where=column("undone_at").is_(None),
        unique=True,
    ),
    partial_index(
        *("server_id", "proof"),
        where=and_(column("proof").is_not(None), column("undone_at").is_(None)),
    ),
    **NEVER_REUSE_IDS,
)
"""Check-ins, including undone ones.

`source` is the interaction ID if the amounts of several check-ins add up, and otherwise 0, so that
the unique index rejects duplicates.
"""

record = Table(
    "record",
    metadata,
    generated_id(),
    server_id(),
    goal_id(),
    Column("actor_id", MemberIdColumn, nullable=False),
    Column("kind", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("source", Snowflake, nullable=False),
    Column("note", String(300), nullable=False),
    Column("check_in_id", GENERATED_KEY, ForeignKey("check_ins.id", ondelete="CASCADE")),
    Column("undoes", GENERATED_KEY, ForeignKey("record.id", ondelete="CASCADE")),
    UniqueConstraint("server_id", "source", "goal_id"),
    Index(None, "server_id", "goal_id", "kind", "at"),
    partial_index("undoes", where=column("undoes").is_not(None), unique=True),
    Index(None, "server_id", "actor_id", "at"),
    **NEVER_REUSE_IDS,
)

pauses = Table(
    "pauses",
    metadata,
    parent_key("entry_id", "record"),
    server_id(),
    goal_id(),
    member_id(),
    Column("at", Instant, nullable=False),
    Column("until", Date),
    Column("ended_at", Instant),
    Column("undone_at", Instant),
    Index(None, "server_id", "goal_id"),
)

settings = Table(
    "settings",
    metadata,
    generated_id(),
    server_id(),
    member_id(),
    Column("name", String, nullable=False),
    Column("value", String(2000), nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor_id", MemberIdColumn, nullable=False),
    Column("note", String(300), nullable=False),
    Index(None, "server_id", "member_id"),
    **NEVER_REUSE_IDS,
)
"""Settings of servers and members, as effective-dated values: each change is a row.

`member_id` is 0 for a server's setting; `server_id` is 0 for a member's setting on all servers.
"""

blocks = Table(
    "blocks",
    metadata,
    generated_id(),
    server_id(),
    member_id(),
    Column("at", Instant, nullable=False),
    Column("is_blocked", Boolean, nullable=False),
    Column("moderator_id", MemberIdColumn, nullable=False),
    Column("reason", String(300), nullable=False),
    Index(None, "server_id", "member_id"),
    **NEVER_REUSE_IDS,
)
"""Blocks and unblocks of members: each change is a row, and the last one applies."""

flags = Table(
    "flags",
    metadata,
    key("server_id", Snowflake),
    key("member_id", MemberIdColumn),
    Column("name", String, primary_key=True),
    Column("at", Instant, nullable=False),
)
"""Events that happen only once, for a server (`member_id` is 0) or for a member."""

bot_absences = Table(
    "bot_absences",
    metadata,
    Column("ends", Instant, primary_key=True),
    Column("begins", Instant, nullable=False),
)
"""The times when the bot was offline."""

edits = Table(
    "edits",
    metadata,
    parent_key("entry_id", "record"),
    server_id(),
    goal_id(),
    Column("at", Instant, nullable=False),
    Column("is_silent", Boolean, nullable=False),
    Column("ends_revision", Boolean, nullable=False),
    Column("title", String(100), nullable=False),
    Column("schedule", String, nullable=False),
    *_terms(),
    Column("undone_at", Instant),
    Index(None, "server_id", "goal_id"),
)
"""The terms of a goal before each edit."""

witnesses = Table(
    "witnesses",
    metadata,
    server_id(),
    parent_key("goal_id", "goals"),
    key("member_id", MemberIdColumn),
    Column("at", Instant, nullable=False),
    Index(None, "server_id", "goal_id"),
    Index(None, "server_id", "member_id"),
)

questions = Table(
    "questions",
    metadata,
    generated_id(),
    server_id(),
    goal_id(),
    member_id(),
    Column("day", Date, nullable=False),
    Column("at", Instant, nullable=False),
    Column("answer", String),
    Column("answered_at", Instant),
    Index(None, "server_id", "goal_id", "day", unique=True),
    **NEVER_REUSE_IDS,
)
"""Witnesses' questions about the progress of a goal, at most one per local day of its owner."""

milestones = Table(
    "milestones",
    metadata,
    parent_key("goal_id", "goals"),
    Column("number", Integer, primary_key=True, autoincrement=False),
    server_id(),
    Column("at", Instant, nullable=False),
)
"""Milestones of a goal: a number of periods kept in a row, or 0 for its completion."""

cheers = Table(
    "cheers",
    metadata,
    generated_id(),
    server_id(),
    goal_id(),
    Column("check_in_id", GENERATED_KEY, ForeignKey("check_ins.id", ondelete="CASCADE")),
    member_id(),
    Column("at", Instant, nullable=False),
    partial_index(
        *("server_id", "goal_id", "member_id"),
        where=column("check_in_id").is_(None),
        unique=True,
    ),
    Index(None, "server_id", "member_id", "goal_id", "check_in_id", unique=True),
    Index(None, "server_id", "goal_id", "check_in_id"),
    Index(None, "server_id", "at"),
)
"""Cheers: one per member for a goal (without a check-in), and one for each of its check-ins."""

introductions = Table(
    "introductions",
    metadata,
    key("server_id", Snowflake),
    key("member_id", MemberIdColumn),
    Column("who", String(250), nullable=False),
    Column("does", String(250), nullable=False),
    Column("learns", String(250), nullable=False),
    Column("at", Instant, nullable=False),
)

disclosures = Table(
    "disclosures",
    metadata,
    generated_id(),
    server_id(),
    member_id(),
    Column("text", String(200), nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "server_id", "member_id"),
    **NEVER_REUSE_IDS,
)
"""Disclosures: each change is a row, and empty text withdraws the previous one."""

newcomers = Table(
    "newcomers",
    metadata,
    key("server_id", Snowflake),
    key("member_id", MemberIdColumn),
    Column("joined_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("is_back", Boolean, nullable=False),
    Column("has_turn", Boolean, nullable=False),
    Column("held_at", Instant),
    partial_index("server_id", "held_at", where=column("held_at").is_not(None)),
)
"""Members who wait for a greeting; those with `held_at` are greeted together in one message."""

greetings = Table(
    "greetings",
    metadata,
    key("server_id", Snowflake),
    key("member_id", MemberIdColumn),
    Column("at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("turn", Integer),
    Column("is_back", Boolean, nullable=False),
    Column("leads", Boolean, nullable=False),
    Column("crowd", String),
    Column("is_first", Boolean, nullable=False),
    Column("left_at", Instant),
    Column("invited_at", Instant),
    Index(None, "server_id", "is_back", "turn"),
    Index(None, "server_id", "crowd"),
    partial_index("server_id", "is_first", where=column("is_first", Boolean) == true()),
    Index(None, "server_id", "at"),
)
"""The latest greeting of each member.

`turn` is the position in the rotation of templates. A group greeting has no turn: its members share
a `crowd`, and one of them `leads`.
"""

hellos = Table(
    "hellos",
    metadata,
    key("server_id", Snowflake),
    key("newcomer_id", MemberIdColumn),
    key("member_id", MemberIdColumn),
    Column("at", Instant, nullable=False),
    Index(None, "server_id", "member_id"),
)

greets = Table(
    "greets",
    metadata,
    key("server_id", Snowflake),
    key("giver_id", MemberIdColumn),
    key("member_id", MemberIdColumn),
    Column("day", Date, primary_key=True),
    Column("turn", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "server_id", "turn"),
)
"""Greetings between members, once per local day; `turn` selects the phrase."""

departures = Table(
    "departures",
    metadata,
    key("server_id", Snowflake),
    key("member_id", MemberIdColumn),
    Column("left_at", Instant, primary_key=True),
    Column("back_at", Instant),
    partial_index("server_id", "left_at", where=column("back_at").is_(None)),
)
"""Departures, blocks and returns of members; member 0 is the bot."""

pending_inputs = Table(
    "pending_inputs",
    metadata,
    generated_id(),
    server_id(),
    member_id(),
    Column("at", Instant, nullable=False),
    Column("kind", String, nullable=False),
    Column("goal_id", GENERATED_KEY, ForeignKey("goals.id", ondelete="CASCADE")),
    Column("day", Date),
    Column("payload", String(600_000), nullable=False),
    Column("is_done", Boolean, nullable=False),
    Column("source", Snowflake, nullable=False),
    Index(None, "server_id", "member_id"),
    **NEVER_REUSE_IDS,
)
"""Unfinished input until its member answers a question; the kind defines the JSON payload."""

bot_state = Table(
    "bot_state",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)
"""The bot's own state."""
