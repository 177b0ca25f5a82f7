"""Record a check-in and report its effect on the goal."""

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
from accountabot.domain.goals.periods import Period
from accountabot.domain.goals.record import EventKind
from accountabot.domain.identifiers import Action, CheckInId, RecordId
from accountabot.domain.refusals import Refusal
from accountabot.domain.streaks.outcomes import Outcome
from accountabot.domain.timelines import Interval
from accountabot.services.checkins import progress
from accountabot.services.goals import pauses
from accountabot.services.streaks import goal_status, milestones
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store import check_ins
from accountabot.store.goals import record


class CheckInInput(NamedTuple):
    """A check-in as a member entered it: note and amount as typed, and its proof."""

    note: str | None = None
    amount: str | None = None
    proof: str | None = None
    """The link of a message."""
    file: ProofFile | None = None
    """A file to attach to the public message about the check-in."""
    locale: str = "en-US"
    """The member's locale, by which the amount is parsed."""


NOTHING = CheckInInput()
AWAY = timedelta(days=14)
"""Inactivity after which a member is welcomed back."""
NOT_EARLY = 4
"""From the fourth check-in on, a member knows how to undo one."""


class CheckedIn(NamedTuple):
    """The result of a check-in; `entry` is None if it repeats an earlier one."""

    status: GoalStatus
    when: DayChoice
    check_in: CheckIn
    is_bonus: bool
    is_late: bool
    is_short: bool
    """Whether the amounts so far fall short of the goal."""
    is_resumed: bool
    """Whether the check-in ended a pause of the goal."""
    frozen: LocalDay | None
    """The day for which a freeze was used since the goal's last check-in."""
    entry: RecordId | None
    proof: str | None = None
    file: ProofFile | None = None
    was_away: bool = False
    """Whether the owner had been inactive for two weeks, and for longer than the goal asks for."""
    milestone: int | None = None
    """The number of periods kept in a row, if the goal reached it for the first time.

    None above a ceiling: that check-in is nothing to celebrate.
    """
    total: Decimal | None = None
    """The sum for the period, or for the day if the goal counts days; None without an amount."""
    days_met: int | None = None
    """The days that count toward the quota of a week or month; None without a quota."""
    days_open: int | None = None
    """The days, from today on, that can still count toward the quota; None without a quota."""
    is_over: bool = False
    """Whether the amounts so far are above the goal's ceiling."""
    is_extra: bool = False
    """Whether the quota of the week or month, or the day before an edit, was kept without it."""
    is_settled: bool = False
    """Whether the period was judged by earlier check-ins, so that this one has no effect."""
    is_again: bool = False
    """Whether a streak of one follows an earlier one."""
    period: Period | None = None
    """The period that contains the day, or the next one."""
    still_open: LocalDay | None = None
    """Yesterday, if it still needs a check-in and would be missed without one."""
    ordinal: int = NOT_EARLY
    """The number of check-ins of the owner on this server, this one included, up to NOT_EARLY."""

    @property
    def is_first(self) -> bool:
        """Return whether this is the owner's first check-in on the server, below any ceiling."""
        return self.entry is not None and self.ordinal == 1 and not self.is_over


class _Recorded(NamedTuple):
    """The effects of a new check-in; all but the status are None if nothing was recorded."""

    status: GoalStatus
    entry: RecordId | None = None
    milestone: int | None = None
    frozen: LocalDay | None = None
    ordinal: int = NOT_EARLY
    is_again: bool = False


def record_check_in(
    tx: Connection, action: Action, status: GoalStatus, day: LocalDay, entered: CheckInInput
) -> CheckedIn:
    """Record a check-in on a goal for a local day; raise Refusal if it isn't possible."""
    when = classify_day(day, status.rules.days, action.at)
    ensure_recordable(status, day)
    check_in = _validated(action, status, day, entered)
    has_new_proof = _has_new_proof(tx, status, entered)
    is_resumed = status.due.is_paused
    period = progress.period_of(status, day)
    was_away = False
    if has_new_proof or _adds_something(tx, status, check_in):
        was_away = _was_away(tx, action, status, day)
        may_repeat = has_new_proof or _repeats(status, check_in)
        recorded = _record(tx, action, status, check_in, entered.proof, may_repeat=may_repeat)
    else:
        recorded = _Recorded(_resumed(tx, action, status))
    return _checked_in(
        recorded,
        when=when,
        check_in=check_in,
        entered=entered,
        period=period,
        is_resumed=is_resumed,
        was_away=was_away,
    )


def _record(
    tx: Connection,
    action: Action,
    status: GoalStatus,
    check_in: CheckIn,
    proof: str | None,
    *,
    may_repeat: bool,
) -> _Recorded:
    """Add a check-in to the record, and judge the goal with it."""
    when = classify_day(check_in.day, status.rules.days, action.at)
    key = check_ins.add(
        tx,
        status.goal,
        check_in,
        action.source,
        is_yesterday=when is DayChoice.YESTERDAY,
        proof=proof,
        may_repeat=may_repeat,
    )
    entry = record.add(tx, status.goal, EventKind.CHECKED_IN, action, check_in=key)
    after = _judged(tx, action, status, check_in)
    milestone = milestones.record_reached(
        tx, after.goal, status.saved.tally, after.tally, action.at
    )
    return _Recorded(
        status=after,
        entry=entry,
        milestone=milestone,
        frozen=_unreported_freeze(tx, after, key),
        ordinal=_ordinal(tx, after),
        is_again=_is_again(tx, after, key, check_in.day),
    )


def _is_again(tx: Connection, status: GoalStatus, key: CheckInId, day: LocalDay) -> bool:
    """Return whether a streak of one follows an earlier check-in, before the period of this one."""
    if status.tally.streak != 1 or status.goal.is_once:
        return False
    period = progress.period_of(status, day)
    last = check_ins.last_day_before(tx, status.goal, key)
    return period is not None and last is not None and last < period.first


def _ordinal(tx: Connection, status: GoalStatus) -> int:
    """Count the owner's check-ins on the server, up to NOT_EARLY.

    What others read must not reveal that there are private ones, so these don't count in public.
    """
    if len(status.activity.check_ins) >= NOT_EARLY:
        return NOT_EARLY
    return record.count_check_ins(
        tx, status.goal.owner, NOT_EARLY, is_public=not status.goal.is_private
    )


def _resumed(tx: Connection, action: Action, status: GoalStatus) -> GoalStatus:
    """Resume a paused goal although the check-in adds nothing."""
    if not status.due.is_paused or not pauses.end_pauses(tx, status, action.at):
        return status
    record.add(tx, status.goal, EventKind.RESUMED, action)
    return goal_status.recompute(tx, status.goal, action.at)


def _checked_in(
    recorded: _Recorded,
    *,
    when: DayChoice,
    check_in: CheckIn,
    entered: CheckInInput,
    period: Period | None,
    is_resumed: bool,
    was_away: bool,
) -> CheckedIn:
    status = recorded.status
    day = check_in.day
    is_fulfilled = progress.is_fulfilled(status, day)
    period = None if is_fulfilled else period
    has_amount = status.revision_of(day).goal.amount is not None
    is_over = period is not None and progress.is_over(status, period, day)
    return CheckedIn(
        status=status,
        when=when,
        check_in=check_in,
        is_bonus=_is_bonus(status, day),
        is_late=period is not None and _is_late(status, period, day),
        is_short=period is not None and _is_short(status, period, day),
        is_resumed=is_resumed,
        frozen=recorded.frozen,
        entry=recorded.entry,
        proof=entered.proof,
        file=entered.file,
        was_away=was_away,
        milestone=None if is_over else recorded.milestone,
        total=progress.total_on(status, period, day) if period and has_amount else None,
        days_met=progress.days_met(status, period, day) if period else None,
        days_open=progress.days_open(status, period) if period else None,
        is_over=is_over,
        is_extra=is_fulfilled or (period is not None and progress.is_extra(status, period, day)),
        is_settled=period is not None and progress.is_settled(status, period, day),
        is_again=recorded.is_again,
        period=period,
        still_open=progress.missable_yesterday(status),
        ordinal=recorded.ordinal,
    )


def ensure_recordable(status: GoalStatus, day: LocalDay) -> None:
    """Raise Refusal if no check-in is possible for a day.

    Yesterday stays open during its grace period, even if the goal has since ended.
    """
    is_in_grace = status.due.yesterday and day < status.rules.days.day_of(status.now)
    if not is_in_grace or status.goal.ended_at is None:
        ensure_can_check_in(status.goal, status.rules, pauses_of(status), day, status.now)


def parse_amount(status: GoalStatus, day: LocalDay, entered: CheckInInput) -> Decimal | None:
    """Parse a typed amount in the unit that the goal has on a day; return None if there is none.

    Raises Refusal if the goal counts no amounts, or if the amount doesn't fit.
    """
    promised = status.revision_of(day).goal.amount
    if not entered.amount or not entered.amount.strip():
        return None
    if promised is None:
        raise Refusal("amount-not-asked")
    from accountabot.phrases.amounts import typed_amounts  # noqa: PLC0415 - not needed before someone types an amount

    return typed_amounts.parse_done(entered.amount, promised, locale=entered.locale)


def pauses_of(status: GoalStatus) -> list[Interval]:
    """Return the intervals in which a goal is paused."""
    return [pause.interval(status.rules.days) for pause in status.activity.pauses]


def _validated(action: Action, status: GoalStatus, day: LocalDay, entered: CheckInInput) -> CheckIn:
    amount = parse_amount(status, day, entered)
    return CheckIn(day, action.at, user_text.clean_note(entered.note) or "", amount)


def _was_away(tx: Connection, action: Action, status: GoalStatus, day: LocalDay) -> bool:
    """Return whether the member was active before, but not lately.

    Being away takes two weeks, and at least one whole period of the goal without any action:
    someone who does something every three weeks is not away.
    """
    if any(action.at - latest.at < AWAY for latest in status.activity.check_ins[-1:]):
        return False
    last = record.last_action_at(tx, action.member, is_public=not status.goal.is_private)
    if last is None or action.at - last < AWAY:
        return False
    return status.goal.is_once or progress.skips_period(status, last, day)


def _has_new_proof(tx: Connection, status: GoalStatus, entered: CheckInInput) -> bool:
    """Return whether the input has a proof that is new to the goal."""
    if entered.proof is None:
        return entered.file is not None
    return status.goal.id not in check_ins.goals_proven_by(
        tx, status.goal.owner.server, entered.proof
    )


def _repeats(status: GoalStatus, check_in: CheckIn) -> bool:
    """Return whether the goal's activity already has this note on this day."""
    return any(
        (each.day, each.note) == (check_in.day, check_in.note) for each in status.activity.check_ins
    )


def _adds_something(tx: Connection, status: GoalStatus, check_in: CheckIn) -> bool:
    """Return whether a check-in adds an amount, a note or a first entry to its day."""
    settled = status.saved.settled.through
    revision = status.revision_of(check_in.day)
    known = (
        status.activity.check_ins
        if revision.fulfilled_on == check_in.day
        else revision.check_ins.all
    )
    if settled and check_in.day <= settled:
        known = check_ins.on_day(tx, status.goal, check_in.day)
    same_day = [each for each in known if each.day == check_in.day]
    if check_in.amount is not None:
        return True
    if check_in.note:
        return check_in.note not in [each.note for each in same_day]
    return not same_day


def _judged(tx: Connection, action: Action, status: GoalStatus, check_in: CheckIn) -> GoalStatus:
    if status.due.is_paused and pauses.end_pauses(tx, status, action.at):
        resumed = goal_status.status_of(tx, status.goal, action.at)
        return goal_status.update_completion(tx, goal_status.save(tx, resumed))
    return goal_status.update_completion(tx, goal_status.add_check_in(tx, status, check_in))


def _unreported_freeze(tx: Connection, status: GoalStatus, key: CheckInId) -> LocalDay | None:
    """Return the day covered by a freeze that no earlier check-in has reported."""
    frozen = status.tally.frozen
    if frozen is None:
        return None
    last = check_ins.last_day_before(tx, status.goal, key)
    return frozen if last is None or last < frozen else None


def _is_bonus(status: GoalStatus, day: LocalDay) -> bool:
    """Return whether a check-in on a day is a bonus, since nothing is due then."""
    promised = status.revision_of(day).goal
    ended_at = promised.ended_at
    is_after_end = ended_at is not None and status.rules.days.day_of(ended_at) < day
    return is_after_end or is_bonus(promised, day)


def _is_late(status: GoalStatus, period: Period, day: LocalDay) -> bool:
    """Return whether a period is fulfilled by check-ins in its grace period."""
    if period.ends is None or status.now < period.ends:
        return False
    met = status.revision_of(day).met(period, status.now)
    return met is not None and met[0] is Outcome.LATE


def _is_short(status: GoalStatus, period: Period, day: LocalDay) -> bool:
    """Return whether the amounts so far fall short of the goal for the period or the day."""
    goal = status.revision_of(day).goal
    if goal.amount is None or goal.is_ceiling:
        return False
    return not goal.amount.is_reached(progress.total_on(status, period, day))
