"""Keep where the bot posted what: the public message of each deed on the record."""

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, insert, select

from accountabot.domain.identities import GoalId, RecordId, ServerId
from accountabot.domain.record import Kind, Post
from accountabot.store.schema import posts, record

_ADD = insert(posts).prefix_with("OR IGNORE", dialect="sqlite")
_OF = select(posts.c.channel_id, posts.c.message_id).where(
    posts.c.server_id == bindparam("server"), posts.c.entry_id == bindparam("entry")
)
_CARD = (
    select(posts.c.channel_id, posts.c.message_id)
    .join(record, record.c.id == posts.c.entry_id)
    .where(
        record.c.server_id == bindparam("server"),
        record.c.goal_id == bindparam("goal"),
        record.c.kind == Kind.DECLARED,
    )
)
_mine = record.alias("mine")
_done = select(_mine.c.source).where(
    _mine.c.server_id == bindparam("server"), _mine.c.goal_id == bindparam("goal"), _mine.c.kind != Kind.UNDONE
)
_at_one_stroke = select(record.c.id).where(record.c.server_id == bindparam("server"), record.c.source.in_(_done))
_ALL = (
    select(posts.c.channel_id, posts.c.message_id)
    .where(posts.c.server_id == bindparam("server"), posts.c.entry_id.in_(_at_one_stroke))
    .order_by(posts.c.entry_id.desc())
)


def add(tx: Connection, made: Collection[tuple[ServerId, RecordId, Post]]) -> None:
    """Remember the messages in which deeds were made public."""
    tx.execute(
        _ADD,
        [
            {"entry_id": entry, "server_id": server, "channel_id": post.channel, "message_id": post.message}
            for server, entry, post in made
        ],
    )


def of(tx: Connection, server: ServerId, entry: RecordId) -> Post | None:
    """Return the message in which a deed was made public, or None where it was not."""
    row = tx.execute(_OF, {"server": server, "entry": entry}).first()
    return Post(*row) if row else None


def all_of(tx: Connection, server: ServerId, goal: GoalId) -> list[Post]:
    """Return every message in which something was said of a goal, alone or along with others, the newest first."""
    return [Post(*row) for row in dict.fromkeys(map(tuple, tx.execute(_ALL, {"server": server, "goal": goal})))]


def card_of(tx: Connection, server: ServerId, goal: GoalId) -> Post | None:
    """Return the message in which a goal was declared: its card."""
    row = tx.execute(_CARD, {"server": server, "goal": goal}).first()
    return Post(*row) if row else None
