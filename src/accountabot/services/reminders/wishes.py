"""Combine the reminder settings of a member, a goal and a server."""

from sqlalchemy import Connection

from accountabot.domain.identifiers import Member
from accountabot.domain.reminders.look_context import Wish
from accountabot.domain.reminders.offers import Offered
from accountabot.domain.reminders.reminder_preferences import (
    ReminderPlace,
    ReminderPreferences,
    preferences_from,
)
from accountabot.domain.reminders.reminder_times import ReminderTimes
from accountabot.domain.server.settings import Setting, SettingName
from accountabot.store import settings


def wish_for(tx: Connection, owner: Member, times: ReminderTimes | None) -> Wish:
    """Return how the owner of a goal with these times wants to hear of it."""
    return wish_from(settings.all_of(tx, owner), times)


def wish_from(changes: tuple[Setting, ...], times: ReminderTimes | None) -> Wish:
    """Return the same, from the settings changes of the owner and their server."""
    own = preferences_from(changes)
    chosen = times if times and gets_reminders(changes, own, times) else None
    is_direct = own.place is ReminderPlace.DIRECT_MESSAGES and not own.are_messages_closed
    return Wish(
        times=chosen,
        by_message=is_direct and chosen is not None,
        quiet=own.quiet,
        warns_at_risk=own.warns_at_risk,
    )


def gets_reminders(
    changes: tuple[Setting, ...], own: ReminderPreferences, times: ReminderTimes
) -> bool:
    """Return whether a member gets reminders at all; without a time zone, they get none."""
    is_off = times.is_off or own.place is ReminderPlace.OFF
    return not is_off and has_zone(changes) and offered_in(changes) is not Offered.OFF


def has_zone(changes: tuple[Setting, ...]) -> bool:
    """Return whether a member or their server has chosen a time zone."""
    return any(change.name == SettingName.ZONE and change.value for change in changes)


def offered_in(changes: tuple[Setting, ...]) -> Offered:
    """Return how a server offers reminders, from its settings changes in order."""
    values = [
        each.value for each in changes if each.is_servers and each.name == SettingName.REMINDERS
    ]
    return Offered(values[-1]) if values else Offered.AT_ONE_TAP
