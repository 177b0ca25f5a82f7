"""Encode the values of autocompleted choices, which no typed text can be mistaken for."""

from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId, MemberId, RecordId

_GOAL = "goal:"
_CHECK_IN = "check-in:"


def goal_choice(goal: Goal) -> str:
    """Return the value of a choice of this goal; it names the owner, too."""
    return choice_of(goal.owner.id, goal.id)


def choice_of(owner: MemberId, goal: GoalId) -> str:
    """Return the value of a choice of the goal with this owner and id."""
    return f"{_GOAL}{owner}:{goal}"


def check_in_choice(entry: RecordId) -> str:
    """Return the value of a choice of the check-in with this record entry."""
    return f"{_CHECK_IN}{entry}"


def chosen_goal(value: str) -> tuple[MemberId, GoalId] | None:
    """Return the owner and the goal of a choice, or None if the value was typed."""
    owner, _, goal = value.removeprefix(_GOAL).partition(":")
    if not value.startswith(_GOAL) or not (_is_number(owner) and _is_number(goal)):
        return None
    return MemberId(int(owner)), GoalId(int(goal))


def chosen_check_in(value: str) -> RecordId | None:
    """Return the record entry of a chosen check-in, or None if the value was typed."""
    entry = value.removeprefix(_CHECK_IN)
    return RecordId(int(entry)) if value.startswith(_CHECK_IN) and _is_number(entry) else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= len("9223372036854775807")
