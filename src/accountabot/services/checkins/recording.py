"""Record a check-in."""

from decimal import Decimal

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.activity import CheckIn
from accountabot.domain.checkins.checkin_day import (
    DayChoice,
    classify_day,
    ensure_can_check_in,
)
from accountabot.domain.goals.record import EventKind
from accountabot.domain.identifiers import Action
from accountabot.domain.refusals import Refusal
from accountabot.domain.timelines import Interval
from accountabot.services.checkins import effects, progress
from accountabot.services.checkins.checked_in import CheckedIn, CheckInInput
from accountabot.services.checkins.effects import Recorded
from accountabot.services.goals import pauses
from accountabot.services.streaks import goal_status, milestones
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store.checkins import check_ins
from accountabot.store.goals import record


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
        was_away = effects.was_away(tx, action, status, day)
        may_repeat = has_new_proof or _repeats(status, check_in)
        recorded = _record(tx, action, status, check_in, entered.proof, may_repeat=may_repeat)
    else:
        recorded = effects.Recorded(_resumed(tx, action, status))
    return effects.describe(
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
) -> Recorded:
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
    return effects.Recorded(
        status=after,
        entry=entry,
        milestone=milestone,
        frozen=effects.unreported_freeze(tx, after, key),
        ordinal=effects.ordinal(tx, after),
        is_again=effects.is_again(tx, after, key, check_in.day),
    )


def _resumed(tx: Connection, action: Action, status: GoalStatus) -> GoalStatus:
    """Resume a paused goal although the check-in adds nothing."""
    if not status.due.is_paused or not pauses.end_pauses(tx, status, action.at):
        return status
    record.add(tx, status.goal, EventKind.RESUMED, action)
    return goal_status.recompute(tx, status.goal, action.at)


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
