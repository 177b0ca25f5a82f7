"""Go through a goal's record, period by period."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from accountabot.domain import excuses, outcomes, periods
from accountabot.domain.changes import FOR_EVER, joined
from accountabot.domain.deeds import Deeds
from accountabot.domain.goals import Goal
from accountabot.domain.journeys import Days
from accountabot.domain.outcomes import Outcome, Said, Verdict
from accountabot.domain.periods import Period
from accountabot.domain.runs import Run, Settled
from accountabot.domain.schedules import Every, Once, Per
from accountabot.domain.terms import Freezing, Terms

LOOK_AHEAD = 400
"""Periods that are looked through for the one that changes a streak; behind them it is looked again."""


class Replay:
    """Go through a goal's periods in their order, dealing out freezes and misses as the record gives them."""

    def __init__(self, goal: Goal, terms: Terms, deeds: Deeds, now: datetime) -> None:
        self.goal, self.terms, self.now = goal, terms, now
        self.said, self.skips = Said(deeds.check_ins), sorted(deeds.skips)
        self.pauses = joined(pause.stretch(terms.days) for pause in deeds.pauses if pause.at <= now)
        self.last_said = max(goal.start.day, self.said.last or goal.start.day)

    def from_(self, settled: Settled) -> Iterator[tuple[Verdict, Run, Settled]]:
        """Yield every period that has begun, with the run up to it and that up to where nothing changes if nobody acts.

        Behind a pending one nothing is earned for good.
        """
        run, closed, is_certain = settled.run, settled.closed_at, True
        for period in self.periods(settled):
            if period.begins > self.now:
                return
            verdict = self.judge(period, run, closed if is_certain else FOR_EVER, self.now)
            is_certain = is_certain and verdict.outcome.is_closed
            after = run.then(verdict.outcome, self.freezing(verdict) if is_certain else None, period.first)
            run = after if is_certain else replace(after, longest=run.longest)
            closed = _later(closed, verdict.closed_at)
            if is_certain and not self.goal.is_once and not self.goal.is_ceiling:  # which judge anew what was skipped
                settled = Settled(period.last, run, closed)
            yield verdict, run, settled

    def changes_at(self, settled: Settled) -> datetime | None:
        """Return the first instant after now at which the streak changes, or has to be looked at, if nobody acts."""
        return min(filter(None, (self._next_change(settled), self.still_to_come())), default=None)

    def _next_change(self, settled: Settled) -> datetime | None:
        run, closed = settled.run, settled.closed_at
        for number, period in enumerate(self.periods(settled), start=1):
            if period.closes is None or self.is_at_rest(period) or (period.begins > self.now and not run.streak):
                return None
            horizon = max(self.now, period.closes)
            verdict = self.judge(period, run, closed, horizon)
            after = run.then(verdict.outcome, self.freezing(verdict), period.first)
            if verdict.closed_at and verdict.closed_at > self.now and after.streak != run.streak:
                return verdict.closed_at
            if number == LOOK_AHEAD:
                return horizon
            run, closed = after, _later(closed, verdict.closed_at)
        return None

    def is_at_rest(self, period: Period) -> bool:
        """Tell whether a pause without an end lets nothing come of a period; a deed done once is put off by it."""
        if not self.goal.is_once and not self.is_silent_after(period):
            return False
        since = (period.ends or FOR_EVER) if self.goal.is_once else period.begins
        return any(began < since and until == FOR_EVER for began, until in self.pauses)

    @cached_property
    def over_at(self) -> datetime | None:
        """When the goal's time is over: with its last day, or with the grace of a deed that is done once."""
        if self.goal.is_once:
            return next((period.closes for period in self.periods(Settled()) if not self.is_at_rest(period)), None)
        return self.terms.days.ends(self.goal.start.through) if self.goal.start.through else None

    def still_to_come(self) -> datetime | None:
        """Return when the goal's last day will be over, None where that is past, or there is none."""
        is_near = self.over_at is not None and self.over_at > self.now
        return self.over_at if is_near and not self.goal.is_once and not self.goal.ended_at else None

    def periods(self, settled: Settled) -> Iterator[Period]:
        """Yield the periods behind what is settled, those that the goal's end left out left out."""
        ended = self.goal.ended_at
        for period in periods.of(self.goal, self.terms, self.pauses, self.now, settled.through):
            if ended and period.begins > ended:
                return
            yield period

    def is_silent_after(self, period: Period) -> bool:
        """Tell whether nothing was said for any day of this period or later."""
        return period.first > self.last_said

    def judge(self, period: Period, run: Run, closed: datetime | None, now: datetime) -> Verdict:  # noqa: PLR0911 - each is a rule
        """Judge one period at `now`; `closed` is when all before it had closed."""
        if met := outcomes.met(self.goal, period, self.said.serving(self.goal, period, now), now):
            return Verdict(period, *met)
        if skipped := self.skipped_at(period):
            at = max(skipped, closed or skipped)
            if at > now:
                return Verdict(period, Outcome.PENDING, None)
            terms = self.terms.as_of(at)
            return replace(self.unmet(_as_known(period, terms.days), run, at, terms), period=period)
        if (ended := self.goal.ended_at) and (period.ends is None or ended < period.ends):
            return Verdict(period, Outcome.NOT_JUDGED, ended)
        if period.ends is None or now < period.ends:
            return Verdict(period, Outcome.OPEN, None)
        if period.closes is None or now < period.closes:
            return Verdict(period, Outcome.PENDING, None)
        return self.unmet(period, run, period.closes, self.terms)

    def unmet(self, period: Period, run: Run, at: datetime, terms: Terms) -> Verdict:
        """Judge a period that was not met and closed at `at`: being excused spends no freeze."""
        pauses = [pause for pause in self.pauses if pause[0] <= at]
        if reason := excuses.excuse(self.goal, terms, pauses, period, at):
            return Verdict(period, Outcome.EXCUSED, at, reason)
        spends = run.freezes > 0 and not self.goal.is_once and terms.freezing(at) is not None
        return Verdict(period, Outcome.FROZEN if spends else Outcome.MISSED, at)

    def freezing(self, verdict: Verdict) -> Freezing | None:
        """Return how a freeze is earned by a period that closed, where it can be."""
        return self.terms.freezing(verdict.closed_at) if verdict.closed_at and not self.goal.is_once else None

    def skipped_at(self, period: Period) -> datetime | None:
        """Return when a period of one day was skipped, None where it was not."""
        if isinstance(self.goal.schedule, Once | Every | Per) or period.ends is None:
            return None
        ended = self.goal.ended_at or FOR_EVER
        return next((at for at in self.skips if period.begins <= at < period.ends and at <= ended), None)


def _as_known(period: Period, days: Days) -> Period:
    """Return a period of one day with its end where it was to be by `days`: a later move may have put it off."""
    return replace(period, ends=days.ends(period.first), closes=days.ends(days.after(period.first)))


def _later(closed: datetime | None, at: datetime | None) -> datetime | None:
    return max(closed, at) if closed and at else closed or at
