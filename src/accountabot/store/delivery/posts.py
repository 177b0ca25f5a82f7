"""Keep where the bot posted what: the public message of each deed on the record."""

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, delete, select, update

from accountabot.domain.goals.record import EventKind
from accountabot.domain.identifiers import GoalId, MessageRef, RecordId, ServerId
from accountabot.store.dialect import insert_ignoring
from accountabot.store.prepared import Prepared
from accountabot.store.schema import goal_messages, goals, posts, record

_ADD = insert_ignoring(posts)
_OF = select(posts.c.channel_id, posts.c.message_id).where(
    posts.c.server_id == bindparam("server"), posts.c.entry_id == bindparam("entry")
)
_CARD = (
    select(posts.c.channel_id, posts.c.message_id)
    .join(record, record.c.id == posts.c.entry_id)
    .where(
        record.c.server_id == bindparam("server"),
        record.c.goal_id == bindparam("goal"),
        record.c.kind == EventKind.DECLARED,
    )
)
_mine = record.alias("mine")
_done = select(_mine.c.source).where(
    _mine.c.server_id == bindparam("server"),
    _mine.c.goal_id == bindparam("goal"),
    _mine.c.kind != EventKind.UNDONE,
)
_at_one_stroke = select(record.c.id).where(
    record.c.server_id == bindparam("server"), record.c.source.in_(_done)
)
_ALL = (
    select(posts.c.channel_id, posts.c.message_id)
    .where(posts.c.server_id == bindparam("server"), posts.c.entry_id.in_(_at_one_stroke))
    .order_by(posts.c.entry_id.desc())
)
_GOAL_OF = Prepared(
    select(goals.c.id, goals.c.is_private)
    .join(record, record.c.goal_id == goals.c.id)
    .where(record.c.server_id == bindparam("server"), record.c.id == bindparam("entry"))
)
_SHOW = insert_ignoring(goal_messages)
_HIDE = (
    update(goal_messages)
    .where(
        goal_messages.c.server_id == bindparam("server"),
        goal_messages.c.goal_id == bindparam("goal"),
    )
    .values(is_coming_down=True)
)
_COMING_DOWN = (
    select(goal_messages.c.goal_id, goal_messages.c.channel_id, goal_messages.c.message_id)
    .join(goals, goals.c.id == goal_messages.c.goal_id)
    .where(
        goal_messages.c.server_id == bindparam("server"),
        goal_messages.c.is_coming_down,
        goals.c.is_private,
    )
    .order_by(goal_messages.c.message_id.desc())
)
_SHOWN_IN = (
    select(goal_messages.c.channel_id)
    .where(
        goal_messages.c.server_id == bindparam("server"),
        goal_messages.c.goal_id == bindparam("goal"),
    )
    .order_by(goal_messages.c.message_id.desc())
)
_FORGET = delete(goal_messages).where(
    goal_messages.c.server_id == bindparam("server"),
    goal_messages.c.goal_id == bindparam("goal"),
    goal_messages.c.message_id == bindparam("message"),
)


def add(tx: Connection, made: Collection[tuple[ServerId, RecordId, MessageRef]]) -> None:
    """Remember the messages in which deeds were made public."""
    tx.execute(
        _ADD,
        [
            {
                "entry_id": entry,
                "server_id": server,
                "channel_id": post.channel,
                "message_id": post.message,
            }
            for server, entry, post in made
        ],
    )


def of(tx: Connection, server: ServerId, entry: RecordId) -> MessageRef | None:
    """Return the message in which a deed was made public, or None where it was not."""
    row = tx.execute(_OF, {"server": server, "entry": entry}).first()
    return MessageRef(*row) if row else None


def all_of(tx: Connection, server: ServerId, goal: GoalId) -> list[MessageRef]:
    """Return every message in which something was said of a goal, alone or along with others, the newest first."""
    return [
        MessageRef(*row)
        for row in dict.fromkeys(map(tuple, tx.execute(_ALL, {"server": server, "goal": goal})))
    ]


def channels_of(tx: Connection, server: ServerId, goal: GoalId) -> list[int]:
    """Return the channels in which something was said of a goal, the latest first, then those in which it was shown."""
    shown = tx.execute(_SHOWN_IN, {"server": server, "goal": goal}).scalars()
    return [*dict.fromkeys([*(post.channel for post in all_of(tx, server, goal)), *shown])]


def goal_of(tx: Connection, server: ServerId, entry: RecordId) -> tuple[GoalId, bool] | None:
    """Return the goal of a deed, and whether only its owner may see it; None where its owner had it deleted."""
    rows = _GOAL_OF.rows(tx, {"server": server, "entry": entry})
    return (GoalId(rows[0][0]), bool(rows[0][1])) if rows else None


def show(tx: Connection, server: ServerId, goals_: Collection[GoalId], post: MessageRef) -> None:
    """Remember a message that shows goals."""
    where = {
        "server_id": server,
        "channel_id": post.channel,
        "message_id": post.message,
        "is_coming_down": False,
    }
    tx.execute(_SHOW, [where | {"goal_id": goal} for goal in goals_])


def hide(tx: Connection, server: ServerId, goal: GoalId) -> None:
    """Mark every message that shows a goal as one to be taken down."""
    for post in all_of(tx, server, goal):
        show(tx, server, [goal], post)
    tx.execute(_HIDE, {"server": server, "goal": goal})


def coming_down(tx: Connection, server: ServerId) -> list[tuple[GoalId, MessageRef]]:
    """Return the messages that are to be taken down, each with the private goal that it shows, the newest first."""
    rows = tx.execute(_COMING_DOWN, {"server": server})
    return [(GoalId(goal), MessageRef(channel, message)) for goal, channel, message in rows]


def forget(tx: Connection, server: ServerId, goal: GoalId, post: MessageRef) -> None:
    """Forget that a message shows a goal."""
    tx.execute(_FORGET, {"server": server, "goal": goal, "message": post.message})


def card_of(tx: Connection, server: ServerId, goal: GoalId) -> MessageRef | None:
    """Return the message in which a goal was declared: its card."""
    row = tx.execute(_CARD, {"server": server, "goal": goal}).first()
    return MessageRef(*row) if row else None
