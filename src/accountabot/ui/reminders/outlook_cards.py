"""Tell a member when and where they are reminded of a goal, and let them change it."""

from collections.abc import Sequence
from typing import Any

from discord import SelectOption
from discord.ui import Item, Section, Select

from accountabot.domain.refusals import Refusal
from accountabot.domain.reminders.reminder_times import ReminderTimes
from accountabot.services.reminders.choices import Chosen, Offer, WhichGoals
from accountabot.services.reminders.destinations import ReminderDestination, Way
from accountabot.services.reminders.outlook import Outlook
from accountabot.ui import due_text
from accountabot.ui.cards import GOAL, Card, row, text
from accountabot.ui.components import custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.reminders.outlook_text import brief_outlook, notes, outlook_line, times_text
from accountabot.ui.reminders.private_cards import settings_button
from accountabot.ui.reminders.switch_buttons import (
    BY_MESSAGE,
    HERE,
    again_button,
    no_button,
    remind_me_button,
    solving_buttons,
    switch_buttons,
    times_button,
)
from accountabot.ui.truncation import truncate

MOST = 25
"""Goals that a menu or an overview has; nobody has more active ones."""
_TITLE = 60
"""The length of titles in a list."""


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
        return [text(say("remind-offer-private")), row(remind_me_button(goal, BY_MESSAGE))]
    return [
        text(say("remind-offer")),
        row(remind_me_button(goal, HERE), remind_me_button(goal, BY_MESSAGE)),
    ]


def outlook_items(found: Outlook, *, asks_zone: bool = False) -> list[Item[Any]]:
    """Say when and where the next reminder comes, with a button to decline.

    Without a time zone, ask for it, unless the message asks already.
    """
    said = [outlook_line(found), *notes(found)]
    line = Section(text(*said), accessory=no_button(found.goal))
    ways = solving_buttons(found, asks_zone=asks_zone)
    return [line, *([row(*ways)] if ways else [])]


def set_card(found: Outlook) -> Card:
    """Confirm the times of a goal."""
    title = escape(found.goal.title)
    said = say("remind-set", title=title, times=times_text(found.times))
    lines = [outlook_line(found), *notes(found)] if found.is_on else []
    ways = solving_buttons(found)
    again = [times_button(found.goal)]
    return Card(text(said, *lines), row(*again, *ways), colour=GOAL)


def several_set_card(chosen: Chosen) -> Card:
    """Confirm the times of several goals, and name those for which it is impossible."""
    lines = [
        say(
            "remind-set-line",
            title=escape(truncate(each.goal.title, _TITLE)),
            how=brief_outlook(each),
        )
        for each in chosen.outlooks
    ]
    refused = _refused(chosen)
    first = chosen.outlooks[0]
    ways = solving_buttons(first)
    return Card(
        text(say("remind-set-several", times=times_text(first.times)), *lines, *refused),
        *([text(*notes(first))] if notes(first) else []),
        *([row(*ways)] if ways else []),
        colour=GOAL,
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
    """Show when a member is reminded of a goal, with buttons to change it."""
    title = escape(found.goal.title)
    lines = [say("remind-goal", title=title, times=times_text(found.times)), outlook_line(found)]
    return Card(
        text(*lines, *notes(found)),
        row(times_button(found.goal), *switch_buttons(found), *solving_buttons(found)),
        colour=GOAL,
    )


def overview_card(server: int, found: Sequence[Outlook]) -> Card:
    """Show when and where a member is reminded of each goal, with a menu to change it."""
    shown = found[:MOST]
    lines = [
        say(
            "remind-set-line",
            title=escape(truncate(each.goal.title, _TITLE)),
            how=brief_outlook(each),
        )
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
        row(settings_button(server), *solving_buttons(first)),
        colour=GOAL,
    )


def which_goals_card(server: int, question: WhichGoals) -> Card:
    """Ask which goals the typed times are for; several can be picked."""
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
    """Say that a goal no longer has reminders, with a button to get them back."""
    title = escape(found.goal.title)
    return [
        Section(
            text(say("remind-declined", title=title)), accessory=again_button(found.goal, before)
        )
    ]
