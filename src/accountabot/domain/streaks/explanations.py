"""Say by which rule each period got its outcome, and what the periods add up to, one after the other."""

from dataclasses import dataclass
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
from accountabot.domain.streaks.tallies import SettledTally, Tally


@dataclass(frozen=True, slots=True)
class ExplainedPeriod:
    """A period, the rule that gave its outcome, and what all periods up to it add up to."""

    goal: Goal
    """As it was promised then."""
    verdict: Verdict
    rule: str
    tally: Tally
    has_earned: bool
    """A freeze."""
    done: Decimal | None
    """How much was done in it, in days or in the goal's unit, where that is counted."""
    grace: LocalDay | None
    """The day after it, in which it can be made up for."""


def explain_periods(replay: Replay) -> list[ExplainedPeriod]:
    """Return every period that has begun, in order."""
    found, before = list[ExplainedPeriod](), Tally()
    for revision, verdict, tally, _ in replay.from_(SettledTally()):
        period, goal = verdict.period, revision.goal
        said = revision.check_ins.serving(goal, period, replay.now)
        grace = replay.rules.days.after(period.last) if period.last else None
        rule, done = _rule(revision, verdict, said), _done(goal, period, said)
        found.append(
            ExplainedPeriod(goal, verdict, rule, tally, tally.freezes > before.freezes, done, grace)
        )
        before = tally
    return found


def _rule(revision: Revision, verdict: Verdict, said: list[CheckIn]) -> str:
    """Return the name of the rule, which begins with the outcome's."""
    goal, outcome = revision.goal, verdict.outcome
    match outcome:
        case Outcome.EXCUSED:
            return f"excused-{_excuse(goal, revision.rules, verdict)}"
        case Outcome.KEPT | Outcome.OPEN | Outcome.NOT_JUDGED:
            return (
                "not-judged-edited"
                if revision.next and outcome is Outcome.NOT_JUDGED
                else outcome.replace(" ", "-")
            )
        case Outcome.LATE:
            return "late-once" if goal.is_once else "late-days" if _is_long(goal) else "late"
    if revision.skipped_at(verdict.period):
        return f"{outcome}-skipped"
    return outcome.value if outcome is Outcome.FROZEN else f"{outcome}{_shortfall(goal, said)}"


def _shortfall(goal: Goal, said: list[CheckIn]) -> str:
    """Return in what way a period was not met."""
    if said and goal.is_ceiling and not goal.counts_days:
        return "-over"
    return "-once" if goal.is_once else "-short" if said else ""


def _excuse(goal: Goal, rules: JudgingRules, verdict: Verdict) -> str:
    period, reason = verdict.period, verdict.reason
    if reason != "partial":
        return f"{reason}-days" if _is_long(goal) and reason != "bot-away" else reason
    if not period.is_partial:
        return "few-days"
    if rules.days.begins(period.first) < goal.start.at and not isinstance(goal.schedule, Every):
        return "declared"
    return "cut-short" if period.last == goal.start.through else "between"


def _done(goal: Goal, period: Period, said: list[CheckIn]) -> Decimal | None:
    if goal.is_ceiling:
        said = [c for c in said if period.ends is None or c.at < period.ends] or said
    if goal.counts_days:
        return Decimal(outcomes.days_met(goal, said))
    return sum((c.amount or Decimal() for c in said), Decimal()) if goal.amount else None


def _is_long(goal: Goal) -> bool:
    """Tell whether a period of the goal is longer than a day, a deed that is done once aside."""
    return isinstance(goal.schedule, Every | Per)
