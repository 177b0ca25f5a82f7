"""Set a goal's start and end, and list the readings of those that are ambiguous."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.goals.schedules import Every, Once, Per
from accountabot.phrases.calendar.durations import Duration
from accountabot.phrases.calendar.moment import Moment, moment_on
from accountabot.phrases.goals.parsed_goal import ENDS, DateChoice, ParsedGoal
from accountabot.phrases.goals.time_frames import TimeFrame

_WEEK = timedelta(days=7)


def with_dates(
    parsed: ParsedGoal, frame: TimeFrame, calendar: Calendar, today: LocalDay
) -> ParsedGoal:
    """Set the unambiguous dates, and add a choice for each ambiguous one."""
    is_once = parsed.schedule == Once()
    starts, ends = _consistent(_readings(frame.start), _ends(frame, today))
    lengths: tuple[LocalDay | datetime, ...] = ()
    if isinstance(frame.end, Duration) and len(ends) > 1:  # the start decides the end
        lengths = tuple(_deadline(end, calendar) if is_once else end.last for end in ends)
        ends = ()
    found: dict[str, list[tuple[LocalDay | datetime, str]]] = {
        "start": [(moment.first, "") for moment in starts],
        "until": [(_deadline(moment, calendar), moment.place) for moment in ends if is_once],
        "through": [(moment.last, "") for moment in ends if not is_once],
    }
    certain: dict[str, Any] = {}
    choices: list[DateChoice] = []
    for field, values in found.items():
        options = dict(values)
        if len(options) == 1:
            [certain[field]] = options
        elif options:
            places = tuple(options.values()) if any(options.values()) else ()
            of_start = lengths if field == "start" else ()
            choices.append(DateChoice(field, tuple(options), places, of_start))
    return replace(parsed, choices=tuple(choices), **certain)


def is_contradictory(
    parsed: ParsedGoal, frame: TimeFrame, calendar: Calendar, today: LocalDay
) -> bool:
    """Return whether a goal ends before it starts, or a weekly one ends by this week's Friday.

    If the dates are written out, as in "from Feb 1 until Jan 20", the domain refuses them.
    """
    options = [each for choice in parsed.choices if choice.field in ENDS for each in choice.options]
    ends = [end for end in (parsed.through, parsed.until, *options) if end]
    if not ends:
        return False
    last = max(calendar.day_of(end) if isinstance(end, datetime) else end for end in ends)
    is_weekday = isinstance(frame.end, Moment) and any(
        reading.next_occurrence for reading in frame.end.all_readings
    )
    if parsed.start and last < parsed.start and (is_weekday or options):
        return True
    is_weekly = isinstance(parsed.schedule, Per | Every)
    return is_weekly and frame.is_deadline and last < today + _WEEK


def _consistent(
    starts: tuple[Moment, ...], ends: tuple[Moment, ...]
) -> tuple[tuple[Moment, ...], tuple[Moment, ...]]:
    """Return the readings without an end before every start, or a start after every end."""
    if not starts or not ends:
        return starts, ends
    first = min(moment.first for moment in starts)
    last = max(moment.last for moment in ends)
    if last < first:
        return starts, ends
    return (
        tuple(moment for moment in starts if moment.first <= last),
        tuple(moment for moment in ends if moment.last >= first),
    )


def _deadline(moment: Moment, calendar: Calendar) -> datetime:
    return moment.instant or calendar.last_second(moment.last)


def _ends(frame: TimeFrame, today: LocalDay) -> tuple[Moment, ...]:
    """Return all possible ends."""
    if not isinstance(frame.end, Duration):
        return _readings(frame.end)
    starts = _readings(frame.start) or (moment_on(today),)
    return tuple(frame.end.last_day_from(start.first) for start in starts)


def _readings(moment: Moment | None) -> tuple[Moment, ...]:
    """Return all possible readings of a moment."""
    return moment.all_readings if moment else ()
