"""Define the tables about messages: those that the bot sent, and those that are due."""

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
    column,
)

from accountabot.store.column_types import Instant, MemberIdColumn, Snowflake, Subject
from accountabot.store.columns import generated_id, key, member_id, metadata, parent_key, server_id
from accountabot.store.dialect import GENERATED_KEY, NEVER_REUSE_IDS, partial_index

posts = Table(
    "posts",
    metadata,
    parent_key("entry_id", "record"),
    server_id(),
    Column("channel_id", Snowflake, nullable=False),
    Column("message_id", Snowflake, nullable=False),
)
"""The public message about a record entry."""

goal_messages = Table(
    "goal_messages",
    metadata,
    parent_key("goal_id", "goals"),
    key("message_id", Snowflake),
    server_id(),
    Column("channel_id", Snowflake, nullable=False),
    Index(None, "server_id", "goal_id"),
    Index(None, "server_id", "message_id"),
)
"""Public messages that show a goal without being about an action, or are to be taken down."""

mentions = Table(
    "mentions",
    metadata,
    key("message_id", Snowflake),
    key("member_id", MemberIdColumn),
    server_id(),
    Column("channel_id", Snowflake, nullable=False),
    Index(None, "server_id", "member_id"),
    Index(None, "member_id"),
)
"""Public messages that name or quote a member, except those in `posts` and `goal_messages`."""

failures = Table(
    "failures",
    metadata,
    generated_id(),
    server_id(),
    Column("channel_id", Snowflake),
    Column("kind", String, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "server_id", "at"),
    **NEVER_REUSE_IDS,
)
"""Recent delivery failures, without the messages' text, for owners to fix the cause."""

outbox = Table(
    "outbox",
    metadata,
    generated_id(),
    server_id(),
    Column("topic", String, nullable=False),
    Column("subject", Subject, nullable=False),
    Column("channel_id", Snowflake),
    Column("since", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("tried_at", Instant),
    Column("tries", Integer, nullable=False),
    Index(None, "server_id", "topic", "subject", unique=True),
    Index(None, "due_at"),
    **NEVER_REUSE_IDS,
)
"""The transactional outbox: messages to send or edit later; `since` is when their news begins.

The channel is that of a message to edit.
"""

notices = Table(
    "notices",
    metadata,
    parent_key("goal_id", "goals"),
    key("member_id", MemberIdColumn),
    Column("kind", String, primary_key=True),
    server_id(),
    Column("since", Instant, nullable=False),
    Column("due_at", Instant),
    Column("told_at", Instant),
    Index(None, "server_id", "member_id", "due_at"),
    partial_index("server_id", "goal_id", where=column("due_at").is_not(None)),
)
"""What a member is told privately about a goal at their next interaction, from `due_at` on.

There is nothing to tell without `due_at`. `since` is when it happened, and `told_at` when the
member was last told. `member_id` is 0 for the server's channel for witnesses.
"""

reminders = Table(
    "reminders",
    metadata,
    parent_key("goal_id", "goals"),
    server_id(),
    member_id(),
    Column("times", String(40)),
    Column("next_at", Instant),
    Column("looked_at", Instant, nullable=False),
    Column("last_day", Date),
    Column("last_time", Time),
    Column("reminded_at", Instant),
    Column("unanswered", Integer, nullable=False),
    Column("asked_at", Instant),
    Column("snoozed_until", Instant),
    Column("not_on", Date),
    Column("judged_day", Date),
    Column("followed_end", Instant),
    Column("warned_day", Date),
    Column("declined_day", Date),
    Index(None, "server_id", "member_id"),
    partial_index("next_at", where=column("next_at").is_not(None)),
)
"""The reminder times and state of each goal.

`times` is what the member chose (None if nothing), and everything due up to `looked_at` was
handled. `last_day` and `last_time` tell the last reminder, and `followed_end` is the end of the
last period whose morning after the owner heard of. `judged_day` and `warned_day` are the last ones
for which it was decided whether they hear of that, and of a streak at risk. `not_on` is the day for
which reminders were declined, and `declined_day` the last day of a period that the owner leaves as
it is.
"""

reminder_messages = Table(
    "reminder_messages",
    metadata,
    generated_id(),
    server_id(),
    Column("member_id", MemberIdColumn, nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("message_id", Snowflake),
    Column("edited_at", Instant),
    Column("edits", Integer, nullable=False),
    Column("shown", String(64)),
    Index(None, "server_id", "member_id"),
    Index(None, "server_id", "at"),
    Index(None, "server_id", "message_id"),
    **NEVER_REUSE_IDS,
)
"""Messages that remind members: in a channel (`member_id` is 0), or direct.

From `closed_at` on, nothing is added to a message: it is being sent. The channel of a direct
message is 0 until it was sent. `shown` is a hash of what it shows.
"""

reminder_lines = Table(
    "reminder_lines",
    metadata,
    Column(
        "message_key",
        GENERATED_KEY,
        ForeignKey("reminder_messages.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    parent_key("goal_id", "goals"),
    server_id(),
    member_id(),
    Column("kind", String, nullable=False),
    Column("day", Date, nullable=False),
    Index(None, "server_id", "goal_id"),
    Index(None, "server_id", "member_id"),
)
"""The goals in a message that reminds members, why, and the local day it is about."""

unrequested_messages = Table(
    "unrequested_messages",
    metadata,
    key("server_id", Snowflake),
    key("member_id", MemberIdColumn),
    Column("day", Date, nullable=False),
)
"""The last local day on which a member got a message that they did not ask for."""

digests = Table(
    "digests",
    metadata,
    key("server_id", Snowflake),
    Column("first_day", Date, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("channel_id", Snowflake),
    Column("message_id", Snowflake),
    Index(None, "server_id", "message_id"),
)
"""The weeks that a server's digest covered, by their first day.

There is no message if nothing happened in a week, or if it could not be posted.
"""

outage_excuses = Table(
    "outage_excuses",
    metadata,
    parent_key("goal_id", "goals"),
    Column("day", Date, primary_key=True),
    server_id(),
    Column("absence_ends", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("is_excused", Boolean),
    Index(None, "server_id", "absence_ends"),
    Index(None, "server_id", "closes_at"),
)
"""Periods, by their first day, that were unmet when the bot was back from an absence.

Whether the absence excused one is known once it closes.
"""

granted_roles = Table(
    "granted_roles",
    metadata,
    key("server_id", Snowflake),
    key("member_id", MemberIdColumn),
    key("role_id", Snowflake),
    Column("state", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""Streak roles of members: those that the bot gave or is giving; it takes away no others.

`state` also tells which of them a member had already, from someone else.
"""
