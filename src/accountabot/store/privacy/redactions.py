"""Store the queue of the bot's messages that must be redacted."""

from sqlalchemy import Connection, bindparam, delete, select

from accountabot.domain.identifiers import GoalId, Member, MessageRef, ServerId
from accountabot.store.dialect import insert_ignoring
from accountabot.store.schema import (
    goal_messages,
    goals,
    mentions,
    posts,
    record,
    redactions,
    witnesses,
)

_ADD = insert_ignoring(redactions)
_own = select(goals.c.id).where(
    goals.c.server_id == bindparam("server"), goals.c.member_id == bindparam("member")
)
_NAMING = select(mentions.c.message_id, mentions.c.server_id, mentions.c.channel_id).where(
    mentions.c.server_id == bindparam("server"), mentions.c.member_id == bindparam("member")
)
_DONE = (
    select(posts.c.message_id, posts.c.server_id, posts.c.channel_id)
    .join(record, record.c.id == posts.c.entry_id)
    .where(record.c.server_id == bindparam("server"), record.c.goal_id.in_(_own))
)
_SHOWN = select(
    goal_messages.c.message_id, goal_messages.c.server_id, goal_messages.c.channel_id
).where(goal_messages.c.server_id == bindparam("server"), goal_messages.c.goal_id.in_(_own))
_WITNESSED = select(witnesses.c.goal_id).where(
    witnesses.c.server_id == bindparam("server"), witnesses.c.member_id == bindparam("member")
)
_DUE = (
    select(redactions.c.channel_id, redactions.c.message_id)
    .where(
        redactions.c.server_id == bindparam("server"), redactions.c.message_id > bindparam("after")
    )
    .order_by(redactions.c.message_id)
    .limit(bindparam("limit"))
)
_DROP = delete(redactions).where(
    redactions.c.server_id == bindparam("server"), redactions.c.message_id == bindparam("message")
)


def add(tx: Connection, server: ServerId, post: MessageRef) -> None:
    """Queue a message for redaction."""
    tx.execute(_ADD, {"message_id": post.message, "server_id": server, "channel_id": post.channel})


def add_all_of(tx: Connection, member: Member) -> None:
    """Queue every message that names or quotes a member, or belongs to one of their goals."""
    for found in (_NAMING, _DONE, _SHOWN):
        add = _ADD.from_select(["message_id", "server_id", "channel_id"], found)
        tx.execute(add, {"server": member.server, "member": member.id})


def witnessed_by(tx: Connection, member: Member) -> list[GoalId]:
    """Return the goals that a member witnesses."""
    found = tx.execute(_WITNESSED, {"server": member.server, "member": member.id}).scalars()
    return [GoalId(key) for key in found]


def due(tx: Connection, server: ServerId, after: int, limit: int) -> list[MessageRef]:
    """Return a server's queued messages with an ID above `after`, the oldest first."""
    which = {"server": server, "after": after, "limit": limit}
    return [MessageRef(*row) for row in tx.execute(_DUE, which)]


def drop(tx: Connection, server: ServerId, message: int) -> None:
    """Remove a message that was redacted, or can't be, from the queue."""
    tx.execute(_DROP, {"server": server, "message": message})
