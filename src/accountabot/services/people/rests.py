"""Pause a goal or skip its day with one tap, for an owner who is stuck or missed something."""

from sqlalchemy import Connection

from accountabot.domain import choices
from accountabot.domain.identifiers import Action, GoalId
from accountabot.services import access
from accountabot.services.goals import pauses
from accountabot.services.goals.pauses import PauseResult, SkipResult


def pause_goal(tx: Connection, action: Action, goal_id: GoalId) -> PauseResult:
    """Pause one's own goal until resumed; raise Refusal if it isn't theirs or can't be paused."""
    goal = access.own_goal(tx, action.member, goal_id)
    return pauses.pause(tx, action, choices.goal_choice(goal), None, None)


def skip_goal(tx: Connection, action: Action, goal_id: GoalId) -> SkipResult:
    """Skip today on one's own goal; raise Refusal if it isn't theirs or nothing is due."""
    goal = access.own_goal(tx, action.member, goal_id)
    return pauses.skip(tx, action, choices.goal_choice(goal), None)
