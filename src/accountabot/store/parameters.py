"""Build common bound parameters."""

from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import Member


def member_params(member: Member) -> dict[str, object]:
    """Return the values of `:server` and `:member`."""
    return {"server": member.server, "member": member.id}


def goal_params(goal: Goal) -> dict[str, object]:
    """Return the values of `:server` and `:goal`."""
    return {"server": goal.owner.server, "goal": goal.id}
