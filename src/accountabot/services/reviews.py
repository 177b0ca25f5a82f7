"""Review what a member did in a week, a month or a year, on goals that everyone may see."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import timelines
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.checkin_calendar import CheckInCalendar, build_checkin_calendar
from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.identifiers import GoalId, Member
from accountabot.domain.reviews import (
    Deed,
    DeedKind,
    ReviewPeriod,
    ReviewSpan,
    choose_deeds,
    span_with,
)
from accountabot.domain.streaks.tallies import Standing
from accountabot.services.leaderboards import server_time
from accountabot.services.review_deeds import GoalReview, ReviewTime, review_goal
from accountabot.store import settings
from accountabot.store.checkins import checkin_days
from accountabot.store.checkins.checkin_days import GoalDay
from accountabot.store.goals import goals
from accountabot.store.people import cheers

_LEAST_KEPT = 5
"""With fewer promises, that all were kept says little."""
_GRACE = timedelta(days=5)
"""A period closes no later than this after its goal ended."""


class Review(NamedTuple):
    """What a member did within a span of time."""

    member: Member
    span: ReviewSpan
    today: LocalDay
    earliest: LocalDay
    """When their first public goal began; there is nothing to review before."""
    deeds: list[Deed]
    calendar: CheckInCalendar
    kept: int
    """Promises."""
    cheers_received: int
    goals: frozenset[GoalId]
    """The goals in the numbers."""

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to tell."""
        return not (self.deeds or self.calendar.total or self.kept or self.cheers_received)


def compose(
    tx: Connection, member: Member, period: ReviewPeriod, day: LocalDay | None, now: datetime
) -> Review:
    """Review the week, month or year that contains a day, or today.

    A day before the first goal or in the future gives the first or the current one.
    """
    rules = settings.judging_rules(tx, member)
    public = [each for each in goals.all_of(tx, member) if not each[0].is_private]
    today = rules.days.day_of(now)
    earliest = min([today, *(goal.began.day for goal, _ in public)])
    weeks = server_time.weeks(tx, member.server)
    span = span_with(period, min(max(day or today, earliest), today), weeks)
    time = ReviewTime(span, rules.days.begins(span.first), rules.days.ends(span.last), now, rules)
    done = _of_goals(tx, member, public, time)
    new = [goal for goal, _ in public if _is_new(goal, time)]
    received = cheers.received_between(tx, member, time.begins, time.ends)
    given = cheers.count_given_between(tx, member, time.begins, time.ends)
    shown = {each.goal.id for each in done if each.is_in_numbers}
    return Review(
        member=member,
        span=span,
        today=today,
        earliest=earliest,
        deeds=choose_deeds(
            [*_overall(done, new, given), *(d for each in done for d in each.deeds)]
        ),
        calendar=_calendar(done, earliest, today, time),
        kept=sum(each.kept for each in done),
        cheers_received=sum(received.values()),
        goals=frozenset({*shown, *received, *(goal.id for goal in new)}),
    )


def _of_goals(
    tx: Connection, member: Member, public: Sequence[tuple[Goal, Standing]], time: ReviewTime
) -> list[GoalReview]:
    """Review the goals that were not over before the span, or declared after it."""
    by_goal: defaultdict[GoalId, list[GoalDay]] = defaultdict(list)
    for each in checkin_days.list_by_goal(tx, member, time.span.first, time.span.last):
        by_goal[each.goal].append(each)
    return [
        review_goal(tx, goal, standing, by_goal[goal.id], time)
        for goal, standing in public
        if goal.began.at < time.ends and not _was_over(goal, standing, time)
    ]


def _was_over(goal: Goal, standing: Standing, time: ReviewTime) -> bool:
    over_at = goal.ended_at or standing.over_at
    return over_at is not None and over_at < time.begins - _GRACE


def _is_new(goal: Goal, time: ReviewTime) -> bool:
    return goal.state is not GoalState.DROPPED and time.contains(goal.began.at)


def _overall(done: Sequence[GoalReview], new: Sequence[Goal], given: int) -> Iterator[Deed]:
    """Yield the deeds that are about no goal alone."""
    kept = sum(each.kept for each in done)
    if kept >= _LEAST_KEPT and not any(each.has_gap for each in done):
        yield Deed(DeedKind.ALL_KEPT)
    if given:
        yield Deed(DeedKind.CHEERS, given)
    if new:
        yield Deed(DeedKind.STARTED, len(new), new[0] if len(new) == 1 else None)


def _calendar(
    done: Sequence[GoalReview], earliest: LocalDay, today: LocalDay, time: ReviewTime
) -> CheckInCalendar:
    counts: Mapping[LocalDay, int] = Counter(each.day for goal in done for each in goal.days)
    return build_checkin_calendar(
        counts,
        first=time.span.first,
        last=time.span.last,
        since=earliest,
        today=today,
        week_start=timelines.at(time.rules.week_starts, time.now, 0),
    )
