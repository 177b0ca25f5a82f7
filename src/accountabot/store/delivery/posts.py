"""Store which messages made actions public, and which messages show goals."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, exists, or_, select

from accountabot.domain.goals.record import EventKind
from accountabot.domain.identifiers import GoalId, MessageRef, RecordId, ServerId
from accountabot.store.dialect import insert_ignoring
from accountabot.store.prepared import Prepared
from accountabot.store.schema import goal_messages, goals, mentions, posts, record

_ADD = insert_ignoring(posts)
_OF = select(posts.c.channel_id, posts.c.message_id).where(
    posts.c.server_id == bindparam("server"), posts.c.entry_id == bindparam("entry")
)
_DECLARED = (
    record.c.server_id == bindparam("server"),
    record.c.goal_id == bindparam("goal"),
    record.c.kind == EventKind.DECLARED,
)
_DECLARATION = select(record.c.id).where(*_DECLARED)
_CARD = (
    select(posts.c.channel_id, posts.c.message_id)
    .join(record, record.c.id == posts.c.entry_id)
    .where(*_DECLARED)
)
_mine = record.alias("mine")
_done = select(_mine.c.source).where(
    _mine.c.server_id == bindparam("server"),
    _mine.c.goal_id == bindparam("goal"),
    _mine.c.kind != EventKind.UNDONE,
)
_done_together = select(record.c.id).where(
    record.c.server_id == bindparam("server"), record.c.source.in_(_done)
)
_ALL = (
    select(posts.c.channel_id, posts.c.message_id)
    .where(posts.c.server_id == bindparam("server"), posts.c.entry_id.in_(_done_together))
    .order_by(posts.c.entry_id.desc())
)
_undoing = record.alias("undoing")
_ACTED_ON = Prepared(
    select(goals.c.id, goals.c.is_private, exists().where(_undoing.c.undoes == record.c.id))
    .join(record, record.c.goal_id == goals.c.id)
    .where(record.c.server_id == bindparam("server"), record.c.id == bindparam("entry"))
)
_KNOWN = select(
    or_(
        *(
            exists().where(
                table.c.server_id == bindparam("server"),
                table.c.message_id == bindparam("message"),
            )
            for table in (posts, goal_messages, mentions)
        )
    )
)
_done_with = select(_mine.c.source).where(
    _mine.c.server_id == bindparam("server"), _mine.c.id == bindparam("entry")
)
_SHARING = (
    select(posts.c.entry_id, exists().where(_undoing.c.undoes == record.c.id))
    .join(record, record.c.id == posts.c.entry_id)
    .where(
        record.c.server_id == bindparam("server"),
        record.c.source.in_(_done_with),
        posts.c.message_id == bindparam("message"),
    )
)
_ENTRY_ON = (
    select(posts.c.entry_id)
    .join(record, record.c.id == posts.c.entry_id)
    .where(
        record.c.server_id == bindparam("server"),
        record.c.goal_id == bindparam("goal"),
        posts.c.message_id == bindparam("message"),
    )
)
_SHOW = insert_ignoring(goal_messages)
_SHOWING = select(goal_messages.c.channel_id, goal_messages.c.message_id).where(
    goal_messages.c.server_id == bindparam("server"),
    goal_messages.c.goal_id == bindparam("goal"),
)
_PRIVATE_IN = (
    select(goal_messages.c.goal_id)
    .join(goals, goals.c.id == goal_messages.c.goal_id)
    .where(
        goal_messages.c.server_id == bindparam("server"),
        goal_messages.c.message_id == bindparam("message"),
        goals.c.is_private,
    )
)
_FORGET = delete(goal_messages).where(
    goal_messages.c.server_id == bindparam("server"),
    goal_messages.c.goal_id == bindparam("goal"),
    goal_messages.c.message_id == bindparam("message"),
)

_FORGET_POST = delete(posts).where(
    posts.c.server_id == bindparam("server"), posts.c.entry_id == bindparam("entry")
)
_FORGET_SHOWN = delete(goal_messages).where(
    goal_messages.c.server_id == bindparam("server"),
    goal_messages.c.message_id == bindparam("message"),
)


def add(tx: Connection, sent: Collection[tuple[ServerId, RecordId, MessageRef]]) -> None:
    """Save the messages that made actions public."""
    rows = [
        {
            "entry_id": entry,
            "server_id": server,
            "channel_id": post.channel,
            "message_id": post.message,
        }
        for server, entry, post in sent
    ]
    if rows:
        tx.execute(_ADD, rows)


def of(tx: Connection, server: ServerId, entry: RecordId) -> MessageRef | None:
    """Return the message that made an action public, None if there is none."""
    row = tx.execute(_OF, {"server": server, "entry": entry}).first()
    return MessageRef(*row) if row else None


def all_of(tx: Connection, server: ServerId, goal: GoalId) -> list[MessageRef]:
    """Return every message about an action on a goal, the newest first.

    One message can be about several goals, if they were paused together.
    """
    rows = tx.execute(_ALL, {"server": server, "goal": goal})
    return [MessageRef(*row) for row in dict.fromkeys(map(tuple, rows))]


def is_shared(tx: Connection, server: ServerId, entry: RecordId, message: int) -> bool:
    """Return whether a message also shows another action, of the same moment and not undone."""
    values = {"server": server, "entry": entry, "message": message}
    return any(not is_undone for other, is_undone in tx.execute(_SHARING, values) if other != entry)


def entry_on(tx: Connection, server: ServerId, goal: GoalId, message: int) -> RecordId | None:
    """Return the action on a goal that a message makes public, None if it has none."""
    values = {"server": server, "goal": goal, "message": message}
    found = tx.execute(_ENTRY_ON, values).scalar()
    return None if found is None else RecordId(found)


def channels_of(tx: Connection, server: ServerId, goal: GoalId) -> list[int]:
    """Return the channels with messages about a goal, then those that only show it.

    The channel with the latest message comes first in each group.
    """
    posts_ = [*all_of(tx, server, goal), *showing(tx, server, goal)]
    return [*dict.fromkeys(post.channel for post in posts_)]


class ActedOn(NamedTuple):
    """The goal of an action, and what happened since the action."""

    goal: GoalId
    is_private: bool
    is_undone: bool


def acted_on(tx: Connection, server: ServerId, entry: RecordId) -> ActedOn | None:
    """Return the goal of an action, None if it was deleted."""
    rows = _ACTED_ON.rows(tx, {"server": server, "entry": entry})
    return ActedOn(GoalId(rows[0][0]), *map(bool, rows[0][1:])) if rows else None


def is_known(tx: Connection, server: ServerId, message: int) -> bool:
    """Return whether a message is saved: for an action, for a goal or for a member."""
    return tx.execute(_KNOWN, {"server": server, "message": message}).scalar_one()


def show(
    tx: Connection, server: ServerId, goals_: Collection[GoalId], *messages: MessageRef
) -> None:
    """Save that messages show goals."""
    rows = [
        {
            "goal_id": goal,
            "server_id": server,
            "channel_id": post.channel,
            "message_id": post.message,
        }
        for post in messages
        for goal in goals_
    ]
    if rows:
        tx.execute(_SHOW, rows)


def showing(tx: Connection, server: ServerId, goal: GoalId) -> list[MessageRef]:
    """Return the messages that show a goal, the newest first."""
    rows = tx.execute(_SHOWING, {"server": server, "goal": goal})
    found = (MessageRef(*row) for row in rows)
    # Sorted here, because for the order the database would read all messages of the server.
    return sorted(found, key=lambda post: post.message, reverse=True)


def private_in(tx: Connection, server: ServerId, message: int) -> list[GoalId]:
    """Return the goals that a message shows although they are private."""
    found = tx.execute(_PRIVATE_IN, {"server": server, "message": message}).scalars()
    return [GoalId(goal) for goal in found]


def forget(tx: Connection, server: ServerId, goal: GoalId, post: MessageRef) -> None:
    """Delete the fact that a message shows a goal."""
    tx.execute(_FORGET, {"server": server, "goal": goal, "message": post.message})


def forget_message(tx: Connection, server: ServerId, entry: RecordId, message: int) -> None:
    """Delete which action a message made public, and which goals it shows."""
    tx.execute(_FORGET_POST, {"server": server, "entry": entry})
    tx.execute(_FORGET_SHOWN, {"server": server, "message": message})


def card_of(tx: Connection, server: ServerId, goal: GoalId) -> MessageRef | None:
    """Return the message with a goal's card: the one that declared it."""
    row = tx.execute(_CARD, {"server": server, "goal": goal}).first()
    return MessageRef(*row) if row else None


def declaration_of(tx: Connection, server: ServerId, goal: GoalId) -> RecordId | None:
    """Return the record entry of a goal's declaration, None if it was deleted."""
    found = tx.execute(_DECLARATION, {"server": server, "goal": goal}).scalar()
    return None if found is None else RecordId(found)
