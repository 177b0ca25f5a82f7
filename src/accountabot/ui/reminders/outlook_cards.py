"""Tell a member when and where they are reminded of a goal, and let them change it."""

from collections.abc import Sequence
from typing import Any

from discord import ButtonStyle, SelectOption
from discord.ui import Button, Item, Section, Select

from accountabot.domain.goals.goal import Goal
from accountabot.domain.refusals import Refusal
from accountabot.domain.reminders.reminder_preferences import ReminderPlace
from accountabot.domain.reminders.reminder_times import ReminderTimes
from accountabot.services.reminders.choices import Chosen, Offer, WhichGoals
from accountabot.services.reminders.destinations import ReminderDestination, Way
from accountabot.services.reminders.outlook import Outlook, WhyNone
from accountabot.ui import due_text
from accountabot.ui.cards import GOING, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.help.command_buttons import command_button
from accountabot.ui.localization import say
from accountabot.ui.people.owner_buttons import edit_button
from accountabot.ui.reminders.private_cards import settings_button
from accountabot.ui.truncation import truncate

MOST = 25
"""Goals that a menu or an overview has; nobody has more active ones."""
_TITLE = 60
"""The length of titles in a list."""
HERE, BY_MESSAGE = ReminderPlace.HERE, ReminderPlace.DIRECT_MESSAGES


def offer_items(offer: Offer | None, channel: int, *, asks_zone: bool = False) -> list[Item[Any]]:
    """Offer reminders of a goal that was just declared, or say when and where they come.

    Without a channel for reminders, they come where the goal's card is about to be.
    """
    if offer is None:
        return []
    found = offer.outlook
    if not offer.is_offered:
        by_message = found.own.place is BY_MESSAGE
        if found.where.way is Way.NEXT_INTERACTION and not (found.goal.is_private or by_message):
            found = found._replace(where=ReminderDestination(Way.CHANNEL, channel))
        return outlook_items(found, asks_zone=asks_zone)
    goal = found.goal
    if goal.is_private:
        return [text(say("remind-offer-private")), row(_me_button(goal, BY_MESSAGE))]
    return [
        text(say("remind-offer")),
        row(_me_button(goal, HERE), _me_button(goal, BY_MESSAGE)),
    ]


def outlook_items(found: Outlook, *, asks_zone: bool = False) -> list[Item[Any]]:
    """Say when and where the next reminder comes, with a button to decline.

    Without a time zone, ask for it, unless the message asks already.
    """
    said = [outlook_line(found), *notes(found)]
    line = Section(text(*said), accessory=no_button(found.goal))
    ways = _ways(found, asks_zone=asks_zone)
    return [line, *([row(*ways)] if ways else [])]


def outlook_line(found: Outlook) -> str:
    """Say when and where the next reminder comes, or why none does."""
    if found.at is None:
        return say("remind-none", why=(found.why_none or WhyNone.NOTHING_LEFT).value)
    return say(
        "remind-next",
        at=int(found.at.timestamp()),
        way=_way(found),
        channel=str(found.where.channel),
    )


def notes(found: Outlook) -> list[str]:
    """Return what else a member has to know: who sees it, quiet hours, the clock."""
    is_on = found.is_on
    lines = [
        say("remind-in-public") if is_on and found.at and found.where.way is Way.CHANNEL else None,
        say("remind-in-quiet-hours") if found.in_quiet_hours else None,
        say("remind-zone", zone=found.zone)
        if is_on and found.at and found.zone and not found.has_own_zone
        else None,
    ]
    return [each for each in lines if each]


def times_text(times: ReminderTimes | None) -> str:
    """Name the chosen times."""
    if times is None or times.is_off:
        return say("remind-times-off")
    if times.before:
        minutes = int(times.before.total_seconds()) // 60
        hours, rest = divmod(minutes, 60)
        return say("remind-times-before", hours=hours, minutes=rest)
    if times.is_auto:
        return say("remind-times-auto")
    return say("remind-times-at", times=", ".join(each.isoformat("minutes") for each in times.at))


def set_card(found: Outlook) -> Card:
    """Confirm the times of a goal."""
    title = escape(found.goal.title)
    said = say("remind-set", title=title, times=times_text(found.times))
    lines = [outlook_line(found), *notes(found)] if found.is_on else []
    ways = _ways(found)
    again = [_times_button(found.goal)]
    return Card(text(said, *lines), row(*again, *ways), colour=GOING)


def several_set_card(chosen: Chosen) -> Card:
    """Confirm the times of several goals, and name those for which it is impossible."""
    lines = [
        say(
            "remind-set-line",
            title=escape(truncate(each.goal.title, _TITLE)),
            how=_brief(each),
        )
        for each in chosen.outlooks
    ]
    refused = _refused(chosen)
    first = chosen.outlooks[0]
    ways = _ways(first)
    return Card(
        text(say("remind-set-several", times=times_text(first.times)), *lines, *refused),
        *([text(*notes(first))] if notes(first) else []),
        *([row(*ways)] if ways else []),
        colour=GOING,
    )


def _refused(chosen: Chosen) -> list[str]:
    """Explain each reason once, by its first goal, and count the others."""
    reasons: dict[str, list[Refusal]] = {}
    for _, why in chosen.refused:
        reasons.setdefault(why.key, []).append(why)
    lines = []
    for first, *others in reasons.values():
        more = say("remind-refused-more", count=len(others)) if others else ""
        lines.append(f"{due_text.refusal_text(first)} {more}".rstrip())
    return lines


def goal_card(found: Outlook) -> Card:
    """Show when one is reminded of a goal, with buttons to change it."""
    title = escape(found.goal.title)
    lines = [say("remind-goal", title=title, times=times_text(found.times)), outlook_line(found)]
    return Card(
        text(*lines, *notes(found)),
        row(_times_button(found.goal), *_switches(found), *_ways(found)),
        colour=GOING,
    )


def overview_card(server: int, found: Sequence[Outlook]) -> Card:
    """Show when and where one is reminded of each goal, with a menu to change it."""
    shown = found[:MOST]
    lines = [
        say("remind-set-line", title=escape(truncate(each.goal.title, _TITLE)), how=_brief(each))
        for each in shown
    ]
    options = [
        SelectOption(
            label=each.goal.title,
            value=str(each.goal.id),
            description=truncate(times_text(each.times), 100),
        )
        for each in shown
    ]
    menu: Select[Any] = Select(
        custom_id=custom_id("remind-open", server),
        placeholder=say("remind-pick"),
        options=options,
    )
    first = shown[0]
    return Card(
        text(say("remind-title"), *lines),
        *([text(*notes(first))] if notes(first) else []),
        row(menu),
        row(settings_button(server), *_ways(first)),
        colour=GOING,
    )


def which_goals_card(server: int, question: WhichGoals) -> Card:
    """Ask for which goals the typed times are; several can be picked."""
    options = [
        SelectOption(label=each.goal.title, value=str(each.goal.id))
        for each in question.statuses[:MOST]
    ]
    menu: Select[Any] = Select(
        custom_id=custom_id("remind-pick", server, 0, question.times.text),
        placeholder=say("remind-which-placeholder"),
        options=options,
        max_values=len(options),
    )
    return Card(text(say("remind-which-goals", times=times_text(question.times))), row(menu))


def declined_items(found: Outlook, before: ReminderTimes) -> list[Item[Any]]:
    """Say that a goal has no reminders any more, with a button to have them back."""
    title = escape(found.goal.title)
    return [
        Section(
            text(say("remind-declined", title=title)), accessory=again_button(found.goal, before)
        )
    ]


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


def _me_button(goal: Goal, place: ReminderPlace) -> Button[Any]:
    id_ = custom_id("remind-me", goal.owner.server, goal.id, place)
    return button(say(f"remind-button-{place.key}"), id_)


def _times_button(goal: Goal) -> Button[Any]:
    id_ = custom_id("remind-times", goal.owner.server, goal.id)
    return button(say("remind-button-times"), id_)


def _switches(found: Outlook) -> list[Button[Any]]:
    goal = found.goal
    if not found.is_on:
        place = BY_MESSAGE if goal.is_private and not found.own.place else ""
        id_ = custom_id("remind-me", goal.owner.server, goal.id, place)
        return [button(say("remind-button-on"), id_)]
    return [no_button(goal)]


def _ways(found: Outlook, *, asks_zone: bool = False) -> list[Button[Any]]:
    """Return the buttons that solve what keeps reminders from coming as wanted."""
    goal, server = found.goal, found.goal.owner.server
    place = found.own.place
    if found.why_none is WhyNone.NEVER:
        return [edit_button(goal)]
    city = [command_button("timezone", server)] if not found.has_own_zone and not asks_zone else []
    if not found.is_on and found.times is not None:
        return []
    if place is ReminderPlace.OFF:
        return [_me_button(goal, HERE), _me_button(goal, BY_MESSAGE)]
    if place is BY_MESSAGE and found.own.are_messages_closed:
        return [*city, try_messages_button(goal), here_instead_button(goal)]
    if found.is_on and (place is None or (goal.is_private and place is HERE)):
        return [*city, _me_button(goal, BY_MESSAGE)]
    return city


def _way(found: Outlook) -> str:
    if found.where.way is Way.NEXT_INTERACTION and found.own.are_messages_closed:
        return "closed"
    return found.where.way.replace(" ", "-")


def _brief(found: Outlook) -> str:
    if found.at is None:
        return say("remind-none-brief", why=(found.why_none or WhyNone.NOTHING_LEFT).value)
    return say(
        "remind-next-brief",
        at=int(found.at.timestamp()),
        way=_way(found),
        channel=str(found.where.channel),
    )
