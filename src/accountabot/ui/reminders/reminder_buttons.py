"""Build the buttons of messages that remind members."""

from typing import Any

from discord import ButtonStyle
from discord.ui import Button

from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import ServerId
from accountabot.ui.components import button, custom_id
from accountabot.ui.localization import say


def check_in_any_button(server: ServerId, message: int, detail: str = "") -> Button[Any]:
    """Build the *Check in* button of a shared message, for the goals of whoever presses it."""
    id_ = custom_id("reminder-checkin", server, message, detail)
    return button(say("button-check-in"), id_, ButtonStyle.success, "✅")


def my_goals_button(server: ServerId, message: int, detail: str = "") -> Button[Any]:
    """Build the *My goals* button of a shared message, for the goals of whoever presses it."""
    return button(say("reminder-button-mine"), custom_id("reminder-mine", server, message, detail))


def snooze_button(goal: Goal) -> Button[Any]:
    """Build the button that reminds once more in an hour."""
    return _button(goal, "snooze", "1h")


def evening_button(goal: Goal) -> Button[Any]:
    """Build the button that reminds once more in the evening."""
    return _button(goal, "evening", "evening", verb="reminder-snooze")


def not_today_button(goal: Goal, day: str) -> Button[Any]:
    """Build the button that ends the reminders for a local day."""
    return _button(goal, "not-today", day)


def stop_button(goal: Goal) -> Button[Any]:
    """Build the button that ends a goal's reminders."""
    return _button(goal, "stop")


def go_on_button(goal: Goal) -> Button[Any]:
    """Build the button that keeps a goal's reminders."""
    return _button(goal, "go-on")


def did_it_button(goal: Goal, day: str) -> Button[Any]:
    """Build the *I did it* button for a local day that can still be made up for."""
    id_ = custom_id("checkin", goal.owner.server, goal.id, day)
    label = "button-check-in" if goal.is_ceiling else "reminder-button-did-it"
    return button(say(label), id_, ButtonStyle.success, "✅")


def not_this_time_button(goal: Goal, day: str) -> Button[Any]:
    """Build the button that leaves a local day as it is."""
    return _button(goal, "not-this-time", day)


def smaller_button(goal: Goal) -> Button[Any]:
    """Build the *Make it smaller* button, which opens the form to edit a goal."""
    return _button(goal, "smaller", verb="edit")


def let_go_button(goal: Goal) -> Button[Any]:
    """Build the *Let it go* button, which drops a goal."""
    return _button(goal, "let-go")


def _button(goal: Goal, name: str, detail: str = "", verb: str = "") -> Button[Any]:
    id_ = custom_id(verb or f"reminder-{name}", goal.owner.server, goal.id, detail)
    return button(say(f"reminder-button-{name}"), id_)
