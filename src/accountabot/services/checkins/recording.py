"""Write a check-in down, and say what it came to."""

from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.activity import CheckIn
from accountabot.domain.checkins.attachments import ProofFile
from accountabot.domain.checkins.checkin_day import (
    DayChoice,
    classify_day,
    ensure_can_check_in,
    is_bonus,
)
from accountabot.domain.goals import amounts
from accountabot.domain.goals.periods import Period
from accountabot.domain.goals.record import EventKind
from accountabot.domain.identifiers import Action, CheckInId, RecordId
from accountabot.domain.refusals import Refusal
from accountabot.domain.streaks.outcomes import Outcome
from accountabot.domain.timelines import Interval
from accountabot.services.goals import pauses
from accountabot.services.streaks import goal_status, milestones
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store.checkins import check_ins
from accountabot.store.goals import record


class CheckInInput(NamedTuple):
    """What a member says about a day: a note, and how much it was, both as they typed them, and what proves it."""

    note: str | None = None
    amount: str | None = None
    proof: str | None = None
    """The link of a message."""
    file: ProofFile | None = None
    """What is to stand in the message in which the check-in is made public."""


NOTHING = CheckInInput()
AWAY = timedelta(days=14)
"""How long a member is silent before they are welcomed back."""


class CheckedIn(NamedTuple):
    """What a check-in came to; `entry` is None where it was said already and nothing was added."""

    status: GoalStatus
    when: DayChoice
    said: CheckIn
    is_bonus: bool
    is_late: bool
    is_short: bool
    """More is needed for what the goal asks for."""
    is_back: bool
    """The goal was paused, and goes on."""
    frozen: LocalDay | None
    """The day on which a freeze was spent since the goal's last check-in."""
    entry: RecordId | None
    proof: str | None = None
    file: ProofFile | None = None
    was_away: bool = False
    """Its owner did nothing here for two weeks."""
    milestone: int | None = None
    """So many periods were kept in a row for the first time."""

    @property
    def is_first(self) -> bool:
        """Tell whether it is the first on its goal."""
        return (
            self.entry is not None
            and self.status.saved.settled.through is None
            and len(self.status.activity.check_ins) == 1
        )


def record_check_in(
    tx: Connection, action: Action, line: GoalStatus, day: LocalDay, said: CheckInInput
) -> CheckedIn:
    """Check in on a goal for a local day; raise Refusal where that can't be."""
    goal, when = line.goal, classify_day(day, line.rules.days, action.at)
    promised = line.revision_of(day).goal
    ensure_recordable(line, day)
    amount = amounts.parse_amount(said.amount, allow_zero=promised.is_ceiling)
    if amount is not None and promised.amount is None:
        raise Refusal("amount-not-asked")
    one = CheckIn(day, action.at, user_text.clean_note(said.note) or "", amount)
    is_proven = _is_proven(tx, line, said)
    is_new = is_proven or _adds(tx, line, one)
    is_back = line.due.is_paused
    entry = None
    frozen = None
    milestone = None
    period = _period_of(line, day)
    was_away = is_new and _was_away(tx, action, line)
    if is_back and not is_new and pauses.end_pauses(tx, line, action.at):
        record.add(tx, goal, EventKind.RESUMED, action)
        line = goal_status.recompute(tx, goal, action.at)
    if is_new:
        is_yesterday = when is DayChoice.YESTERDAY
        may_repeat = is_proven or _repeats(line, one)
        key = check_ins.add(
            tx,
            goal,
            one,
            action.source,
            is_yesterday=is_yesterday,
            proof=said.proof,
            may_repeat=may_repeat,
        )
        entry = record.add(tx, goal, EventKind.CHECKED_IN, action, check_in=key)
        before, line = line.saved.tally, _judged(tx, action, line, one)
        milestone = milestones.record_reached(tx, line.goal, before, line.tally, action.at)
        frozen = _frozen(tx, line, key)
    is_late = period is not None and _is_late(line, period, day)
    is_bonus = _is_bonus(line, day)
    is_short = period is not None and _is_short(line, period, day)
    told = (is_bonus, is_late, is_short, is_back, frozen)
    return CheckedIn(line, when, one, *told, entry, said.proof, said.file, was_away, milestone)


def _was_away(tx: Connection, action: Action, line: GoalStatus) -> bool:
    """Tell whether a member did nothing on this server for two weeks, having done something before."""
    if any(action.at - said.at < AWAY for said in line.activity.check_ins[-1:]):
        return False
    last = record.last_action_at(tx, action.member)
    return last is not None and action.at - last >= AWAY


def _is_proven(tx: Connection, line: GoalStatus, said: CheckInInput) -> bool:
    """Tell whether what is said brings a proof that the goal does not have."""
    if said.proof is None:
        return said.file is not None
    return line.goal.id not in check_ins.goals_proven_by(tx, line.goal.owner.server, said.proof)


def _repeats(line: GoalStatus, one: CheckIn) -> bool:
    """Tell whether the same was said for that day before, under terms that an edit has ended."""
    return any((c.day, c.note) == (one.day, one.note) for c in line.activity.check_ins)


def _adds(tx: Connection, line: GoalStatus, one: CheckIn) -> bool:
    """Tell whether a check-in says something that was not said for its day already."""
    settled, revision = line.saved.settled.through, line.revision_of(one.day)
    known = line.activity.check_ins if revision.fulfilled_on == one.day else revision.check_ins.all
    if settled and one.day <= settled:
        known = check_ins.on_day(tx, line.goal, one.day)
    same_day = [check_in for check_in in known if check_in.day == one.day]
    return one.amount is not None or (
        one.note not in [c.note for c in same_day] if one.note else not same_day
    )


def _judged(tx: Connection, action: Action, line: GoalStatus, one: CheckIn) -> GoalStatus:
    if line.due.is_paused and pauses.end_pauses(tx, line, action.at):
        return goal_status.update_completion(
            tx, goal_status.save(tx, goal_status.status_of(tx, line.goal, action.at))
        )
    return goal_status.update_completion(tx, goal_status.add_check_in(tx, line, one))


def _frozen(tx: Connection, line: GoalStatus, key: CheckInId) -> LocalDay | None:
    """Return the day on which a freeze was spent, where nobody has told its owner at a check-in yet."""
    frozen = line.tally.frozen
    said = check_ins.last_day_before(tx, line.goal, key) if frozen else None
    return frozen if frozen and (said is None or said < frozen) else None


def _period_of(line: GoalStatus, day: LocalDay) -> Period | None:
    """Return the period to which a day belongs; of days on which nothing is due, the next one."""
    revision = line.revision_of(day)
    return next(
        (
            p
            for p in revision.periods(since=day)
            if p.last is None or p.last >= day or line.goal.is_once
        ),
        None,
    )


def _is_bonus(line: GoalStatus, day: LocalDay) -> bool:
    """Tell whether `day` is one on which nothing is asked for."""
    promised = line.revision_of(day).goal
    is_between = promised.ended_at is not None and line.rules.days.day_of(promised.ended_at) < day
    return is_between or is_bonus(promised, day)


def _is_late(line: GoalStatus, period: Period, day: LocalDay) -> bool:
    """Tell whether what was said now met a period in its grace."""
    if period.ends is None or line.now < period.ends:
        return False
    return line.revision_of(day).met(period, line.now) == (Outcome.LATE, line.now)


def _is_short(line: GoalStatus, period: Period, day: LocalDay) -> bool:
    """Tell whether the amounts of a period, or of a day where several are asked for, are not enough yet."""
    revision = line.revision_of(day)
    goal = revision.goal
    if goal.amount is None or goal.is_ceiling:
        return False
    said = revision.check_ins.serving(goal, period, line.now)
    amounts_ = (c.amount or Decimal() for c in said if c.day == day or not goal.counts_days)
    return not goal.amount.is_reached(sum(amounts_, Decimal()))


def ensure_recordable(line: GoalStatus, day: LocalDay) -> None:
    """Raise Refusal where a check-in for `day` can't be: what is in its grace can be made good after a goal's end."""
    is_pending = line.due.yesterday and day < line.rules.days.day_of(line.now)
    if not is_pending or line.goal.ended_at is None:
        ensure_can_check_in(line.goal, line.rules, pauses_of(line), day, line.now)


def pauses_of(line: GoalStatus) -> list[Interval]:
    """Return when a goal rests."""
    return [pause.interval(line.rules.days) for pause in line.activity.pauses]
