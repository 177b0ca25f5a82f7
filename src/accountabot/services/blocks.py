"""Let moderators block a member from the bot: until they are unblocked they count as away, and so miss nothing."""

from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.blocks import Block
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import Action, Member
from accountabot.services.people import witness_news
from accountabot.services.streaks import goal_status
from accountabot.store import blocks
from accountabot.store.goals import goals
from accountabot.store.people import membership


class Blocked(NamedTuple):
    """How a member is blocked, and whether they were not before."""

    block: Block
    is_new: bool


def block(tx: Connection, action: Action, member: Member, reason: str) -> Blocked:
    """Block a member from the bot on their server; where they are blocked, return since when, by whom and why.

    Raises Refusal for a reason that says nothing, or too much.
    """
    if known := blocks.of(tx, member):
        return Blocked(known, is_new=False)
    made = blocks.begin(tx, action, member, user_text.clean_text(reason, user_text.NOTE_LIMIT))
    membership.set_blocked(tx, member, made.at)
    _judge(tx, action, member)
    return Blocked(made, is_new=True)


def unblock(tx: Connection, action: Action, member: Member) -> bool:
    """Let a member take part again; return whether they could not. Whoever left meanwhile is still away."""
    if blocks.of(tx, member) is None:
        return False
    blocks.end(tx, action, member)
    membership.set_unblocked(tx, member, action.at)
    for goal in _judge(tx, action, member):
        witness_news.schedule(tx, goal, action.at)
    return True


def everywhere(tx: Connection) -> dict[Member, Block]:
    """Return all who are blocked, each on their server."""
    return blocks.everywhere(tx)


def _judge(tx: Connection, action: Action, member: Member) -> list[Goal]:
    """Have a member's goals looked at again soon, and return them."""
    found = [goal for goal, _ in goals.all_of(tx, member)]
    goal_status.mark_stale(tx, found, action.at)
    return found
