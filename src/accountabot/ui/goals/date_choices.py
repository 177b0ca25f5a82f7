"""Ask which of several possible dates a member meant."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from discord import ButtonStyle
from discord.ui import ActionRow

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.goals.goal_input import GoalAnswers
from accountabot.domain.refusals import Refusal
from accountabot.phrases.calendar.written_dates import LAST_YEAR
from accountabot.phrases.goals.parsed_goal import DateChoice
from accountabot.ui import dates
from accountabot.ui.cards import rows
from accountabot.ui.components import button
from accountabot.ui.goals.promise_text import is_end_of_day
from accountabot.ui.localization import say

AnyDate = TypeVar("AnyDate", LocalDay, datetime)

MOST_OPTIONS = 10
"""The options on buttons, since an edit keeps each pick as one digit."""


def date_question(choice: DateChoice, calendar: Calendar) -> str:
    """Return the question for a choice between first days, last days or times."""
    if has_times(choice.options, calendar):
        return say("which-time", zone=str(calendar.zone))
    return say("which-date", about="start" if choice.field == "start" else "end")


def date_buttons(
    choice: DateChoice, calendar: Calendar, id_of: Callable[[int], str]
) -> list[ActionRow[Any]]:
    """Build a button for each option; `id_of` returns the custom_id for an option's index."""
    labels = option_labels(choice.options[:MOST_OPTIONS], calendar)
    return rows(
        [button(label, id_of(nth), ButtonStyle.primary) for nth, label in enumerate(labels)]
    )


def date_answer(field: str, option: LocalDay | datetime) -> str:
    """Write an option into a custom_id, for `parse_date_answer`."""
    return f"{field}/{option.isoformat()}"


def parse_date_answer(detail: str) -> GoalAnswers:
    """Parse the option in a custom_id; raise Refusal if it is forged."""
    field, _, value = detail.partition("/")
    try:
        if field == "until":
            return GoalAnswers(until=_plausible(datetime.fromisoformat(value)).astimezone(UTC))
        day = _plausible(LocalDay.fromisoformat(value))
    except ValueError:
        raise Refusal("control-unknown") from None
    return GoalAnswers(start=day) if field == "start" else GoalAnswers(through=day)


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


def _plausible(found: AnyDate) -> AnyDate:
    if not 1 < found.year < LAST_YEAR:
        raise ValueError(found)
    return found


def _day(option: LocalDay | datetime, calendar: Calendar) -> LocalDay:
    return calendar.day_of(option) if isinstance(option, datetime) else option
