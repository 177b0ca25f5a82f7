"""Decide where a goal's owner gets a message about it."""

from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.goals.goal import Goal
from accountabot.domain.reminders.reminder_lines import ReminderKind
from accountabot.domain.reminders.reminder_preferences import ReminderPlace, preferences_from
from accountabot.domain.reminders.reminder_times import ReminderTimes
from accountabot.domain.server.settings import Setting, SettingName
from accountabot.services.reminders.wishes import gets_reminders
from accountabot.store.delivery import posts


class Way(StrEnum):
    """How a member hears of something."""

    CHANNEL = "channel"
    DIRECT_MESSAGE = "direct message"
    NEXT_INTERACTION = "next interaction"


class ReminderDestination(NamedTuple):
    """Where a member hears of something; the channel is 0 unless it is in one."""

    way: Way
    channel: int = 0


LATER = ReminderDestination(Way.NEXT_INTERACTION)


def find_destination(
    tx: Connection,
    goal: Goal,
    kind: ReminderKind,
    times: ReminderTimes | None,
    changes: tuple[Setting, ...],
) -> ReminderDestination:
    """Return where the owner of a goal hears of it now; only reminders are in a channel.

    `changes` are those of the owner's settings and their server's.
    """
    own = preferences_from(changes)
    if times is None or not gets_reminders(changes, own, times):
        return LATER
    if own.place is ReminderPlace.DIRECT_MESSAGES:
        return LATER if own.are_messages_closed else ReminderDestination(Way.DIRECT_MESSAGE)
    if kind.is_private or goal.is_private:
        return LATER
    values = {each.name: each.value for each in changes if each.is_servers}
    chosen = (values.get(SettingName.REMINDER_CHANNEL), values.get(SettingName.CHECKINS))
    channel = next((int(each) for each in chosen if each and each.isdecimal()), None)
    if channel is None and (card := posts.card_of(tx, goal.owner.server, goal.id)):
        channel = card.channel
    return ReminderDestination(Way.CHANNEL, channel) if channel else LATER
