"""Tell when and where the next reminder of a goal comes, exactly as it will be sent."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.identifiers import Member
from accountabot.domain.reminders import due_reminders
from accountabot.domain.reminders.look_context import LookContext
from accountabot.domain.reminders.offers import Offered
from accountabot.domain.reminders.reminder_lines import ReminderKind
from accountabot.domain.reminders.reminder_preferences import (
    ReminderPlace,
    ReminderPreferences,
    preferences_from,
)
from accountabot.domain.reminders.reminder_times import ReminderTimes
from accountabot.domain.reminders.wall_clock import wall_of
from accountabot.domain.server.settings import Setting, SettingName
from accountabot.services.goals import goal_views
from accountabot.services.reminders import planning, wishes
from accountabot.services.reminders.destinations import ReminderDestination, find_destination
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store import settings
from accountabot.store.reminders import reminders
from accountabot.store.reminders.reminders import StoredReminder


class WhyNone(StrEnum):
    """The reason why a goal has no next reminder."""

    ENDED = "ended"
    SERVER = "server"
    """The server switched reminders off."""
    NOWHERE = "nowhere"
    """The owner wants none at all."""
    OFF = "off"
    """The owner wants none of this goal, or never chose any."""
    NEVER = "never"
    """It has no day on which it could have one."""
    ZONE = "zone"
    """Nobody set a time zone."""
    PAUSED = "paused"
    SILENT = "silent"
    """Nobody reacted to the last ones."""
    NOTHING_LEFT = "nothing-left"


class Outlook(NamedTuple):
    """What is to be expected of a goal's reminders."""

    status: GoalStatus
    times: ReminderTimes | None
    """None if the owner chose nothing."""
    own: ReminderPreferences
    where: ReminderDestination
    at: datetime | None
    """When (UTC) the next one comes."""
    why_none: WhyNone | None
    """Why there is no next one."""
    zone: str | None
    """The time zone by which they come, None if nobody set one."""
    has_own_zone: bool
    in_quiet_hours: bool
    """Whether the owner chose the next one's time in their quiet hours."""

    @property
    def goal(self) -> Goal:
        """The goal."""
        return self.status.goal

    @property
    def is_on(self) -> bool:
        """Whether the owner wants to be reminded of the goal."""
        return self.times is not None and not self.times.is_off


def outlook(tx: Connection, status: GoalStatus) -> Outlook:
    """Return what is to be expected of a goal's reminders, by what is true now."""
    goal = status.goal
    changes = settings.all_of(tx, goal.owner)
    own = preferences_from(changes)
    stored = reminders.get(tx, goal)
    context = planning.context_of(tx, status, stored, changes)
    why_none = _why_none(status, changes, own, stored, context)
    at = None if why_none else due_reminders.upcoming(context)
    is_chosen = stored.times is not None and bool(stored.times.at)
    return Outlook(
        status=status,
        times=stored.times,
        own=own,
        where=find_destination(tx, goal, ReminderKind.REMINDER, stored.times, changes),
        at=at,
        why_none=why_none or (None if at else WhyNone.NOTHING_LEFT),
        zone=_zone(changes),
        has_own_zone=any(each.name == SettingName.ZONE and not each.is_servers for each in changes),
        in_quiet_hours=bool(at and is_chosen and _is_quiet(context, at)),
    )


def outlooks(tx: Connection, member: Member, now: datetime) -> list[Outlook]:
    """Return the outlook of each of a member's goals that has not ended."""
    own = goal_views.statuses_due_first(tx, member, now)
    return [outlook(tx, status) for status in own if goes_on(status)]


def goes_on(status: GoalStatus) -> bool:
    """Return whether a goal can still have reminders."""
    return status.goal.state is GoalState.ACTIVE and status.due.is_ongoing


def has_days(status: GoalStatus) -> bool:
    """Return whether a goal ever has a day for a reminder: a one-time goal needs a deadline."""
    return not status.goal.is_once or status.deadline is not None


def _why_none(
    status: GoalStatus,
    changes: tuple[Setting, ...],
    own: ReminderPreferences,
    stored: StoredReminder,
    context: LookContext,
) -> WhyNone | None:
    """Return the first reason why none is to be expected, the most lasting one first."""
    reasons = {
        WhyNone.ENDED: not goes_on(status),
        WhyNone.SERVER: wishes.offered_in(changes) is Offered.OFF,
        WhyNone.NOWHERE: own.place is ReminderPlace.OFF,
        WhyNone.OFF: stored.times is None or stored.times.is_off,
        WhyNone.NEVER: not has_days(status),
        WhyNone.ZONE: not wishes.has_zone(changes),
        WhyNone.PAUSED: status.due.is_paused and status.due.back_on is None,
        WhyNone.SILENT: context.reactions.is_silent and context.handled.asked_at is not None,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _is_quiet(context: LookContext, at: datetime) -> bool:
    quiet = context.wish.quiet
    return quiet is not None and quiet.contains(wall_of(at, context.zone).time())


def _zone(changes: tuple[Setting, ...]) -> str | None:
    """Return the time zone that applies to a member: their own, otherwise the server's."""
    for is_servers in (False, True):
        values = [
            each.value
            for each in changes
            if each.name == SettingName.ZONE and each.is_servers is is_servers
        ]
        if values and values[-1]:
            return values[-1]
    return None
