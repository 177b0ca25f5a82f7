"""Describe the tables: what the bot remembers."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    text,
)

REVISION = "0001"
"""The newest migration: a database that stands there needs none."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """An instant in UTC, kept as whole microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's
        """Turn an instant into what is kept."""
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - as above
        """Turn what is kept into an instant."""
        return None if value is None else instant(value)


def instant(kept: int) -> datetime:
    """Return the instant (UTC) that is kept as so many microseconds since 1970."""
    return _EPOCH + kept * _MICROSECOND


class Quantity(TypeDecorator[Decimal]):
    """An amount of something, kept as whole thousandths."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - as above
        """Turn an amount into what is kept."""
        return None if value is None else int(value * 1000)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - as above
        """Turn what is kept into an amount."""
        return None if value is None else Decimal(value) / 1000


class MemberIdColumn(BigInteger):
    """A member's id, marked as such so that exports and deletions find every one of them."""


class Subject(BigInteger):
    """The subject of an outbox entry: the id of a goal, a member, a message or a record entry."""


Snowflake = BigInteger
_Key = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

goals = Table(
    "goals",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("server_id", Snowflake, nullable=False),
    Column("member_id", MemberIdColumn, nullable=False),
    Column("title", String(100), nullable=False),
    Column("schedule", String, nullable=False),
    Column("declared_at", Instant, nullable=False),
    Column("edited_at", Instant),
    Column("start_day", Date, nullable=False),
    Column("until", Instant),
    Column("through", Date),
    Column("amount", Quantity),
    Column("unit", String(30), nullable=False),
    Column("at_most", Boolean, nullable=False),
    Column("plan", String(100), nullable=False),
    Column("is_private", Boolean, nullable=False),
    Column("state", String, nullable=False),
    Column("ended_at", Instant),
    Column("undone_at", Instant),
    Column("hidden_at", Instant),
    Index(None, "server_id", "member_id"),
    Index(None, "member_id"),
    sqlite_autoincrement=True,
)
"""As they are promised now; `edited_at` is when other terms of theirs ended, which stand under `edits`.

What a moderator hid (`hidden_at`) is private as well, whatever its owner would have.
"""

standings = Table(
    "standings",
    metadata,
    Column(
        "goal_id",
        _Key,
        ForeignKey("goals.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("server_id", Snowflake, nullable=False),
    Column("member_id", MemberIdColumn, nullable=False),
    Column("streak", Integer, nullable=False),
    Column("longest", Integer, nullable=False),
    Column("freezes", Integer, nullable=False),
    Column("frozen", Date),
    Column("changes_at", Instant),
    Column("over_at", Instant),
    Column("settled_through", Date),
    Column("settled_streak", Integer, nullable=False),
    Column("settled_longest", Integer, nullable=False),
    Column("settled_freezes", Integer, nullable=False),
    Column("settled_frozen", Date),
    Column("settled_at", Instant),
    Index(None, "server_id", "streak"),
    Index(None, "server_id", "changes_at"),
)

# A check-in's source is the interaction that made it where amounts add up, and 0 where the same one twice is a slip.
check_ins = Table(
    "check_ins",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("server_id", Snowflake, nullable=False),
    Column("goal_id", _Key, ForeignKey("goals.id", ondelete="CASCADE"), nullable=False),
    Column("member_id", MemberIdColumn, nullable=False),
    Column("day", Date, nullable=False),
    Column("is_yesterday", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    Column("note", String(300), nullable=False),
    Column("amount", Quantity),
    Column("source", Snowflake, nullable=False),
    Column("proof", String(200)),
    Column("undone_at", Instant),
    Index(
        None,
        *("server_id", "goal_id", "day", "note", "source"),
        unique=True,
        sqlite_where=text("undone_at IS NULL"),
    ),
    Index(None, "server_id", "proof", sqlite_where=text("proof IS NOT NULL AND undone_at IS NULL")),
    sqlite_autoincrement=True,
)

record = Table(
    "record",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("server_id", Snowflake, nullable=False),
    Column("goal_id", _Key, ForeignKey("goals.id", ondelete="CASCADE"), nullable=False),
    Column("actor_id", MemberIdColumn, nullable=False),
    Column("kind", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("source", Snowflake, nullable=False),
    Column("note", String(300), nullable=False),
    Column("check_in_id", _Key, ForeignKey("check_ins.id", ondelete="CASCADE")),
    Column("undoes", _Key, ForeignKey("record.id", ondelete="CASCADE")),
    UniqueConstraint("server_id", "source", "goal_id"),
    Index(None, "server_id", "goal_id", "kind", "at"),
    Index(
        None,
        "undoes",
        unique=True,
        sqlite_where=text("undoes IS NOT NULL"),
    ),
    Index(None, "server_id", "actor_id", "at"),
    sqlite_autoincrement=True,
)

pauses = Table(
    "pauses",
    metadata,
    Column(
        "entry_id",
        _Key,
        ForeignKey("record.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("server_id", Snowflake, nullable=False),
    Column("goal_id", _Key, ForeignKey("goals.id", ondelete="CASCADE"), nullable=False),
    Column("member_id", MemberIdColumn, nullable=False),
    Column("at", Instant, nullable=False),
    Column("until", Date),
    Column("ended_at", Instant),
    Column("undone_at", Instant),
    Index(None, "server_id", "goal_id"),
)

settings = Table(
    "settings",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("server_id", Snowflake, nullable=False),
    Column("member_id", MemberIdColumn, nullable=False),
    Column("name", String, nullable=False),
    Column("value", String(2000), nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor_id", MemberIdColumn, nullable=False),
    Column("note", String(300), nullable=False),
    Index(None, "server_id", "member_id"),
    Index(None, "server_id", "name", sqlite_where=text("name = 'blocked'")),
    sqlite_autoincrement=True,
)
"""Never overwritten: each change of a setting is a row. A server's own have no member, a person's own no server (0)."""

absences = Table(
    "absences",
    metadata,
    Column("ends", Instant, primary_key=True),
    Column("begins", Instant, nullable=False),
)
"""When the bot itself was not there."""

edits = Table(
    "edits",
    metadata,
    Column(
        "entry_id",
        _Key,
        ForeignKey("record.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("server_id", Snowflake, nullable=False),
    Column("goal_id", _Key, ForeignKey("goals.id", ondelete="CASCADE"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("is_silent", Boolean, nullable=False),
    Column("ends_chapter", Boolean, nullable=False),
    Column("title", String(100), nullable=False),
    Column("schedule", String, nullable=False),
    Column("edited_at", Instant),
    Column("start_day", Date, nullable=False),
    Column("until", Instant),
    Column("through", Date),
    Column("amount", Quantity),
    Column("unit", String(30), nullable=False),
    Column("at_most", Boolean, nullable=False),
    Column("plan", String(100), nullable=False),
    Column("is_private", Boolean, nullable=False),
    Column("undone_at", Instant),
    Index(None, "server_id", "goal_id"),
)
"""What a goal was before it was edited."""

posts = Table(
    "posts",
    metadata,
    Column(
        "entry_id",
        _Key,
        ForeignKey("record.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("server_id", Snowflake, nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("message_id", Snowflake, nullable=False),
)

showings = Table(
    "showings",
    metadata,
    Column(
        "goal_id",
        _Key,
        ForeignKey("goals.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("message_id", Snowflake, primary_key=True, autoincrement=False),
    Column("server_id", Snowflake, nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Index(None, "server_id", "goal_id"),
    Index(None, "message_id"),
)
"""Public messages that show a goal without being about an action, or are to be taken down."""

mentions = Table(
    "mentions",
    metadata,
    Column("message_id", Snowflake, primary_key=True, autoincrement=False),
    Column("member_id", MemberIdColumn, primary_key=True, autoincrement=False),
    Column("server_id", Snowflake, nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Index(None, "server_id", "member_id"),
    Index(None, "member_id"),
)
"""Members whom a message of the bot names or quotes, unless an action or a goal in it tells."""

failures = Table(
    "failures",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("server_id", Snowflake, nullable=False),
    Column("channel_id", Snowflake),
    Column("what", String, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "server_id", "at"),
    sqlite_autoincrement=True,
)
"""What could not be posted of late, and where, for owners to mend; what it would have said is not kept."""

witnesses = Table(
    "witnesses",
    metadata,
    Column("server_id", Snowflake, nullable=False),
    Column(
        "goal_id",
        _Key,
        ForeignKey("goals.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("member_id", MemberIdColumn, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Index(None, "server_id", "goal_id"),
    Index(None, "server_id", "member_id"),
)

questions = Table(
    "questions",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("server_id", Snowflake, nullable=False),
    Column("goal_id", _Key, ForeignKey("goals.id", ondelete="CASCADE"), nullable=False),
    Column("member_id", MemberIdColumn, nullable=False),
    Column("day", Date, nullable=False),
    Column("at", Instant, nullable=False),
    Column("answer", String),
    Column("answered_at", Instant),
    Index(None, "server_id", "goal_id", "day", unique=True),
    sqlite_autoincrement=True,
)
"""How a goal goes, asked by a witness, once on each local day of its owner."""

milestones = Table(
    "milestones",
    metadata,
    Column(
        "goal_id",
        _Key,
        ForeignKey("goals.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("server_id", Snowflake, nullable=False),
    Column("at", Instant, nullable=False),
)
"""What a goal has reached, once for ever: so many periods kept in a row, or (0) that it is completed."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("server_id", Snowflake, nullable=False),
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
    sqlite_autoincrement=True,
)
"""Messages to be sent or edited (a transactional outbox); the channel is that of an edited message."""

cheers = Table(
    "cheers",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("server_id", Snowflake, nullable=False),
    Column("goal_id", _Key, ForeignKey("goals.id", ondelete="CASCADE"), nullable=False),
    Column("check_in_id", _Key, ForeignKey("check_ins.id", ondelete="CASCADE")),
    Column("member_id", MemberIdColumn, nullable=False),
    Column("at", Instant, nullable=False),
    Index(
        None,
        "server_id",
        "goal_id",
        "member_id",
        unique=True,
        sqlite_where=text("check_in_id IS NULL"),
    ),
    Index(None, "server_id", "member_id", "goal_id", "check_in_id", unique=True),
    Index(None, "server_id", "goal_id", "check_in_id"),
)
"""Once for a goal, where no check-in is named, and once for each of its check-ins."""

introductions = Table(
    "introductions",
    metadata,
    Column("server_id", Snowflake, primary_key=True, autoincrement=False),
    Column("member_id", MemberIdColumn, primary_key=True, autoincrement=False),
    Column("who", String(250), nullable=False),
    Column("does", String(250), nullable=False),
    Column("learns", String(250), nullable=False),
    Column("at", Instant, nullable=False),
)

disclosures = Table(
    "disclosures",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("server_id", Snowflake, nullable=False),
    Column("member_id", MemberIdColumn, nullable=False),
    Column("text", String(200), nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "server_id", "member_id"),
    sqlite_autoincrement=True,
)
"""Never overwritten: each change is a row, an empty one where a member has nothing to disclose any more."""

newcomers = Table(
    "newcomers",
    metadata,
    Column("server_id", Snowflake, primary_key=True, autoincrement=False),
    Column("member_id", MemberIdColumn, primary_key=True, autoincrement=False),
    Column("joined_at", Instant, nullable=False),
    Column("is_back", Boolean, nullable=False),
    Column("held_at", Instant),
    Index(None, "server_id", "held_at", sqlite_where=text("held_at IS NOT NULL")),
)
"""Who is yet to be greeted; who is held back is greeted with others, in one message."""

greetings = Table(
    "greetings",
    metadata,
    Column("server_id", Snowflake, primary_key=True, autoincrement=False),
    Column("member_id", MemberIdColumn, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("turn", Integer),
    Column("is_back", Boolean, nullable=False),
    Column("leads", Boolean, nullable=False),
    Column("crowd", String),
    Column("is_first", Boolean, nullable=False),
    Column("left_at", Instant),
    Column("invited_at", Instant),
    Index(None, "server_id", "is_back", "turn"),
    Index(None, "server_id", "crowd"),
    Index(None, "server_id", "is_first", sqlite_where=text("is_first = 1")),
    Index(None, "server_id", "at"),
)
"""Who was greeted last when; of those whom one message greets, one leads, and none has a turn of the templates."""

hellos = Table(
    "hellos",
    metadata,
    Column("server_id", Snowflake, primary_key=True, autoincrement=False),
    Column("newcomer_id", MemberIdColumn, primary_key=True, autoincrement=False),
    Column("member_id", MemberIdColumn, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Index(None, "server_id", "member_id"),
)

greets = Table(
    "greets",
    metadata,
    Column("server_id", Snowflake, primary_key=True, autoincrement=False),
    Column("giver_id", MemberIdColumn, primary_key=True, autoincrement=False),
    Column("member_id", MemberIdColumn, primary_key=True, autoincrement=False),
    Column("day", Date, primary_key=True),
    Column("turn", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "server_id", "turn"),
)
"""Which member greeted which, on which local day of theirs, and with which words."""

proposals = Table(
    "proposals",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("server_id", Snowflake, nullable=False),
    Column("member_id", MemberIdColumn, nullable=False),
    Column("name", String, nullable=False),
    Column("value", String(600_000), nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "server_id", "member_id"),
    sqlite_autoincrement=True,
)
"""What an owner would have a setting be, while it is shown to them."""

departures = Table(
    "departures",
    metadata,
    Column("server_id", Snowflake, primary_key=True, autoincrement=False),
    Column("member_id", MemberIdColumn, primary_key=True, autoincrement=False),
    Column("left_at", Instant, primary_key=True),
    Column("back_at", Instant),
)
"""Who was away from a server; without a member (0), the bot."""

drafts = Table(
    "drafts",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("server_id", Snowflake, nullable=False),
    Column("member_id", MemberIdColumn, nullable=False),
    Column("sentence", String(1000), nullable=False),
    Column("schedule", String(200), nullable=False),
    Column("amount", Quantity),
    Column("unit", String(30), nullable=False),
    Column("at_most", Boolean, nullable=False),
    Column("plan", String(100), nullable=False),
    Column("is_private", Boolean, nullable=False),
    Column("goal_id", _Key, ForeignKey("goals.id", ondelete="CASCADE")),
    Column("at", Instant, nullable=False),
    Index(None, "server_id", "member_id"),
    sqlite_autoincrement=True,
)

waiting = Table(
    "waiting",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("server_id", Snowflake, nullable=False),
    Column("member_id", MemberIdColumn, nullable=False),
    Column("day", Date, nullable=False),
    Column("goal_id", _Key, ForeignKey("goals.id", ondelete="CASCADE")),
    Column("note", String(300), nullable=False),
    Column("amount", Quantity),
    Column("proof", String(200)),
    Column("file_url", String(1000)),
    Column("file_name", String(300)),
    Column("file_size", Integer),
    Column("is_question", Boolean, nullable=False),
    Column("is_taken", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "server_id", "member_id"),
    sqlite_autoincrement=True,
)
"""What was said of a day, and waits for its goal or its amount; a question is one that was asked in public."""

facts = Table(
    "facts",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)
