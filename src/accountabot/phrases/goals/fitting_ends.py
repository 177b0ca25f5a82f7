"""Turn a goal's end into a deadline or a last day, as its schedule requires."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.goals.schedules import Once
from accountabot.phrases.goals.parsed_goal import ENDS, DateChoice, ParsedGoal


def with_fitting_ends(parsed: ParsedGoal, calendar: Calendar) -> ParsedGoal:
    """Return the goal with a deadline if it is one-time, and with a last day if it recurs."""
    if parsed.schedule is None:
        return parsed
    is_once = isinstance(parsed.schedule, Once)
    end = parsed.until or parsed.through
    options = [end] if end else []
    choices: list[DateChoice] = []
    places: tuple[str, ...] = ()
    for choice in parsed.choices:
        if choice.field in ENDS:
            options += choice.options
            places = choice.places
        else:
            ends = tuple(_fit(each, calendar, is_once=is_once) for each in choice.ends)
            choices.append(replace(choice, ends=ends))
    found = choose_end(options, calendar, is_once=is_once, places=places)
    return replace(
        parsed, until=found.until, through=found.through, choices=(*choices, *found.choices)
    )


def choose_end(
    ends: Iterable[LocalDay | datetime],
    calendar: Calendar,
    *,
    is_once: bool,
    places: tuple[str, ...] = (),
) -> ParsedGoal:
    """Return a goal that has only an end: a choice if it is ambiguous."""
    options = tuple(dict.fromkeys(_fit(end, calendar, is_once=is_once) for end in ends))
    field = "until" if is_once else "through"
    if len(options) > 1:
        choice = DateChoice(field, options, places if len(places) == len(options) else ())
        return ParsedGoal("", choices=(choice,))
    return ParsedGoal("").with_dates({field: options[0]} if options else {})


def _fit(end: LocalDay | datetime, calendar: Calendar, *, is_once: bool) -> LocalDay | datetime:
    if isinstance(end, datetime):
        return end if is_once else calendar.day_of(end)
    return calendar.last_second(end) if is_once else end
