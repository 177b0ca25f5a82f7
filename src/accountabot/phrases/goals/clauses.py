"""Define a recurrence in a sentence, and choose the schedule of several."""

from collections.abc import Sequence
from dataclasses import dataclass

from accountabot.domain.goals.schedules import DAILY, Every, EveryWeeksOn, Per, Schedule, WeeklyOn


@dataclass(frozen=True, slots=True)
class Clause:
    """A recurrence and its range of tokens."""

    first: int
    end: int
    schedule: Schedule | None
    """None if no schedule supports the recurrence."""
    stays: bool = False
    """The words remain part of the title."""


def choose_schedule(clauses: Sequence[Clause]) -> Schedule | None:
    """Return the most specific schedule, or None if the clauses are contradictory.

    "10 minutes a day, 5 days a week" means five days a week.
    """
    schedules = {clause.schedule for clause in clauses}
    if None in schedules or not schedules:
        return None
    if combined := _every_weeks_on(schedules):
        return combined
    highest = max(map(_specificity, schedules))
    best = [schedule for schedule in schedules if _specificity(schedule) == highest]
    return best[0] if len(best) == 1 else None


def _every_weeks_on(schedules: set[Schedule | None]) -> Schedule | None:
    """Return the combination of "every 2 weeks" and one weekday, or None."""
    weeks = [each for each in schedules if isinstance(each, Every) and each.unit == "weeks"]
    days = [each for each in schedules if isinstance(each, WeeklyOn)]
    if len(schedules) != len(weeks) + len(days) or len(weeks) != 1 or len(days) != 1:
        return None
    [weekday, *others] = days[0].days
    return None if others else EveryWeeksOn(weeks[0].number, weekday)


def _specificity(schedule: Schedule | None) -> int:
    """Rank a schedule by specificity: daily, then once a week or month, then all others."""
    if schedule == DAILY:
        return 0
    return 1 if isinstance(schedule, Per) and schedule.number == 1 else 2
