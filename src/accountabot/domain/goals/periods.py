"""Divide time into the periods of a goal, each of which has one outcome."""

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
_DateRange = tuple[LocalDay, LocalDay, bool]
"""The first and last date, and whether it is the short week before a new first weekday."""


@dataclass(frozen=True, slots=True)
class Period:
    """A range of local days with one outcome, and its bounds as instants (UTC).

    It is open from `begins` to `ends`, pending until `closes`, and closed after that. An open-ended
    period has no `ends`.
    """

    first: LocalDay
    last: LocalDay | None
    begins: datetime
    ends: datetime | None
    closes: datetime | None
    is_partial: bool = False
    """It can't be missed, because it began before the declaration or was cut short."""


def of(
    goal: Goal,
    rules: JudgingRules,
    pauses: Sequence[Interval],
    now: datetime,
    after: LocalDay | None = None,
    since: LocalDay | None = None,
) -> Iterator[Period]:
    """Yield a goal's periods in order, without end if the goal has none.

    `after` excludes periods up to that local day. `since` is an optimization: periods that end
    before that day may be skipped. `pauses` extend the deadline of a one-time goal by their length;
    an open-ended pause counts until `now`.
    """
    if isinstance(goal.schedule, Once):
        return iter(()) if after else _single(goal, rules.days, pauses, now)
    return _recurring(goal, rules, after, since)


def starts_at(goal: Goal, days: PersonalCalendar) -> datetime:
    """Return when check-ins begin to count: on the start day, and not before the declaration."""
    begins = days.begins(goal.start.day)
    return begins if goal.start.is_edit else max(goal.start.at, begins)


def _single(
    goal: Goal, days: PersonalCalendar, pauses: Sequence[Interval], now: datetime
) -> Iterator[Period]:
    begins = starts_at(goal, days)
    deadline = goal.start.until
    # An edit can replace the deadline, so only the pauses since then move it.
    opens = max(begins, goal.start.deadline_since)
    for since, until in timelines.merge(
        (max(since, opens), until) for since, until in pauses if since < until
    ):
        ends = now if until == FOR_EVER else until
        if deadline and since < deadline and since < ends:
            deadline += ends - since
    if deadline is None:
        yield Period(goal.start.day, None, begins=begins, ends=None, closes=None)
    elif max(opens, goal.start.at) < deadline:
        yield Period(
            first=goal.start.day,
            last=days.day_of(deadline),
            begins=begins,
            ends=deadline,
            closes=deadline + GRACE_AFTER_DEADLINE,
        )


def _recurring(
    goal: Goal, rules: JudgingRules, after: LocalDay | None, since: LocalDay | None
) -> Iterator[Period]:
    days = rules.days
    opens = starts_at(goal, days)
    through = goal.start.through
    for first, natural, is_shorter in _date_ranges(goal, rules, after, since):
        last = min(natural, through) if through else natural
        if since and last < since and last == natural:
            continue  # before computing its instants, which is expensive
        if first > last:
            return
        began, ends, closes = days.moments(first, last)
        if max(began, opens) >= ends:
            continue  # none of its dates exist, or all are before the start
        # Only the first period can have begun before the declaration.
        began_before = began < goal.start.at and not isinstance(goal.schedule, Every)
        yield Period(
            first=first,
            last=last,
            begins=max(began, opens),
            ends=ends,
            closes=closes,
            is_partial=began_before or is_shorter or last < natural,
        )


def _date_ranges(
    goal: Goal, rules: JudgingRules, after: LocalDay | None, since: LocalDay | None
) -> Iterator[_DateRange]:
    first = after + _DAY if after else goal.start.day
    match goal.schedule:
        case Every(days=length):
            return _spans(first, length)
        case Per(unit="week"):
            weeks = _weeks(rules, after, goal.start.day)
            return (week for week in weeks if week[1] >= goal.start.day)
        case Per():
            return _months(first if after else first.replace(day=1))
        case Once():
            return iter(())
        case schedule:
            return _due_days(schedule, goal.start.day, max(first, since or first))


def _due_days(schedule: Fixed, start: LocalDay, day: LocalDay) -> Iterator[_DateRange]:
    while True:
        if schedule.due_on(day, start):
            yield day, day, False
        day += _DAY


def _spans(first: LocalDay, length: int) -> Iterator[_DateRange]:
    while True:
        last = first + timedelta(days=length - 1)
        yield first, last, False
        first = last + _DAY


def _months(first: LocalDay) -> Iterator[_DateRange]:
    while True:
        last = first.replace(day=monthrange(first.year, first.month)[1])
        yield first, last, False
        first = last + _DAY


def _weeks(rules: JudgingRules, after: LocalDay | None, start: LocalDay) -> Iterator[_DateRange]:
    """Yield the weeks.

    A new first day of the week applies after the current week; the days in between form one
    shorter week.
    """
    first = after + _DAY if after else _first_monday(rules.days, rules.week_starts, start)
    while True:
        weekday = timelines.before(rules.week_starts, rules.days.begins(first), 0)
        length = (weekday - first.weekday() - 1) % 7 + 1
        yield first, first + timedelta(days=length - 1), first.weekday() != weekday
        first += timedelta(days=length)


def _first_monday(
    days: PersonalCalendar, week_starts: Sequence[DatedValue[int]], start: LocalDay
) -> LocalDay:
    """Return a Monday on or before `start` and the first change of week start."""
    day = min([start, *(days.day_of(change.at) for change in week_starts[:1])])
    return day - timedelta(days=day.weekday())
