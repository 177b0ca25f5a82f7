"""Define the tables."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Time,
    UniqueConstraint,
    and_,
    column,
    true,
)

from accountabot.store.column_types import (
    Instant,
    MemberIdColumn,
    Quantity,
    Snowflake,
    Subject,
)
from accountabot.store.dialect import GENERATED_KEY, NEVER_REUSE_IDS, partial_index

REVISION = "0003"
"""The newest migration."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    """Return a generated primary key."""
    return Column("id", GENERATED_KEY, primary_key=True)


def _key(name: str, type_: type[BigInteger]) -> Column[int]:
    """Return a part of a primary key that is an ID of Discord's."""
    return Column(name, type_, primary_key=True, autoincrement=False)


def _parent(name: str, table: str) -> Column[int]:
    """Return a primary key that is also the key of the parent row."""
    parent = ForeignKey(f"{table}.id", ondelete="CASCADE")
    return Column(name, GENERATED_KEY, parent, primary_key=True, autoincrement=False)


def _server() -> Column[int]:
    return Column("server_id", Snowflake, nullable=False)


def _member() -> Column[int]:
    return Column("member_id", MemberIdColumn, nullable=False)


def _goal() -> Column[int]:
    goal = ForeignKey("goals.id", ondelete="CASCADE")
    return Column("goal_id", GENERATED_KEY, goal, nullable=False)


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
    _id(),
    _server(),
    _member(),
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
    _parent("goal_id", "goals"),
    _server(),
    _member(),
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
    Index(None, "server_id", "streak"),
    Index(None, "server_id", "changes_at"),
)

check_ins = Table(
    "check_ins",
    metadata,
    _id(),
    _server(),
    _goal(),
    _member(),
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
    _id(),
    _server(),
    _goal(),
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
    _parent("entry_id", "record"),
    _server(),
    _goal(),
    _member(),
    Column("at", Instant, nullable=False),
    Column("until", Date),
    Column("ended_at", Instant),
    Column("undone_at", Instant),
    Index(None, "server_id", "goal_id"),
)

settings = Table(
    "settings",
    metadata,
    _id(),
    _server(),
    _member(),
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
    _id(),
    _server(),
    _member(),
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
    _key("server_id", Snowflake),
    _key("member_id", MemberIdColumn),
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
    _parent("entry_id", "record"),
    _server(),
    _goal(),
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

posts = Table(
    "posts",
    metadata,
    _parent("entry_id", "record"),
    _server(),
    Column("channel_id", Snowflake, nullable=False),
    Column("message_id", Snowflake, nullable=False),
)
"""The public message about a record entry."""

goal_messages = Table(
    "goal_messages",
    metadata,
    _parent("goal_id", "goals"),
    _key("message_id", Snowflake),
    _server(),
    Column("channel_id", Snowflake, nullable=False),
    Index(None, "server_id", "goal_id"),
    Index(None, "server_id", "message_id"),
)
"""Public messages that show a goal without being about an action, or are to be taken down."""

mentions = Table(
    "mentions",
    metadata,
    _key("message_id", Snowflake),
    _key("member_id", MemberIdColumn),
    _server(),
    Column("channel_id", Snowflake, nullable=False),
    Index(None, "server_id", "member_id"),
    Index(None, "member_id"),
)
"""Public messages that name or quote a member, except those in `posts` and `goal_messages`."""

failures = Table(
    "failures",
    metadata,
    _id(),
    _server(),
    Column("channel_id", Snowflake),
    Column("kind", String, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "server_id", "at"),
    **NEVER_REUSE_IDS,
)
"""Recent delivery failures, without the messages' text, for owners to fix the cause."""

witnesses = Table(
    "witnesses",
    metadata,
    _server(),
    _parent("goal_id", "goals"),
    _key("member_id", MemberIdColumn),
    Column("at", Instant, nullable=False),
    Index(None, "server_id", "goal_id"),
    Index(None, "server_id", "member_id"),
)

questions = Table(
    "questions",
    metadata,
    _id(),
    _server(),
    _goal(),
    _member(),
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
    _parent("goal_id", "goals"),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _server(),
    Column("at", Instant, nullable=False),
)
"""Milestones of a goal: a number of periods kept in a row, or 0 for its completion."""

outbox = Table(
    "outbox",
    metadata,
    _id(),
    _server(),
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
    _parent("goal_id", "goals"),
    _key("member_id", MemberIdColumn),
    Column("kind", String, primary_key=True),
    _server(),
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
    _parent("goal_id", "goals"),
    _server(),
    _member(),
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
"""When the owner of a goal is to hear of it; every goal has a row.

`times` is what the member chose (None if nothing), and everything due up to `looked_at` was
handled. `last_day` and `last_time` tell the last reminder, `followed_end` the end of the last period whose
morning after the owner heard of. `judged_day` and `warned_day` are the last ones for which it was
decided whether they hear of that, and of a streak at risk. `not_on` is the day for which reminders
were declined, and `declined_day` the last day of a period that the owner leaves as it is.
"""

reminder_messages = Table(
    "reminder_messages",
    metadata,
    _id(),
    _server(),
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
    _parent("goal_id", "goals"),
    _server(),
    _member(),
    Column("kind", String, nullable=False),
    Column("day", Date, nullable=False),
    Index(None, "server_id", "goal_id"),
    Index(None, "server_id", "member_id"),
)
"""The goals in a message that reminds members, why, and the local day it is about."""

unrequested_messages = Table(
    "unrequested_messages",
    metadata,
    _key("server_id", Snowflake),
    _key("member_id", MemberIdColumn),
    Column("day", Date, nullable=False),
)
"""The last local day on which a member got a message that they did not ask for."""

digests = Table(
    "digests",
    metadata,
    _key("server_id", Snowflake),
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
    _parent("goal_id", "goals"),
    Column("day", Date, primary_key=True),
    _server(),
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
    _key("server_id", Snowflake),
    _key("member_id", MemberIdColumn),
    _key("role_id", Snowflake),
    Column("state", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""Streak roles of members: those that the bot gave or is giving; it takes away no others.

`state` also tells which of them a member had already, from someone else.
"""

cheers = Table(
    "cheers",
    metadata,
    _id(),
    _server(),
    _goal(),
    Column("check_in_id", GENERATED_KEY, ForeignKey("check_ins.id", ondelete="CASCADE")),
    _member(),
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
    _key("server_id", Snowflake),
    _key("member_id", MemberIdColumn),
    Column("who", String(250), nullable=False),
    Column("does", String(250), nullable=False),
    Column("learns", String(250), nullable=False),
    Column("at", Instant, nullable=False),
)

disclosures = Table(
    "disclosures",
    metadata,
    _id(),
    _server(),
    _member(),
    Column("text", String(200), nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "server_id", "member_id"),
    **NEVER_REUSE_IDS,
)
"""Disclosures: each change is a row, and empty text withdraws the previous one."""

newcomers = Table(
    "newcomers",
    metadata,
    _key("server_id", Snowflake),
    _key("member_id", MemberIdColumn),
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
    _key("server_id", Snowflake),
    _key("member_id", MemberIdColumn),
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
    _key("server_id", Snowflake),
    _key("newcomer_id", MemberIdColumn),
    _key("member_id", MemberIdColumn),
    Column("at", Instant, nullable=False),
    Index(None, "server_id", "member_id"),
)

greets = Table(
    "greets",
    metadata,
    _key("server_id", Snowflake),
    _key("giver_id", MemberIdColumn),
    _key("member_id", MemberIdColumn),
    Column("day", Date, primary_key=True),
    Column("turn", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "server_id", "turn"),
)
"""Greetings between members, once per local day; `turn` selects the phrase."""

departures = Table(
    "departures",
    metadata,
    _key("server_id", Snowflake),
    _key("member_id", MemberIdColumn),
    Column("left_at", Instant, primary_key=True),
    Column("back_at", Instant),
)
"""Departures, blocks and returns of members; member 0 is the bot."""

pending_inputs = Table(
    "pending_inputs",
    metadata,
    _id(),
    _server(),
    _member(),
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
