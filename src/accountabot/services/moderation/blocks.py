"""Block and unblock members; a blocked member counts as away, so nothing is missed."""

from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.blocks import Block
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import Action, Member
from accountabot.services.digest import redraws
from accountabot.services.leaderboards import board_redraws, scores
from accountabot.services.people import witness_news
from accountabot.services.streaks import goal_status, streak_roles
from accountabot.store import blocks
from accountabot.store.goals import goals
from accountabot.store.people import membership


class Blocked(NamedTuple):
    """A member's block, and whether it was just created."""

    block: Block
    is_new: bool


def block(tx: Connection, action: Action, member: Member, reason: str) -> Blocked:
    """Block a member on their server, or return the existing block.

    Raises Refusal if the reason is empty or too long.
    """
    if existing := blocks.current_block(tx, member):
        return Blocked(existing, is_new=False)
    reason = user_text.clean_text(reason, user_text.NOTE_LIMIT, user_text.TextField.REASON)
    new = blocks.add_block(tx, action, member, reason)
    # A departure at the same instant makes the rules for members who left apply to this one, too.
    membership.set_blocked(tx, member, new.at)
    _recheck_goals(tx, action, member)
    redraws.redraw_without(tx, member, action.at)
    board_redraws.redraw_without(tx, member, action.at)
    return Blocked(new, is_new=True)


def unblock(tx: Connection, action: Action, member: Member) -> bool:
    """Unblock a member; return whether they were blocked.

    A member who has left the server stays away.
    """
    if blocks.current_block(tx, member) is None:
        return False
    blocks.add_unblock(tx, action, member)
    membership.set_unblocked(tx, member, action.at)
    for goal in _recheck_goals(tx, action, member):
        witness_news.schedule(tx, goal, action.at)
    return True


def all_blocks(tx: Connection) -> dict[Member, Block]:
    """Return all current blocks, by member."""
    return blocks.all_blocks(tx)


def _recheck_goals(tx: Connection, action: Action, member: Member) -> list[Goal]:
    """Mark the standings of a member's goals as stale, and return the goals."""
    found = [goal for goal, _ in goals.all_of(tx, member)]
    goal_status.mark_stale(tx, found, action.at)
    streak_roles.request(tx, member, action.at)
    scores.refresh(tx, member, action.at)
    return found
