"""Buttons that use a command with one tap."""

from typing import Any

from discord import ButtonStyle
from discord.ui import Button

from accountabot.ui import components
from accountabot.ui.localization import say

LABELS = {
    "checkin": "button-check-in",
    "goal list": "button-own-goals",
    "leaderboard": "button-leaderboard",
    "privacy": "button-privacy",
    "remind": "button-own-reminders",
    "resume": "button-resume",
    "settings": "button-settings",
    "streak": "button-own-streaks",
    "timezone": "button-set-city",
}
"""The commands that have such a button, and the key of its label. None is for owners only."""

AGAIN = "again"
"""The detail of the button for a new goal, if it isn't the member's first one."""


def command_button(
    command: str, server: int, goal: int = 0, style: ButtonStyle = ButtonStyle.secondary
) -> Button[Any]:
    """Build the button that uses a command, for one of the member's own goals if given."""
    id_ = components.custom_id("use", server, goal, command)
    return components.button(say(LABELS[command]), id_, style)


def new_goal_button(server: int) -> Button[Any]:
    """Build the button that opens the form for a goal."""
    id_ = components.custom_id("first-goal", server, detail=AGAIN)
    return components.button(say("button-new-goal"), id_, emoji="🎯")


def check_in_button(server: int, goal: int) -> Button[Any]:
    """Build the button that checks in on a goal."""
    return components.button(say("button-check-in"), components.custom_id("checkin", server, goal))


def edit_goal_button(server: int, goal: int) -> Button[Any]:
    """Build the button that opens the form to edit a goal."""
    return components.button(say("button-edit"), components.custom_id("edit", server, goal))
