"""Explain the outcome of each period by the rule that decided it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.activity import CheckIn
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.periods import Period
from accountabot.domain.goals.schedules import Every, Per
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.streaks import outcomes
from accountabot.domain.streaks.outcomes import Outcome, Verdict
from accountabot.domain.streaks.replay import Replay
from accountabot.domain.streaks.revisions import Revision
from accountabot.domain.streaks.tallies import Tally


@dataclass(frozen=True, slots=True)
class ExplainedPeriod:
    """A judged period with the rule that decided its outcome and the totals up to it."""

    goal: Goal
    """With the terms at that time."""
    verdict: Verdict
    rule: str
    tally: Tally
    has_earned: bool
    """It earned a freeze."""
    done: Decimal | None
    """Progress in days or in the goal's unit; None if the goal has neither."""
    grace: LocalDay | None
    """The day after the period, on which it can still be made up."""

    @property
    def is_skipped(self) -> bool:
        """Return whether its owner skipped it."""
        return self.rule.endswith("-skipped")

    @property
    def is_missed_over(self) -> bool:
        """Return whether it was missed because its amounts were above a ceiling."""
        return self.rule == "missed-over"


@dataclass(frozen=True, slots=True)
class ExplainedRun:
    """Periods in a row with the same explanation."""

    first: ExplainedPeriod
    last: ExplainedPeriod
    count: int


def fold(explained: Iterable[ExplainedPeriod]) -> list[ExplainedRun]:
    """Return the runs of equal explanations among periods in order, the newest first."""
    runs: list[ExplainedRun] = []
    for period in explained:
        if runs and _is_same(runs[-1].last, period):
            runs[-1] = replace(runs[-1], last=period, count=runs[-1].count + 1)
        else:
            runs.append(ExplainedRun(period, period, 1))
    return runs[::-1]


def _is_same(one: ExplainedPeriod, other: ExplainedPeriod) -> bool:
    """Return whether two periods in a row are explained with the same words."""
    is_pending = other.verdict.outcome is Outcome.PENDING
    is_frozen = other.verdict.outcome is Outcome.FROZEN
    return (
        one.goal is other.goal
        and (one.rule, one.done) == (other.rule, other.done)
        and not (one.has_earned or other.has_earned or is_pending or is_frozen)
    )


def explain_periods(replay: Replay) -> list[ExplainedPeriod]:
    """Return all periods that have begun, with explanations, in order."""
    found: list[ExplainedPeriod] = []
    beginning = replay.begin()
    before = beginning.tally
    for revision, verdict, tally, _ in replay.judge_from(beginning):
        period = verdict.period
        goal = revision.goal
        check_ins = revision.check_ins.serving(goal, period, replay.now)
        found.append(
            ExplainedPeriod(
                goal=goal,
                verdict=verdict,
                rule=_rule(revision, verdict, check_ins),
                tally=tally,
                has_earned=tally.freezes > before.freezes,
                done=_done(goal, period, check_ins),
                grace=replay.rules.days.after(period.last) if period.last else None,
            )
        )
        before = tally
    return found


def _rule(revision: Revision, verdict: Verdict, check_ins: list[CheckIn]) -> str:
    """Return the name of the rule, prefixed with the name of the outcome."""
    goal = revision.goal
    outcome = verdict.outcome
    match outcome:
        case Outcome.EXCUSED:
            return f"excused-{_excuse(goal, revision.rules, verdict)}"
        case Outcome.NOT_JUDGED if revision.next:
            return "not-judged-edited"
        case Outcome.KEPT | Outcome.OPEN | Outcome.NOT_JUDGED:
            above = _above(goal, check_ins) if outcome is Outcome.OPEN else ""
            return outcome.replace(" ", "-") + above
        case Outcome.LATE:
            return "late-once" if goal.is_once else "late-days" if _is_long(goal) else "late"
    if revision.skipped_at(verdict.period):
        return f"{outcome}-skipped"
    suffix = _above if outcome is Outcome.FROZEN else _shortfall
    return f"{outcome}{suffix(goal, check_ins)}"


def _above(goal: Goal, check_ins: list[CheckIn]) -> str:
    """Return the suffix for amounts above a ceiling, empty if they aren't."""
    if goal.amount is None or not goal.is_ceiling or goal.counts_days:
        return ""
    total = sum((each.amount or Decimal() for each in check_ins), Decimal())
    return "" if goal.amount.is_reached(total) else "-over"


def _shortfall(goal: Goal, check_ins: list[CheckIn]) -> str:
    """Return the suffix that describes how a period fell short."""
    if check_ins and goal.is_ceiling:
        return "-over-days" if goal.counts_days else "-over"
    return "-once" if goal.is_once else "-short" if check_ins else ""


def _excuse(goal: Goal, rules: JudgingRules, verdict: Verdict) -> str:
    period = verdict.period
    reason = verdict.reason
    if reason != "partial":
        return f"{reason}-days" if _is_long(goal) and reason != "bot-away" else reason
    if not period.is_partial:
        return "few-days"
    if rules.days.begins(period.first) < goal.start.at and not isinstance(goal.schedule, Every):
        return "declared"
    return "cut-short" if period.last == goal.start.through else "between"


def _done(goal: Goal, period: Period, check_ins: list[CheckIn]) -> Decimal | None:
    if goal.is_ceiling:
        check_ins = [c for c in check_ins if period.ends is None or c.at < period.ends] or check_ins
    if goal.counts_days:
        return Decimal(outcomes.days_met(goal, check_ins))
    return sum((c.amount or Decimal() for c in check_ins), Decimal()) if goal.amount else None


def _is_long(goal: Goal) -> bool:
    """Return whether the goal is recurring with periods longer than a day."""
    return isinstance(goal.schedule, Every | Per)
