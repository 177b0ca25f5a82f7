"""Check whether a member may see, own or use a goal."""

from sqlalchemy import Connection

from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId, Member
from accountabot.domain.refusals import Refusal
from accountabot.store import blocks
from accountabot.store.goals import goals


def visible_goal(tx: Connection, member: Member, goal_id: GoalId) -> Goal:
    """Return a goal of the member's server; raise Refusal if they cannot see it."""
    goal = goals.get(tx, member.server, goal_id)
    if goal is None or not goal.is_visible_to(member):
        raise Refusal("goal-gone")
    return goal


def own_goal(tx: Connection, member: Member, goal_id: GoalId) -> Goal:
    """Return a member's own goal; raise Refusal if they cannot see it or do not own it."""
    goal = visible_goal(tx, member, goal_id)
    if goal.owner != member:
        raise Refusal("button-not-yours", owner=goal.owner.id, title=goal.title)
    return goal


def ensure_reachable(tx: Connection, member: Member) -> None:
    """Raise Refusal if the member is blocked and so can't be messaged."""
    if blocks.of(tx, member):
        raise Refusal("not-reached", member=member.id)
