"""Build the buttons that switch reminders on and off, or change their time."""

from typing import Any

from discord import ButtonStyle
from discord.ui import Button

from accountabot.domain.goals.goal import Goal
from accountabot.domain.refusals import Refusal
from accountabot.domain.reminders.reminder_preferences import ReminderPlace
from accountabot.domain.reminders.reminder_times import ReminderTimes, at_times, before_due
from accountabot.services.reminders.outlook import Outlook, WhyNone
from accountabot.ui.components import button, custom_id
from accountabot.ui.help.command_buttons import command_button
from accountabot.ui.localization import say
from accountabot.ui.people.owner_buttons import edit_button

HERE, BY_MESSAGE = ReminderPlace.HERE, ReminderPlace.DIRECT_MESSAGES


def parse_times(text: str) -> ReminderTimes:
    """Parse the times in a custom_id; raise Refusal if they are forged."""
    try:
        times = ReminderTimes.parse(text)
    except (ValueError, OverflowError):
        raise Refusal("control-unknown") from None
    if times.before:
        allowed = before_due(times.before)
    else:
        allowed = at_times(times.at) if times.at else times
    if allowed.text != text:
        raise Refusal("control-unknown")
    return times


def no_button(goal: Goal) -> Button[Any]:
    """Build the *No reminders* button."""
    return button(say("remind-button-no"), custom_id("remind-no", goal.owner.server, goal.id))


def again_button(goal: Goal, times: ReminderTimes) -> Button[Any]:
    """Build the *Remind me again* button, which gives a goal its times back."""
    id_ = custom_id("remind-again", goal.owner.server, goal.id, times.text)
    return button(say("remind-button-again"), id_)


def here_instead_button(goal: Goal) -> Button[Any]:
    """Build the *Remind me in a channel instead* button."""
    id_ = custom_id("remind-me", goal.owner.server, goal.id, HERE)
    return button(say("remind-button-channel"), id_)


def try_messages_button(goal: Goal) -> Button[Any]:
    """Build the *Try direct messages again* button."""
    id_ = custom_id("remind-try", goal.owner.server, goal.id)
    return button(say("settings-try-messages"), id_, ButtonStyle.primary)


def remind_me_button(goal: Goal, place: ReminderPlace) -> Button[Any]:
    """Build the *Remind me here* or the *By direct message* button."""
    id_ = custom_id("remind-me", goal.owner.server, goal.id, place)
    return button(say(f"remind-button-{place.key}"), id_)


def times_button(goal: Goal) -> Button[Any]:
    """Build the *Pick a time* button, which opens a form."""
    id_ = custom_id("remind-times", goal.owner.server, goal.id)
    return button(say("remind-button-times"), id_)


def switch_buttons(found: Outlook) -> list[Button[Any]]:
    """Return the button that switches the reminders of a goal on, or off."""
    goal = found.goal
    if not found.is_on:
        place = BY_MESSAGE if goal.is_private and not found.own.place else ""
        id_ = custom_id("remind-me", goal.owner.server, goal.id, place)
        return [button(say("remind-button-on"), id_)]
    return [no_button(goal)]


def solving_buttons(found: Outlook, *, asks_zone: bool = False) -> list[Button[Any]]:
    """Return the buttons that solve what keeps reminders from coming as wanted."""
    goal, server = found.goal, found.goal.owner.server
    place = found.own.place
    if found.why_none is WhyNone.NEVER:
        return [edit_button(goal)]
    city = [command_button("timezone", server)] if not found.has_own_zone and not asks_zone else []
    if not found.is_on and found.times is not None:
        return []
    if place is ReminderPlace.OFF:
        return [remind_me_button(goal, HERE), remind_me_button(goal, BY_MESSAGE)]
    if place is BY_MESSAGE and found.own.are_messages_closed:
        return [*city, try_messages_button(goal), here_instead_button(goal)]
    if found.is_on and (place is None or (goal.is_private and place is HERE)):
        return [*city, remind_me_button(goal, BY_MESSAGE)]
    return city
