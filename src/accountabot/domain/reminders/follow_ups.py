"""Decide whether a goal's owner hears of a period that can still be made up for."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from accountabot.domain.reminders.ended_periods import EndedPeriod
from accountabot.domain.reminders.look_context import Handled, Heard, LookContext
from accountabot.domain.reminders.reminder_days import is_paused
from accountabot.domain.reminders.reminder_lines import ReminderKind
from accountabot.domain.reminders.wall_clock import (
    after_quiet_hours,
    before_quiet_hours,
    instant,
    quarter,
    wall_of,
)
from accountabot.domain.streaks.outcomes import Outcome
from accountabot.domain.streaks.tallies import LONG_STREAK

MORNING = time(9)
RISK_LEAD = timedelta(hours=4)
"""How long before a streak ends its owner is warned."""
_DAY = timedelta(days=1)


def due_follow_ups(context: LookContext, handled: Handled) -> tuple[list[Heard], Handled]:
    """Decide what the owner hears now; each period is judged once for each kind."""
    ended = context.ended
    if ended is None:
        return [], handled
    last = ended.period.last or context.today
    heard = []
    warning = warning_at(context, handled)
    if warning and warning <= context.now:
        handled = replace(handled, warned_day=last)
        if _is_at_risk(context):
            heard.append(Heard(ReminderKind.AT_RISK, last, context.now, is_unrequested=True))
    morning = follow_up_at(context, handled)
    if morning and morning <= context.now:
        handled = replace(handled, judged_day=last)
        if _is_followed_up(context, handled):
            handled = replace(handled, followed_end=ended.ends)
            is_warned = _is_at_risk(context) and warning is not None and warning > context.now
            waits = is_warned or not context.wish.by_message or _is_too_late(context, ended)
            heard.append(Heard(ReminderKind.MORNING_AFTER, last, context.now, True, waits))
    return heard, handled


def follow_up_at(context: LookContext, handled: Handled) -> datetime | None:
    """Return when (UTC) to tell the owner what can still be made up for, None if never."""
    ended = context.ended
    if ended is None or handled.judged_day == ended.period.last:
        return None
    due = _follow_up_due(context, ended)
    if due == ended.ends:
        return due
    awake = after_quiet_hours(wall_of(context.now, context.zone), context.wish.quiet)
    return max(due, instant(awake, context.zone))


def _follow_up_due(context: LookContext, ended: EndedPeriod) -> datetime:
    """Return when (UTC) the owner is told if the bot runs then: in the morning, if by message."""
    is_by_message = context.wish.by_message and not _is_too_late(context, ended)
    return _morning(context, ended.ends) if is_by_message else ended.ends


def _is_followed_up(context: LookContext, handled: Handled) -> bool:
    """Return whether the owner hears of the period: nobody is told daily of a goal they left."""
    ended = context.ended
    is_silent = context.reactions.is_silent and handled.asked_at is not None
    if ended is None or ended.stake is None or is_silent:
        return False
    moments = _follow_up_due(context, ended), context.now
    if any(is_paused(context.revision, at) for at in moments):
        return False
    followed, last_at = handled.followed_end, context.reactions.last_at
    return followed is None or (last_at is not None and last_at > followed)


def _is_too_late(context: LookContext, ended: EndedPeriod) -> bool:
    """Return whether a period can't be made up for any more in the morning."""
    return _morning(context, ended.ends) >= ended.closes


def _morning(context: LookContext, ends: datetime) -> datetime:
    """Return the first morning after a period ended, outside the quiet hours."""
    wall = wall_of(ends, context.zone)
    morning = datetime.combine(wall.date(), MORNING)
    if morning <= wall:
        morning += _DAY
    return instant(after_quiet_hours(morning, context.wish.quiet), context.zone)


def warning_at(context: LookContext, handled: Handled) -> datetime | None:
    """Return when (UTC) to warn the owner that a streak is about to end, None if never."""
    ended = context.ended
    if ended is None or not context.wish.warns_at_risk or handled.warned_day == ended.period.last:
        return None
    return _warning_due(context, ended)


def _warning_due(context: LookContext, ended: EndedPeriod) -> datetime:
    wall = quarter(wall_of(ended.closes - RISK_LEAD, context.zone))
    return max(ended.ends, instant(before_quiet_hours(wall, context.wish.quiet), context.zone))


def _is_at_risk(context: LookContext) -> bool:
    """Return whether a long streak ends unless the owner acts."""
    ended = context.ended
    if ended is None or ended.stake is None:
        return False
    moments = _warning_due(context, ended), context.now
    if any(is_paused(context.revision, at) for at in moments):
        return False
    return ended.stake.streak >= LONG_STREAK and ended.stake.outcome is Outcome.MISSED
