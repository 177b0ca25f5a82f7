"""Review what a member did in a week, a month or a year, on goals that everyone may see."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import timelines
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.checkin_calendar import CheckInCalendar, build_checkin_calendar
from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.identifiers import GoalId, Member
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.reviews import (
    Deed,
    DeedKind,
    ReviewPeriod,
    ReviewSpan,
    amounts_since,
    choose_deeds,
    count_outcomes,
    has_come_back,
    longest_run,
    span_with,
)
from accountabot.domain.streaks.milestones import COMPLETED
from accountabot.domain.streaks.outcomes import Outcome, Verdict
from accountabot.domain.streaks.tallies import Standing
from accountabot.services.checkins import progress
from accountabot.services.leaderboards import server_time
from accountabot.services.streaks import goal_status, windows
from accountabot.store import checkin_days, settings
from accountabot.store.checkin_days import GoalDay
from accountabot.store.goals import goals
from accountabot.store.people import cheers
from accountabot.store.streaks import milestones

_LEAST_RUN = 3
"""Fewer in a row are no run."""
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
    return _Composer(tx, member, span, rules, now).compose(public, earliest, today)


class _Work(NamedTuple):
    """What was done for a goal in a span."""

    goal: Goal
    days: Sequence[GoalDay]
    verdicts: Sequence[Verdict]
    deeds: list[Deed]
    has_gap: bool
    """Whether a promise came due and is not kept."""


class _Composer:
    """Composes the review of a span."""

    def __init__(
        self, tx: Connection, member: Member, span: ReviewSpan, rules: JudgingRules, now: datetime
    ) -> None:
        self.tx = tx
        self.member = member
        self.span = span
        self.rules = rules
        self.now = now
        self.begins = rules.days.begins(span.first)
        self.ends = rules.days.ends(span.last)

    def compose(
        self, public: Sequence[tuple[Goal, Standing]], earliest: LocalDay, today: LocalDay
    ) -> Review:
        """Compose the review from a member's public goals."""
        by_goal: defaultdict[GoalId, list[GoalDay]] = defaultdict(list)
        for each in checkin_days.list_by_goal(
            self.tx, self.member, self.span.first, self.span.last
        ):
            by_goal[each.goal].append(each)
        done = [
            self._of_goal(goal, standing, by_goal[goal.id])
            for goal, standing in public
            if goal.began.at < self.ends and not self._was_over(goal, standing)
        ]
        outcomes = count_outcomes(verdict for work in done for verdict in work.verdicts)
        received = cheers.received_between(self.tx, self.member, self.begins, self.ends)
        deeds = [deed for work in done for deed in work.deeds]
        if outcomes["kept"] >= _LEAST_KEPT and not any(work.has_gap for work in done):
            deeds.append(Deed(DeedKind.ALL_KEPT))
        deeds += [*self._cheered(), *self._started(public)]
        active = {work.goal.id for work in done if work.days or work.deeds or _kept(work)}
        started = {goal.id for goal, _ in public if self._is_new(goal)}
        return Review(
            member=self.member,
            span=self.span,
            today=today,
            earliest=earliest,
            deeds=choose_deeds(deeds),
            calendar=self._calendar(by_goal, earliest, today),
            kept=outcomes["kept"],
            cheers_received=sum(received.values()),
            goals=frozenset({*active, *received, *started}),
        )

    def _was_over(self, goal: Goal, standing: Standing) -> bool:
        over_at = goal.ended_at or standing.over_at
        return over_at is not None and over_at < self.begins - _GRACE

    def _of_goal(self, goal: Goal, standing: Standing, days: Sequence[GoalDay]) -> _Work:
        judged = windows.judge_between(self.tx, goal, self.begins, self.ends, self.now)
        verdicts = [v for v in judged if v.closed_at and self._contains(v.closed_at)]
        deeds = [
            *self._reached(goal, standing),
            *self._milestones(goal, longest_run(verdicts)),
            *_repeated(goal, days, verdicts),
        ]
        return _Work(goal, days, verdicts, deeds, any(map(self._is_gap, judged)))

    def _is_gap(self, verdict: Verdict) -> bool:
        """Return whether a promise that came due in the span is not kept, or not yet."""
        due = verdict.period.last or verdict.period.first
        is_here = self.span.first <= due <= self.span.last
        return is_here and (verdict.outcome.is_slip or verdict.outcome is Outcome.PENDING)

    def _reached(self, goal: Goal, standing: Standing) -> Iterator[Deed]:
        """Yield that a goal was reached, or came to its end after something was kept."""
        at, kind = goal.ended_at, DeedKind.REACHED
        if goal.state is GoalState.ACTIVE:
            at = standing.over_at if standing.tally.longest else None
            kind = DeedKind.FINISHED
        elif at is None:
            at = milestones.since(self.tx, goal, goal.began.at).get(COMPLETED)
        if goal.state is GoalState.DROPPED or at is None or not self._contains(at):
            return
        if at <= self.now and not (goal.is_ceiling and self._is_passed(goal)):
            yield Deed(kind, goal=goal, day=self.rules.days.day_of(at))

    def _is_passed(self, goal: Goal) -> bool:
        status = goal_status.status_of(self.tx, goal, self.now)
        return progress.passed_ceiling(self.tx, status) is not None

    def _milestones(self, goal: Goal, run: int) -> Iterator[Deed]:
        """Yield the highest milestone that was reached, unless a run in the span is longer."""
        reached = milestones.since(self.tx, goal, self.begins)
        numbers = [number for number, at in reached.items() if at < self.ends]
        if (highest := max(numbers, default=COMPLETED)) >= max(run, 1):
            yield Deed(DeedKind.MILESTONE, highest, goal)

    def _cheered(self) -> Iterator[Deed]:
        given = cheers.count_given_between(self.tx, self.member, self.begins, self.ends)
        if given:
            yield Deed(DeedKind.CHEERS, given)

    def _started(self, public: Sequence[tuple[Goal, Standing]]) -> Iterator[Deed]:
        new = [goal for goal, _ in public if self._is_new(goal)]
        if new:
            only = new[0] if len(new) == 1 else None
            yield Deed(DeedKind.STARTED, len(new), only)

    def _is_new(self, goal: Goal) -> bool:
        return goal.state is not GoalState.DROPPED and self._contains(goal.began.at)

    def _contains(self, at: datetime) -> bool:
        return self.begins <= at < self.ends

    def _calendar(
        self, by_goal: dict[GoalId, list[GoalDay]], earliest: LocalDay, today: LocalDay
    ) -> CheckInCalendar:
        counts: defaultdict[LocalDay, int] = defaultdict(int)
        for days in by_goal.values():
            for each in days:
                counts[each.day] += 1
        return build_checkin_calendar(
            counts,
            first=self.span.first,
            last=self.span.last,
            since=earliest,
            today=today,
            week_start=timelines.at(self.rules.week_starts, self.now, 0),
        )


def _kept(work: _Work) -> int:
    return count_outcomes(work.verdicts)["kept"]


def _repeated(goal: Goal, days: Sequence[GoalDay], verdicts: Sequence[Verdict]) -> Iterator[Deed]:
    """Yield what was done again and again for a goal."""
    since = amounts_since(goal)
    amount = sum(
        (each.amount or Decimal() for each in days if since and each.day >= since), Decimal()
    )
    if amount:
        yield Deed(DeedKind.AMOUNT, len(days), goal, amount)
    if (run := longest_run(verdicts)) >= _LEAST_RUN:
        yield Deed(DeedKind.RUN, run, goal)
    if goal.is_ceiling:
        kept = count_outcomes(verdicts)["kept"]
        yield from [Deed(DeedKind.STAYED, kept, goal)] if kept else []
        return
    if days:
        yield Deed(DeedKind.COUNT, len(days), goal)
    if has_come_back(verdicts):
        yield Deed(DeedKind.BACK, goal=goal)
