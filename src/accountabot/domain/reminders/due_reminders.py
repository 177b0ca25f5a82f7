"""Decide whether a goal's owner is reminded now."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import islice
from typing import NamedTuple

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.schedules import Per
from accountabot.domain.reminders.look_context import Handled, Heard, LookContext
from accountabot.domain.reminders.moments import ReminderMoment, ReminderPlan
from accountabot.domain.reminders.reminder_days import (
    ReminderDay,
    is_needed,
    is_paused,
    reminder_days,
)
from accountabot.domain.reminders.reminder_lines import ReminderKind

LATE = timedelta(minutes=30)
"""A reminder that is later than this is sent only if it still helps."""
TOO_SOON = timedelta(hours=1)
"""A late reminder is dropped if the next one is due within this time."""


_UPCOMING = 4
"""How many moments are searched for the next: those of a later day can come first."""


class DueReminder(NamedTuple):
    """What the owner hears, what is handled now, and the next moment."""

    heard: Heard | None
    handled: Handled
    following: ReminderMoment | None


class _Passed(NamedTuple):
    """What was due last since the last look, for one or more days, and the next moment."""

    last: list[ReminderMoment]
    following: ReminderMoment | None


def due_reminder(context: LookContext) -> DueReminder:
    """Decide whether the owner is reminded now."""
    passed = _passed(context)
    handled = context.handled
    snoozed = handled.snoozed_until
    if snoozed and snoozed > context.now:
        return DueReminder(None, handled, passed.following)
    handled = replace(handled, snoozed_until=None)
    helpful = [
        each
        for each in passed.last
        if _still_helps(context, each.on.day, each.at, passed.following)
    ]
    if helpful:
        wanted = next((each for each in helpful if _is_wanted(context, each.on)), None)
        if wanted is None:
            return DueReminder(None, handled, passed.following)
        heard, handled = _remind(context, handled, wanted)
        return DueReminder(heard, handled, passed.following)
    heard = _after_snooze(context, snoozed, passed.following) if snoozed else None
    return DueReminder(heard, handled, passed.following)


def _after_snooze(
    context: LookContext, ended: datetime, following: ReminderMoment | None
) -> Heard | None:
    """Remind the owner once more; they asked for it."""
    on = _snoozed_day(context) if context.wish.times else None
    if on is None or not _is_wanted(context, on) or is_paused(context.revision, ended):
        return None
    helps = _still_helps(context, on.day, ended, following)
    return Heard(ReminderKind.REMINDER, on.day, ended) if helps else None


def still_helps(context: LookContext, day: LocalDay, due: datetime) -> bool:
    """Return whether a reminder that could not be sent when it was due (UTC) still helps."""
    wish = context.wish
    if wish.times is None:
        return False
    plan = ReminderPlan(context.revision, wish.times, wish.quiet, context.checked_in)
    following = next((moment for moment in plan.moments(day) if moment.at > due), None)
    return _still_helps(context, day, due, following)


def upcoming(context: LookContext) -> datetime | None:
    """Return when (UTC) the next reminder comes, from the current data, or None."""
    times, snoozed = context.wish.times, context.handled.snoozed_until
    if times is None:
        return None
    if snoozed and snoozed > context.now:
        on = _snoozed_day(context)
        return snoozed if on and _is_wanted(context, on) else None
    plan = ReminderPlan(context.revision, times, context.wish.quiet, context.checked_in)
    expected = (
        moment.at
        for moment in plan.moments(context.today)
        if moment.at > context.now
        and not _was_reminded(context, moment)
        and context.handled.not_on != moment.on.day
        and is_needed(context.revision, moment.on, moment.at)
    )
    return min(islice(expected, _UPCOMING), default=None)


def _passed(context: LookContext) -> _Passed:
    wish, looked_at = context.wish, context.handled.looked_at
    last: list[ReminderMoment] = []
    if wish.times is None:
        return _Passed(last, None)
    plan = ReminderPlan(context.revision, wish.times, wish.quiet, context.checked_in)
    for moment in plan.moments(context.days.day_of(looked_at)):
        if moment.at <= looked_at or _was_reminded(context, moment):
            continue
        if moment.at > context.now:
            return _Passed(last, moment)
        if is_paused(context.revision, moment.at):
            continue
        last = [*(each for each in last if each.at == moment.at), moment]
    return _Passed(last, None)


def _was_reminded(context: LookContext, moment: ReminderMoment) -> bool:
    """Return whether the owner was reminded of a day at this time; `auto` reminds of it once."""
    handled, times = context.handled, context.wish.times
    if handled.last_day is None or handled.last_time is None or context.goal.is_once:
        return False
    if moment.on.day != handled.last_day:
        return moment.on.day < handled.last_day
    if times is None or times.is_auto:
        return True
    start = context.days.calendar(context.days.begins(handled.last_day)).day_start
    return _since(moment.time, start) <= _since(handled.last_time, start)


def _still_helps(
    context: LookContext, day: LocalDay, due: datetime, following: ReminderMoment | None
) -> bool:
    """Return whether a reminder is not too late, after the bot was off."""
    is_next_soon = (
        following is not None and following.on.day == day and following.at - context.now <= TOO_SOON
    )
    is_late = context.now - due > LATE
    return not is_late or not (context.is_quiet or context.is_over(day) or is_next_soon)


def _is_wanted(context: LookContext, on: ReminderDay) -> bool:
    is_off = context.is_over(on.day) or context.handled.not_on == on.day
    return not is_off and is_needed(context.revision, on, context.now)


def _remind(
    context: LookContext, handled: Handled, moment: ReminderMoment
) -> tuple[Heard | None, Handled]:
    """Remind the owner; if they answered none of the last ones, ask once whether to go on."""
    day = moment.on.day
    if not context.reactions.is_silent:
        heard = Heard(ReminderKind.REMINDER, day, moment.at, is_unrequested=_is_quota(context))
        return heard, _reminded(handled, moment)
    if handled.asked_at:
        return None, handled
    asked = replace(handled, asked_at=context.now)
    return Heard(ReminderKind.GO_ON, day, moment.at, is_unrequested=True), asked


def _reminded(handled: Handled, moment: ReminderMoment) -> Handled:
    return replace(handled, last_day=moment.on.day, last_time=moment.time)


def _is_quota(context: LookContext) -> bool:
    """Return whether the bot chose the day as well as the time."""
    goal, times = context.goal, context.wish.times
    is_quota = isinstance(goal.schedule, Per) and not goal.is_ceiling
    return is_quota and times is not None and times.is_auto


def _snoozed_day(context: LookContext) -> ReminderDay | None:
    """Return the day of the reminder that was snoozed."""
    day = context.handled.last_day
    if day is None:
        return None
    if context.goal.is_once:
        period = next(context.revision.periods(), None)
        return ReminderDay(day, period) if period else None
    found = next(reminder_days(context.revision, day), None)
    return found if found and found.day == day else None


def _since(wanted: time, day_start: int) -> timedelta:
    """Return how long after the day start a time of day is."""
    minutes = wanted.hour * 60 + wanted.minute - day_start * 60
    return timedelta(minutes=minutes) % timedelta(days=1)
