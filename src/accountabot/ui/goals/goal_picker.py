"""Lead from a list of goals to the card of one."""

from collections.abc import Sequence
from typing import Any

from discord import SelectOption
from discord.ui import ActionRow, Select

from accountabot.domain.goals.goal import Goal
from accountabot.ui.cards import row
from accountabot.ui.components import button, custom_id
from accountabot.ui.localization import say

OPEN = "open-goal"
"""The verb of the button and of the menu."""


def open_goals(goals: Sequence[Goal]) -> list[ActionRow[Any]]:
    """Build a menu that opens the card of a goal, or a button if there is only one."""
    if not goals:
        return []
    server = goals[0].owner.server
    if len(goals) == 1:
        return [row(button(say("button-open"), custom_id(OPEN, server, goals[0].id), emoji="🎯"))]
    options = [SelectOption(label=goal.title, value=f"{goal.id}") for goal in goals]
    menu: Select[Any] = Select(
        custom_id=custom_id(OPEN, server), placeholder=say("open-pick"), options=options
    )
    return [row(menu)]
