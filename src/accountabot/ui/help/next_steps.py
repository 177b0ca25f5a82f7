"""Offer on buttons what a refusal suggests."""

from collections.abc import Callable
from functools import partial
from typing import Any

from discord.ui import Button

from accountabot.domain.refusals import Refusal
from accountabot.ui.help.command_buttons import (
    check_in_button,
    command_button,
    edit_goal_button,
    new_goal_button,
)

_Step = Callable[[int, int], Button[Any]]
"""Builds a button from the server and from the goal that is refused, or 0."""


def _new_goal(server: int, _: int) -> Button[Any]:
    return new_goal_button(server)


def _use(command: str) -> _Step:
    return partial(command_button, command)


NEW_GOAL = frozenset(
    {
        "no-goals-yet",
        "nothing-going",
        "goal-completed",
        "goal-dropped",
        "goal-over",
        "deadline-over",
        "draft-gone",
        "edit-completed",
        "edit-dropped",
        "remind-over",
        "reminder-not-for-you",
    }
)
"""The refusals after which a new goal is offered."""

_STEPS: dict[str, _Step] = {
    **dict.fromkeys(NEW_GOAL, _new_goal),
    **dict.fromkeys(
        ("paused-already", "paused-until", "paused-all", "skip-paused"), _use("resume")
    ),
    **dict.fromkeys(
        (
            "message-not-yours",
            "message-of-a-bot",
            "message-old",
            "message-counted",
            "question-not-yours",
            "words-gone",
            "amount-counted",
            "reminder-day-over",
            "reminder-gone",
            "reminder-snooze-late",
        ),
        _use("checkin"),
    ),
    **dict.fromkeys(("day-start-range", "settings-not-yours"), _use("settings")),
    "skip-already": check_in_button,
    **dict.fromkeys(("remind-never", "remind-before-what"), edit_goal_button),
    "goals-too-many": _use("goal list"),
    "data-not-yours": _use("privacy"),
}
"""The button for each refusal that has one. A goal is in the refusal's details as `goal`."""


def next_steps(refusal: Refusal, server: int) -> list[Button[Any]]:
    """Return the buttons for what a refusal suggests."""
    step = _STEPS.get(refusal.key)
    goal = refusal.details.get("goal", 0)
    return [step(server, goal if isinstance(goal, int) else 0)] if step and server else []
