"""Parse a goal's sentence together with a separate schedule, which decides what a time means."""

from datetime import datetime

from accountabot.domain.goals.schedules import DAILY, Once, Schedule
from accountabot.domain.refusals import Refusal
from accountabot.phrases.goals.parsed_goal import ParsedGoal
from accountabot.services.goals.goal_views import MemberCalendar


def parse_joined(
    sentence: str,
    schedule: Schedule | str = DAILY,
    *,
    here: MemberCalendar,
    at: datetime,
    locale: str,
    is_schedule_first: bool = False,
) -> ParsedGoal:
    """Parse a sentence with a schedule at one of its ends; if refused, the result has none."""
    from accountabot.phrases.goals import goal_parser  # noqa: PLC0415 - not needed before someone declares a goal

    try:
        return goal_parser.parse_goal(
            f"{schedule} {sentence}" if is_schedule_first else f"{sentence}, {schedule}",
            here.calendar,
            at,
            locale=locale,
            week_start=here.week_start,
            is_one_goal=True,
        )
    except Refusal:
        return ParsedGoal(sentence)


def as_recurring(
    said: ParsedGoal, joined: ParsedGoal, schedule: Schedule | None = DAILY
) -> ParsedGoal:
    """Return the goal as parsed with its schedule if that makes it recurring, or else alone.

    Alone, "gym at 6pm" has a deadline; with "every day" it has a usual time.
    """
    is_joined = joined.schedule == schedule != Once()
    return joined if is_joined and said.schedule == Once() else said
