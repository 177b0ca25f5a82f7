"""Find the messages to be redacted if a member deletes their data."""

from sqlalchemy import Connection, bindparam, select

from accountabot.domain.identifiers import GoalId, Member, MessageRef
from accountabot.store.schema import goal_messages, goals, mentions, posts, record, witnesses

_own = select(goals.c.id).where(
    goals.c.server_id == bindparam("server"), goals.c.member_id == bindparam("member")
)
_MENTIONING = select(mentions.c.channel_id, mentions.c.message_id).where(
    mentions.c.server_id == bindparam("server"), mentions.c.member_id == bindparam("member")
)
_ABOUT_ACTIONS = (
    select(posts.c.channel_id, posts.c.message_id)
    .join(record, record.c.id == posts.c.entry_id)
    .where(record.c.server_id == bindparam("server"), record.c.goal_id.in_(_own))
)
_SHOWING_GOALS = select(goal_messages.c.channel_id, goal_messages.c.message_id).where(
    goal_messages.c.server_id == bindparam("server"), goal_messages.c.goal_id.in_(_own)
)
_WITNESSED = select(witnesses.c.goal_id).where(
    witnesses.c.server_id == bindparam("server"), witnesses.c.member_id == bindparam("member")
)


def messages_of(tx: Connection, member: Member) -> set[MessageRef]:
    """Return every message that names or quotes a member, or is about a goal of theirs."""
    which = {"server": member.server, "member": member.id}
    found = (_MENTIONING, _ABOUT_ACTIONS, _SHOWING_GOALS)
    return {MessageRef(*row) for query in found for row in tx.execute(query, which)}


def witnessed_by(tx: Connection, member: Member) -> list[GoalId]:
    """Return the goals that a member witnesses."""
    found = tx.execute(_WITNESSED, {"server": member.server, "member": member.id}).scalars()
    return [GoalId(key) for key in found]
