"""Count what a goal's record amounts to: the streak, the longest one, the freezes, and when they break."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from accountabot.domain.checkins import CheckIn
from accountabot.domain.days import LocalDay
from accountabot.domain.goals import Freezing, Goal, Terms
from accountabot.domain.outcomes import Outcome, Verdict, judge


@dataclass(frozen=True, slots=True)
class Run:
    """What periods, taken in their order, add up to."""

    streak: int = 0
    longest: int = 0
    freezes: int = 0

    def then(self, outcome: Outcome, freezing: Freezing | None) -> "Run":
        """Return the run with one more period; without `freezing` none is earned."""
        match outcome:
            case Outcome.KEPT | Outcome.LATE:
                streak = self.streak + 1
                earned = freezing and self.freezes < freezing.at_most and streak % freezing.earned_every == 0
                return Run(streak, max(self.longest, streak), self.freezes + bool(earned))
            case Outcome.FROZEN:
                return replace(self, freezes=self.freezes - 1)
            case Outcome.MISSED:
                return replace(self, streak=0)
            case _:
                return self


@dataclass(frozen=True, slots=True)
class Settled:
    """The run up to a local day behind which nothing can change any more but by an undo."""

    through: LocalDay | None = None
    run: Run = Run()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a goal stands at an instant, and until when that holds if nobody acts."""

    run: Run
    breaks_at: datetime | None
    settled: Settled


NOTHING = Standing(Run(), None, Settled())
"""Where a goal stands on which nothing was done yet."""


def verdicts(
    goal: Goal, terms: Terms, check_ins: Collection[CheckIn], now: datetime, settled: Settled | None = None
) -> list[Verdict]:
    """Return the verdict on every period that has begun by `now`, in order, freezes dealt out."""
    return [verdict for verdict, _ in _replay(goal, terms, check_ins, now, settled or Settled())]


def stand(
    goal: Goal, terms: Terms, check_ins: Collection[CheckIn], now: datetime, settled: Settled | None = None
) -> Standing:
    """Return where `goal` stands at `now`; `check_ins` are those after what is `settled`, undone ones left out."""
    settled = settled or Settled()
    breaks_at = _breaks_at(goal, terms, check_ins, now, settled)
    run, last_said = settled.run, max((c.day for c in check_ins), default=goal.start.day)
    for verdict, run in _replay(goal, terms, check_ins, now, settled):
        period = verdict.period
        if period.last and period.closes and period.closes <= now:
            settled = Settled(period.last, run)
        if period.first > last_said and not run.streak and not run.freezes:
            break  # nothing is left that silence could take
    return Standing(run, breaks_at, settled)


def _replay(
    goal: Goal, terms: Terms, check_ins: Collection[CheckIn], now: datetime, settled: Settled
) -> Iterator[tuple[Verdict, Run]]:
    """Yield every period that has begun with the run up to it; behind a pending one nothing is earned for good."""
    run, certain = settled.run, True
    said = _by_day(check_ins)
    for period in goal.periods(terms.calendar, settled.through):
        if period.begins > now:
            return
        verdict = _frozen(goal, judge(period, said[period.first] if period.last else check_ins, now), run)
        certain = certain and verdict.outcome.is_closed
        after = run.then(verdict.outcome, terms.freezing if certain else None)
        run = after if certain else replace(after, longest=run.longest)
        yield verdict, run


def _breaks_at(
    goal: Goal, terms: Terms, check_ins: Collection[CheckIn], now: datetime, settled: Settled
) -> datetime | None:
    """Return the first instant after `now` at which the streak falls if nobody acts."""
    run = settled.run
    for period in goal.periods(terms.calendar, settled.through):
        if period.closes is None or (period.begins > now and not run.streak):
            return None
        verdict = _frozen(goal, judge(period, check_ins, max(now, period.closes)), run)
        after = run.then(verdict.outcome, terms.freezing)
        if period.closes > now and after.streak < run.streak:
            return period.closes
        run = after
    return None


def _by_day(check_ins: Collection[CheckIn]) -> Mapping[LocalDay, list[CheckIn]]:
    said: defaultdict[LocalDay, list[CheckIn]] = defaultdict(list)
    for check_in in check_ins:
        said[check_in.day].append(check_in)
    return said


def _frozen(goal: Goal, verdict: Verdict, run: Run) -> Verdict:
    """Spend a freeze on a period that would be missed, where one is in hand."""
    spends = verdict.outcome is Outcome.MISSED and run.freezes > 0 and not goal.is_once
    return replace(verdict, outcome=Outcome.FROZEN) if spends else verdict
