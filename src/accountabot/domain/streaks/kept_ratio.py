"""Compute a member's kept ratio and the marks of a goal's week grid."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.goals.goal import Goal
from accountabot.domain.streaks.outcomes import Outcome, Verdict

WINDOW = timedelta(hours=90 * 24)


@dataclass(frozen=True, slots=True)
class KeptRatio:
    """The number of kept promises, including late ones, and of due ones: "41 of 45"."""

    kept: int
    of: int


def compute_kept_ratio(verdicts: Iterable[Verdict], now: datetime) -> KeptRatio:
    """Count the kept and missed periods that closed in the last 90 days."""
    recent = [v.outcome for v in verdicts if v.closed_at and now - WINDOW <= v.closed_at <= now]
    kept = sum(outcome.counts_as_kept for outcome in recent)
    return KeptRatio(kept, kept + recent.count(Outcome.MISSED))


STRIP = 28
"""The number of days in a goal's week grid."""


class DayMark(NamedTuple):
    """A local day and the outcome of its period; None if nothing was due."""

    day: LocalDay
    outcome: Outcome | None


def day_marks(
    goal: Goal, days: PersonalCalendar, verdicts: Sequence[Verdict], now: datetime
) -> list[DayMark]:
    """Return the marks of the last 28 days, starting no earlier than the goal.

    A longer period is marked on its last day, or on today while it is open.
    """
    by_day = {verdict.period.last or verdict.period.first: verdict.outcome for verdict in verdicts}
    found: list[DayMark] = []
    day = days.day_of(now)
    open_now = {
        v.period.last: v.outcome
        for v in verdicts
        if v.period.last and v.period.last > day and v.outcome is not Outcome.NOT_JUDGED
    }
    for outcome in open_now.values():
        by_day.setdefault(day, outcome)
    while len(found) < STRIP and day >= goal.began.day:
        found.append(DayMark(day, by_day.get(day)))
        day = days.before(day)
    return found[::-1]
