"""Let members witness each other's goals."""

from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import Action, GoalId
from accountabot.domain.refusals import Refusal
from accountabot.services import access
from accountabot.services.people import witness_news
from accountabot.store.people import witnesses


class NewWitness(NamedTuple):
    """A goal, and whether the member became or stopped being its witness just now."""

    goal: Goal
    is_new: bool


def witness(tx: Connection, action: Action, goal_id: GoalId) -> NewWitness:
    """Become a witness of someone else's goal; raise Refusal if it is the member's own or gone."""
    goal = access.visible_goal(tx, action.member, goal_id)
    if goal.owner == action.member:
        raise Refusal("witness-own")
    is_new = witnesses.add_witness(tx, goal, action)
    witness_news.schedule(tx, goal, action.at)
    return NewWitness(goal, is_new)


def step_back(tx: Connection, action: Action, goal_id: GoalId) -> NewWitness:
    """Stop witnessing a goal; raise Refusal if it is gone."""
    goal = access.visible_goal(tx, action.member, goal_id)
    return NewWitness(goal, witnesses.remove_witness(tx, goal, action.member))
