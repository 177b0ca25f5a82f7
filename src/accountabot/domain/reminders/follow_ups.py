"""Decide whether a goal's owner hears of a period that can still be made up for."""

from dataclasses import replace
from datetime import datetime, time, timedelta

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
    """Decide what the owner hears now, and what is handled then."""
    at_stake = context.at_stake
    if at_stake is None:
        return [], handled
    last = at_stake.period.last or context.today
    heard = []
    morning = follow_up_at(context, handled)
    if morning and morning <= context.now:
        handled = replace(handled, followed_day=last)
        heard.append(Heard(ReminderKind.MORNING_AFTER, last, context.now, is_unrequested=True))
    warning = warning_at(context, handled)
    if warning and warning <= context.now:
        handled = replace(handled, warned_day=last)
        heard.append(Heard(ReminderKind.AT_RISK, last, context.now, is_unrequested=True))
    return heard, handled


def follow_up_at(context: LookContext, handled: Handled) -> datetime | None:
    """Return when (UTC) to tell the owner what can still be made up for, None if never."""
    at_stake = context.at_stake
    if at_stake is None or at_stake.period.ends is None or is_paused(context.revision, context.now):
        return None
    is_told = _was_followed_up(context, handled)
    if is_told or (context.reactions.is_silent and handled.asked_at):
        return None
    if not context.wish.by_message:
        return at_stake.period.ends
    morning = _morning(context, at_stake.period.ends)
    if morning >= at_stake.closes:
        return at_stake.period.ends
    awake = after_quiet_hours(wall_of(context.now, context.zone), context.wish.quiet)
    return max(morning, instant(awake, context.zone))


def _was_followed_up(context: LookContext, handled: Handled) -> bool:
    """Return whether the owner heard of a period, or did nothing since they last heard of one."""
    followed = handled.followed_day
    if followed is None:
        return False
    last_at = context.reactions.last_at
    has_reacted = last_at is not None and last_at > context.days.ends(followed)
    is_same = context.at_stake is not None and followed == context.at_stake.period.last
    return is_same or not has_reacted


def _morning(context: LookContext, ends: datetime) -> datetime:
    """Return the first morning after a period ended, outside the quiet hours."""
    wall = wall_of(ends, context.zone)
    morning = datetime.combine(wall.date(), MORNING)
    if morning < wall:
        morning += _DAY
    return instant(after_quiet_hours(morning, context.wish.quiet), context.zone)


def warning_at(context: LookContext, handled: Handled) -> datetime | None:
    """Return when (UTC) to warn the owner that a streak is about to end, None if never."""
    at_stake = context.at_stake
    is_off = not context.wish.warns_at_risk or is_paused(context.revision, context.now)
    if at_stake is None or is_off or handled.warned_day == at_stake.period.last:
        return None
    if at_stake.streak < LONG_STREAK or at_stake.outcome is not Outcome.MISSED:
        return None
    wall = quarter(wall_of(at_stake.closes - RISK_LEAD, context.zone))
    return instant(before_quiet_hours(wall, context.wish.quiet), context.zone)
