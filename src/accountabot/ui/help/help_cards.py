"""Build what /help shows: the next step, and three lines about each topic."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Literal, get_args

from discord import SelectOption
from discord.ui import ActionRow, Button, Select

from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.ui.cards import Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.help.command_buttons import command_button, new_goal_button
from accountabot.ui.localization import say

Topic = Literal["goals", "check-ins", "reminders", "streaks", "together", "privacy", "owners"]
TOPICS: tuple[Topic, ...] = get_args(Topic)
_MOST_NAMED = 5

_BUTTONS: dict[Topic, Callable[[int], Button[Any]]] = {
    "goals": new_goal_button,
    "check-ins": partial(command_button, "checkin"),
    "reminders": partial(command_button, "remind"),
    "streaks": partial(command_button, "streak"),
    "together": partial(command_button, "leaderboard"),
    "privacy": partial(command_button, "privacy"),
}
"""The button below each topic. Owners have commands that Discord shows only to them."""


def next_step_card(server: int, lines: Sequence[GoalStatus], *, is_owner: bool) -> Card:
    """Build the answer to /help: what to do next, and the topics."""
    said, step = _next_step(server, lines)
    owners = [say("help-for-owners")] if is_owner else []
    shown = (say("help-title"), said, *owners)
    return Card(*map(text, shown), *([row(step)] if step else []), _menu(server))


def topic_card(server: int, topic: Topic) -> Card:
    """Build the lines about a topic, its button, and the other topics."""
    buttons = [row(_BUTTONS[topic](server))] if topic in _BUTTONS else []
    return Card(text(say(f"help-{topic}")), *buttons, _menu(server, topic))


def _menu(server: int, chosen: Topic | None = None) -> ActionRow[Any]:
    options = [
        SelectOption(label=say("help-topic", topic=topic), value=topic, default=topic == chosen)
        for topic in TOPICS
    ]
    id_ = custom_id("help-topic", server)
    return row(Select(custom_id=id_, placeholder=say("help-pick"), options=options))


def _next_step(server: int, lines: Sequence[GoalStatus]) -> tuple[str, Button[Any] | None]:
    if today := [line for line in lines if line.due.today]:
        return say("help-due", goals=_named(today)), command_button("checkin", server)
    if yesterday := [line for line in lines if line.due.yesterday]:
        return say("help-yesterday", goals=_named(yesterday)), None
    if lines and all(line.due.is_paused for line in lines):
        return say("help-paused", goals=_named(lines)), command_button("resume", server)
    if lines:
        return say("help-done"), command_button("leaderboard", server)
    first = button(say("button-first-goal"), custom_id("first-goal", server), emoji="🌱")
    return say("help-first"), first


def _named(lines: Sequence[GoalStatus]) -> str:
    return ", ".join(escape(line.goal.title) for line in lines[:_MOST_NAMED])
