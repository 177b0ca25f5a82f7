"""Find a goal for whoever presses a button: it may be gone, kept to its owner, or of someone who takes no part now."""

from sqlalchemy import Connection

from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId, Member
from accountabot.domain.refusals import Refusal
from accountabot.store import blocks
from accountabot.store.goals import goals


def visible_goal(tx: Connection, member: Member, goal_id: GoalId) -> Goal:
    """Return a goal that a member may see; raise Refusal where there is none on their server."""
    goal = goals.get(tx, member.server, goal_id)
    if goal is None or not goal.is_visible_to(member):
        raise Refusal("goal-gone")
    return goal


def own_goal(tx: Connection, member: Member, goal_id: GoalId) -> Goal:
    """Return a member's own goal; raise Refusal where it is someone else's, and as `seen` does."""
    goal = visible_goal(tx, member, goal_id)
    if goal.owner != member:
        raise Refusal("button-not-yours", owner=goal.owner.id, title=goal.title)
    return goal


def ensure_reachable(tx: Connection, member: Member) -> None:
    """Raise Refusal where a member takes no part for now, so that a kind word would not reach them."""
    if blocks.of(tx, member):
        raise Refusal("not-reached", member=member.id)
