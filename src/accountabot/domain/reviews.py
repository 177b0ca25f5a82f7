"""Decide which week, month or year a review covers, and which deeds it names."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId
from accountabot.domain.leaderboards.server_weeks import ServerWeeks
from accountabot.domain.streaks.outcomes import Verdict

MOST_DEEDS = 7
_A_GOAL = 2
"""Deeds named of the same goal."""
_BREAK, _BACK = 3, 3
"""A break is so many slips in a row; whoever is back kept so many periods in a row."""
_DAY = timedelta(days=1)
_WEEK = 7


class ReviewPeriod(StrEnum):
    """The length of time that a review covers."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class ReviewSpan(NamedTuple):
    """A week of the server, a month or a year, by its first and last date."""

    period: ReviewPeriod
    first: LocalDay
    last: LocalDay


def span_with(period: ReviewPeriod, day: LocalDay, weeks: ServerWeeks) -> ReviewSpan:
    """Return the week, month or year that contains a date."""
    match period:
        case ReviewPeriod.WEEK:
            first = weeks.first_of(day)
            dates = (first + number * _DAY for number in range(_WEEK))
            last = max(each for each in dates if weeks.first_of(each) == first)
        case ReviewPeriod.MONTH:
            first = day.replace(day=1)
            last = (first + 31 * _DAY).replace(day=1) - _DAY
        case ReviewPeriod.YEAR:
            first, last = day.replace(month=1, day=1), day.replace(month=12, day=31)
    return ReviewSpan(period, first, last)


class DeedKind(StrEnum):
    """A kind of deed; the most telling ones come first."""

    REACHED = "reached"
    FINISHED = "finished"
    ALL_KEPT = "all-kept"
    MILESTONE = "milestone"
    AMOUNT = "amount"
    RUN = "run"
    COUNT = "count"
    CHEERS = "cheers"
    BACK = "back"
    STAYED = "stayed"
    STARTED = "started"


_COUNTS = frozenset({DeedKind.COUNT, DeedKind.STAYED})
_ORDER = {kind: place for place, kind in enumerate(DeedKind)}


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that a member did, and the goal that it was for, if it was for one."""

    kind: DeedKind
    number: int = 0
    """How often, or how many in a row."""
    goal: Goal | None = None
    amount: Decimal | None = None
    day: LocalDay | None = None

    @property
    def goal_id(self) -> GoalId | None:
        """The id of the goal."""
        return self.goal.id if self.goal else None


def choose_deeds(found: Iterable[Deed]) -> list[Deed]:
    """Return the most telling deeds in order: the best of each kind, then the second best, …

    Of several deeds for the same goal, two are named, and none that another one includes.
    """
    ordered = sorted(found, key=_place)
    kinds = [deque(deeds) for _, deeds in groupby(ordered, key=lambda deed: deed.kind)]
    chosen: list[Deed] = []
    while any(kinds):
        for left in kinds:
            while left and not _adds(left[0], chosen):
                left.popleft()
            if left and len(chosen) < MOST_DEEDS:
                chosen.append(left.popleft())
        if len(chosen) == MOST_DEEDS:
            break
    return sorted(chosen, key=_place)


def _place(deed: Deed) -> tuple[int, int]:
    return _ORDER[deed.kind], -deed.number


def _adds(deed: Deed, chosen: list[Deed]) -> bool:
    """Return whether a deed says something new of its goal."""
    if deed.goal is None:
        return True
    known = [each for each in chosen if each.goal_id == deed.goal_id]
    kinds = {each.kind for each in known}
    if deed.kind is DeedKind.RUN and DeedKind.MILESTONE in kinds:
        return False
    if deed.kind in _COUNTS and any(deed.number <= each.number for each in known if _is_run(each)):
        return False
    return len(known) < _A_GOAL


def _is_run(deed: Deed) -> bool:
    return deed.kind in {DeedKind.RUN, DeedKind.MILESTONE}


def longest_run(verdicts: Iterable[Verdict]) -> int:
    """Return the most periods kept in a row, without a slip in between."""
    longest = run = 0
    for verdict in verdicts:
        run = 0 if verdict.outcome.is_slip else run + verdict.outcome.counts_as_kept
        longest = max(longest, run)
    return longest


def has_come_back(verdicts: Iterable[Verdict]) -> bool:
    """Return whether several periods were kept in a row after a break."""
    judged = [
        each.outcome for each in verdicts if each.outcome.is_slip or each.outcome.counts_as_kept
    ]
    has_paused = False
    for slipped, group in groupby(judged, key=lambda outcome: outcome.is_slip):
        length = len([*group])
        if slipped:
            has_paused = has_paused or length >= _BREAK
        elif has_paused and length >= _BACK:
            return True
    return False


def count_kept(verdicts: Iterable[Verdict]) -> int:
    """Count the periods that were kept."""
    return sum(verdict.outcome.counts_as_kept for verdict in verdicts)


def amounts_since(goal: Goal) -> LocalDay | None:
    """Return the day since which amounts have the current unit, None if they don't add up.

    They don't without an amount, and under a ceiling, where less is better.
    """
    if goal.amount is None or goal.is_ceiling:
        return None
    since = goal.start.day
    for past in reversed(goal.past):
        if past.amount is None or past.amount.at_most or past.amount.unit != goal.amount.unit:
            break
        since = past.start.day
    return since


def has_one_schedule(goal: Goal) -> bool:
    """Return whether all periods of a goal have the same length."""
    return all(past.schedule == goal.schedule for past in goal.past)
