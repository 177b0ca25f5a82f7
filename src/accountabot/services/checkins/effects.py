"""Work out what a check-in did, for the cards that tell it."""

from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.activity import CheckIn
from accountabot.domain.checkins.checkin_day import DayChoice, is_bonus
from accountabot.domain.goals.periods import Period
from accountabot.domain.identifiers import Action, CheckInId, RecordId
from accountabot.domain.streaks.outcomes import Outcome
from accountabot.services.checkins import progress
from accountabot.services.checkins.checked_in import NOT_EARLY, CheckedIn, CheckInInput
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store.checkins import check_ins
from accountabot.store.goals import record

AWAY = timedelta(days=14)
"""Inactivity after which a member is welcomed back."""


class Recorded(NamedTuple):
    """The effects of a new check-in; all but the status are None if nothing was recorded."""

    status: GoalStatus
    entry: RecordId | None = None
    milestone: int | None = None
    frozen: LocalDay | None = None
    ordinal: int = NOT_EARLY
    is_again: bool = False


def describe(
    recorded: Recorded,
    *,
    when: DayChoice,
    check_in: CheckIn,
    entered: CheckInInput,
    period: Period | None,
    is_resumed: bool,
    was_away: bool,
) -> CheckedIn:
    """Describe a check-in and its effects on the goal, as of now."""
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


def was_away(tx: Connection, action: Action, status: GoalStatus, day: LocalDay) -> bool:
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


def is_again(tx: Connection, status: GoalStatus, key: CheckInId, day: LocalDay) -> bool:
    """Return whether a streak of one follows an earlier check-in, before the period of this one."""
    if status.tally.streak != 1 or status.goal.is_once:
        return False
    period = progress.period_of(status, day)
    last = check_ins.last_day_before(tx, status.goal, key)
    return period is not None and last is not None and last < period.first


def ordinal(tx: Connection, status: GoalStatus) -> int:
    """Count the owner's check-ins on the server, up to NOT_EARLY.

    What others read must not reveal that there are private ones, so these don't count in public.
    """
    if len(status.activity.check_ins) >= NOT_EARLY:
        return NOT_EARLY
    return record.count_check_ins(
        tx, status.goal.owner, NOT_EARLY, is_public=not status.goal.is_private
    )


def unreported_freeze(tx: Connection, status: GoalStatus, key: CheckInId) -> LocalDay | None:
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
