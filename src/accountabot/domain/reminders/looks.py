"""Decide what a goal's owner hears now, and when to look at the goal next."""

from dataclasses import replace
from datetime import datetime
from itertools import islice

from accountabot.domain.goals.goal import GoalState
from accountabot.domain.reminders.due_reminders import due_reminder
from accountabot.domain.reminders.follow_ups import due_follow_ups, follow_up_at, warning_at
from accountabot.domain.reminders.look_context import Handled, Look, LookContext
from accountabot.domain.reminders.moments import ReminderMoment
from accountabot.domain.timelines import FOR_EVER

_PERIODS_AHEAD = 3
"""How many periods are searched for the first that is not kept."""


def look(context: LookContext) -> Look:
    """Decide what the owner hears now, and when to look again."""
    if context.goal.state is not GoalState.ACTIVE:
        return Look([], replace(context.handled, looked_at=context.now), None)
    reminder = due_reminder(context)
    heard, handled = due_follow_ups(context, reminder.handled)
    if reminder.heard:
        heard.insert(0, reminder.heard)
    next_at = _next_at(context, handled, reminder.following)
    return Look(heard, replace(handled, looked_at=context.now), next_at)


def _next_at(
    context: LookContext, handled: Handled, following: ReminderMoment | None
) -> datetime | None:
    """Return when to look again, None if only an action makes that necessary."""
    back = _back_at(context)
    if back:
        return None if back == FOR_EVER else back
    times = (
        following.at if following else None,
        _habit_known_at(context, following) if following else None,
        handled.snoozed_until,
        follow_up_at(context, handled),
        warning_at(context, handled),
        _period_end(context),
    )
    return min((at for at in times if at and at > context.now), default=None)


def _habit_known_at(context: LookContext, following: ReminderMoment) -> datetime | None:
    """Return when (UTC) the time of the next reminder is certain, if it depends on a habit."""
    is_habit = context.wish.times is not None and context.wish.times.is_auto
    if not is_habit or context.goal.is_once or context.goal.usual_time:
        return None
    return context.days.begins(context.days.before(following.on.day))


def _back_at(context: LookContext) -> datetime | None:
    """Return when a paused goal is due again, None if it isn't paused."""
    found = (until for began, until in context.revision.pauses if began <= context.now < until)
    return max(found, default=None)


def _period_end(context: LookContext) -> datetime | None:
    """Return when the first period ends that is not kept yet."""
    upcoming = (
        period
        for period in context.revision.periods(since=context.today)
        if period.ends is None or period.ends > context.now
    )
    unmet = (
        period.ends
        for period in islice(upcoming, _PERIODS_AHEAD)
        if not context.revision.met(period, context.now)
    )
    return next(unmet, None)
