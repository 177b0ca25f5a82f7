"""Parse a goal's sentence together with a schedule beside it, which tells what its time means."""

from dataclasses import replace
from datetime import datetime

from accountabot.domain.goals.schedules import Once, Schedule
from accountabot.phrases.goals.parsed_goal import SENTENCE_LIMIT, ParsedGoal
from accountabot.services.goals.goal_views import MemberCalendar


def parse_joined(
    sentence: str, schedule: Schedule | str, *, here: MemberCalendar, at: datetime, locale: str
) -> ParsedGoal:
    """Parse a sentence with a schedule at its end, or without it if they are too long together."""
    from accountabot.phrases.goals import goal_parser  # noqa: PLC0415 - not needed before someone declares a goal

    text = f"{sentence}, {schedule}"
    return goal_parser.parse_goal(
        text if len(text) <= SENTENCE_LIMIT else sentence,
        here.calendar,
        at,
        locale=locale,
        week_start=here.week_start,
        is_one_goal=True,
    )


def as_recurring(said: ParsedGoal, joined: ParsedGoal, schedule: Schedule | None) -> ParsedGoal:
    """Return a parsed sentence with the usual time that it has if the schedule is a recurring one.

    Alone, "gym at 6pm" has a deadline instead. A sentence with a frequency stays as it is.
    """
    if joined.schedule != schedule or schedule == Once():
        return said
    if said.schedule is None:
        return with_usual_time(said, joined)
    return joined if said.schedule == Once() else said


def with_usual_time(said: ParsedGoal, joined: ParsedGoal) -> ParsedGoal:
    """Return a parsed sentence without a frequency, with its usual time."""
    return replace(said, usual_time=joined.usual_time)


def with_timed_schedule(said: ParsedGoal, joined: ParsedGoal) -> ParsedGoal | None:
    """Return the sentence with the time of day in its schedule, or None if that has no time."""
    return joined if joined.schedule and joined.usual_time and not said.schedule else None
