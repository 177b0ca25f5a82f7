"""Cut time into the periods in which a goal asks for something once."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from accountabot.domain import timelines
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.schedules import GRACE_AFTER_DEADLINE, Every, Fixed, Once, Per
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.timelines import FOR_EVER, DatedValue, Interval

_DAY = timedelta(days=1)
_Run = tuple[LocalDay, LocalDay, bool]
"""The first and the last date, and whether it is the shorter week between two first days of the week."""


@dataclass(frozen=True, slots=True)
class Period:
    """A run of local days in which a goal asks for something once, with its instants (UTC).

    It is open from `begins` to `ends`, pending until `closes`, and then closed. An open-ended one has no `ends`.
    """

    first: LocalDay
    last: LocalDay | None
    begins: datetime
    ends: datetime | None
    closes: datetime | None
    is_partial: bool = False
    """It began before the goal was declared or was cut short, so it can't be missed."""


def of(
    goal: Goal,
    rules: JudgingRules,
    pauses: Sequence[Interval],
    now: datetime,
    after: LocalDay | None = None,
    since: LocalDay | None = None,
) -> Iterator[Period]:
    """Yield a goal's periods in order, those after the local day `after` only, without end where it has none.

    `pauses` move the deadline of a deed that is done once: one without an end by its length until `now`.
    Where `since` is given, those that end before that local day may be left out.
    """
    if isinstance(goal.schedule, Once):
        return iter(()) if after else _whole(goal, rules.days, pauses, now)
    return _recurring(goal, rules, after, since)


def starts_at(goal: Goal, days: PersonalCalendar) -> datetime:
    """Return the first instant that can count: neither before the declaration nor before the start."""
    begins = days.begins(goal.start.day)
    return begins if goal.start.is_edit else max(goal.start.at, begins)


def _whole(
    goal: Goal, days: PersonalCalendar, pauses: Sequence[Interval], now: datetime
) -> Iterator[Period]:
    begins, deadline = starts_at(goal, days), goal.start.until
    opens = max(
        begins, goal.start.at
    )  # an edit replaces the deadline: only what was paused since moves it
    for since, until in timelines.merge(
        (max(since, opens), until) for since, until in pauses if since < until
    ):
        ends = now if until == FOR_EVER else until
        if deadline and since < deadline and since < ends:
            deadline += ends - since
    if deadline is None:
        yield Period(goal.start.day, None, begins, None, None)
    elif opens < deadline:
        yield Period(
            goal.start.day, days.day_of(deadline), begins, deadline, deadline + GRACE_AFTER_DEADLINE
        )


def _recurring(
    goal: Goal, rules: JudgingRules, after: LocalDay | None, since: LocalDay | None
) -> Iterator[Period]:
    days, is_first = rules.days, after is None
    opens, through = starts_at(goal, days), goal.start.through
    for first, natural, is_shorter in _runs(goal, rules, after, since):
        last = min(natural, through) if through else natural
        if since and last < since and last == natural:
            is_first = False
            continue
        if first > last:
            return
        began, ends, closes = days.moments(first, last)
        if max(began, opens) >= ends:
            continue  # none of its dates happened, or none since the start
        began_before = is_first and not isinstance(goal.schedule, Every) and began < goal.start.at
        yield Period(
            first,
            last,
            max(began, opens),
            ends,
            closes,
            began_before or is_shorter or last < natural,
        )
        is_first = False


def _runs(
    goal: Goal, rules: JudgingRules, after: LocalDay | None, since: LocalDay | None
) -> Iterator[_Run]:
    first = after + _DAY if after else goal.start.day
    match goal.schedule:
        case Every(days=length):
            return _spans(first, length)
        case Per(unit="week"):
            return (run for run in _weeks(rules, after, goal.start.day) if run[1] >= goal.start.day)
        case Per():
            return _months(first if after else first.replace(day=1))
        case Once():
            return iter(())
        case schedule:
            return _due_days(schedule, goal.start.day, max(first, since or first))


def _due_days(schedule: Fixed, start: LocalDay, day: LocalDay) -> Iterator[_Run]:
    while True:
        if schedule.due_on(day, start):
            yield day, day, False
        day += _DAY


def _spans(first: LocalDay, length: int) -> Iterator[_Run]:
    while True:
        last = first + timedelta(days=length - 1)
        yield first, last, False
        first = last + _DAY


def _months(first: LocalDay) -> Iterator[_Run]:
    while True:
        last = first.replace(day=monthrange(first.year, first.month)[1])
        yield first, last, False
        first = last + _DAY


def _weeks(rules: JudgingRules, after: LocalDay | None, start: LocalDay) -> Iterator[_Run]:
    """Yield the weeks; a new first day holds after the running week, and the days between form one shorter week."""
    first = after + _DAY if after else _some_week(rules.days, rules.week_starts, start)
    while True:
        weekday = timelines.before(rules.week_starts, rules.days.begins(first), 0)
        length = (weekday - first.weekday() - 1) % 7 + 1
        yield first, first + timedelta(days=length - 1), first.weekday() != weekday
        first += timedelta(days=length)


def _some_week(
    days: PersonalCalendar, week_starts: Sequence[DatedValue[int]], start: LocalDay
) -> LocalDay:
    """Return the first day of a week, by Mondays, before `start` and before the first day of the week ever changed."""
    day = min([start, *(days.day_of(change.at) for change in week_starts[:1])])
    return day - timedelta(days=day.weekday())
