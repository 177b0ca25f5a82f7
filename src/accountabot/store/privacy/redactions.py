"""Keep which of the bot's messages are yet to be emptied."""

from sqlalchemy import Connection, bindparam, delete, insert, select

from accountabot.domain.identifiers import GoalId, Member, MessageRef, ServerId
from accountabot.store.schema import blanks, goals, mentions, posts, record, showings, witnesses

_ADD = insert(blanks).prefix_with("OR IGNORE", dialect="sqlite")
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
_SHOWN = select(showings.c.message_id, showings.c.server_id, showings.c.channel_id).where(
    showings.c.server_id == bindparam("server"), showings.c.goal_id.in_(_own)
)
_WITNESSED = select(witnesses.c.goal_id).where(
    witnesses.c.server_id == bindparam("server"), witnesses.c.member_id == bindparam("member")
)
_DUE = (
    select(blanks.c.channel_id, blanks.c.message_id)
    .where(blanks.c.server_id == bindparam("server"), blanks.c.message_id > bindparam("after"))
    .order_by(blanks.c.message_id)
    .limit(bindparam("limit"))
)
_DROP = delete(blanks).where(
    blanks.c.server_id == bindparam("server"), blanks.c.message_id == bindparam("message")
)


def add(tx: Connection, server: ServerId, post: MessageRef) -> None:
    """Have a message emptied."""
    tx.execute(_ADD, {"message_id": post.message, "server_id": server, "channel_id": post.channel})


def add_all_of(tx: Connection, member: Member) -> None:
    """Have every message emptied that names or quotes a member, or was posted for a goal of theirs."""
    for found in (_NAMING, _DONE, _SHOWN):
        add = _ADD.from_select(["message_id", "server_id", "channel_id"], found)
        tx.execute(add, {"server": member.server, "member": member.id})


def witnessed_by(tx: Connection, member: Member) -> list[GoalId]:
    """Return the goals to which a member holds their owners."""
    found = tx.execute(_WITNESSED, {"server": member.server, "member": member.id}).scalars()
    return [GoalId(key) for key in found]


def due(tx: Connection, server: ServerId, after: int, limit: int) -> list[MessageRef]:
    """Return messages of a server that are to be emptied, the oldest first, from one on."""
    which = {"server": server, "after": after, "limit": limit}
    return [MessageRef(*row) for row in tx.execute(_DUE, which)]


def drop(tx: Connection, server: ServerId, message: int) -> None:
    """Forget that a message is to be emptied: it is, or can't ever be."""
    tx.execute(_DROP, {"server": server, "message": message})
