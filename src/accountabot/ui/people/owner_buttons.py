"""Build the buttons of private messages with which owners change or pause a goal."""

from typing import Any

from discord.ui import Button

from accountabot.domain.goals.goal import Goal
from accountabot.ui.components import button, custom_id
from accountabot.ui.localization import say


def edit_button(goal: Goal) -> Button[Any]:
    """Build the *Edit* button."""
    return button(say("button-edit"), custom_id("edit", goal.owner.server, goal.id))


def pause_button(goal: Goal) -> Button[Any]:
    """Build the *Pause* button, which pauses the goal until it is resumed."""
    return button(say("button-pause"), custom_id("pause-goal", goal.owner.server, goal.id))


def skip_button(goal: Goal) -> Button[Any]:
    """Build the *Skip today* button."""
    return button(say("button-skip"), custom_id("skip-goal", goal.owner.server, goal.id))
