"""Offer several possible dates on buttons that can be told apart."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from discord import ButtonStyle
from discord.ui import ActionRow

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.ui import dates
from accountabot.ui.cards import rows
from accountabot.ui.components import button
from accountabot.ui.goals.promise_text import is_end_of_day
from accountabot.ui.localization import say

MOST_OPTIONS = 10
"""The options on buttons."""


def date_question(options: Sequence[LocalDay | datetime], calendar: Calendar, about: str) -> str:
    """Return the question about a `start` or an `end` that can be several days or times."""
    if has_times(options, calendar):
        return say("which-time", zone=str(calendar.zone))
    return say("which-date", about=about)


def date_buttons(
    options: Sequence[LocalDay | datetime],
    calendar: Calendar,
    ids: Sequence[str],
    places: Sequence[str] = (),
) -> list[ActionRow[Any]]:
    """Build a button for each option, with the custom_ids in the same order.

    If the time zone is ambiguous, the label also names the city.
    """
    labels = option_labels(options[:MOST_OPTIONS], calendar)
    if places:
        labels = [f"{label} · {place}" for label, place in zip(labels, places, strict=False)]
    return rows(
        [button(label, id_, ButtonStyle.primary) for label, id_ in zip(labels, ids, strict=False)]
    )


def has_times(options: Sequence[LocalDay | datetime], calendar: Calendar) -> bool:
    """Return whether the options differ in their time of day, not only in their day."""
    local = (each.astimezone(calendar.zone) for each in options if isinstance(each, datetime))
    return len({each.time() for each in local}) > 1


def option_labels(options: Sequence[LocalDay | datetime], calendar: Calendar) -> list[str]:
    """Label dates so that they can be told apart: with times in the member's zone if one has any.

    If the clock shows a time twice, the labels also name the abbreviation of the zone.
    """
    if all(not isinstance(each, datetime) or is_end_of_day(each, calendar) for each in options):
        return [dates.full_date(_day(option, calendar)) for option in options]
    local = [option.astimezone(calendar.zone) for option in options if isinstance(option, datetime)]
    labels = [f"{dates.full_date(each.date())}, {each:%H:%M}" for each in local]
    repeated = {label for label, count in Counter(labels).items() if count > 1}
    return [
        f"{label} {each:%Z}" if label in repeated else label
        for label, each in zip(labels, local, strict=True)
    ]


def _day(option: LocalDay | datetime, calendar: Calendar) -> LocalDay:
    return calendar.day_of(option) if isinstance(option, datetime) else option
