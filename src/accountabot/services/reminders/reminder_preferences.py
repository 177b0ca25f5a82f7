"""Change where, and at which hours, a person may be reminded, on all servers."""

from datetime import datetime

from sqlalchemy import Connection

from accountabot.domain.identifiers import Action, InteractionId, Member
from accountabot.domain.reminders.reminder_preferences import (
    CLOSED,
    OFF,
    ON,
    QuietHours,
    ReminderPlace,
    ReminderPreferences,
    preferences_from,
)
from accountabot.domain.server.settings import SettingName
from accountabot.services.people.preferences import EVERYWHERE
from accountabot.store import flags, settings
from accountabot.store.flags import Flag
from accountabot.store.goals import goals
from accountabot.store.reminders import reminders

_NO_INTERACTION = InteractionId(0)


def of(tx: Connection, member: Member) -> ReminderPreferences:
    """Return a person's preferences, which are the same on all servers."""
    return preferences_from(settings.all_of(tx, Member(EVERYWHERE, member.id)))


def set_place(tx: Connection, action: Action, place: ReminderPlace) -> None:
    """Save where a person wants to be reminded."""
    _save(tx, action, SettingName.REMINDER_PLACE, place)


def set_quiet_hours(tx: Connection, action: Action, quiet: QuietHours | None) -> None:
    """Save a person's quiet hours; None for none."""
    _save(tx, action, SettingName.QUIET_HOURS, quiet.text if quiet else OFF)


def set_at_risk(tx: Connection, action: Action, *, on: bool) -> None:
    """Save whether a person hears that a long streak is about to end."""
    _save(tx, action, SettingName.AT_RISK, ON if on else OFF)


def try_messages_again(tx: Connection, action: Action) -> None:
    """Forget that a person's direct messages are closed."""
    set_messages_closed(tx, action.member, False, action.at)


def set_messages_closed(tx: Connection, member: Member, closed: bool, at: datetime) -> None:
    """Save whether a person's direct messages are closed, so that none are tried.

    `member` names the server on which it turned out.
    """
    action = Action(member, at, _NO_INTERACTION)
    _save(tx, action, SettingName.DIRECT_MESSAGES, CLOSED if closed else "")


def _save(tx: Connection, action: Action, name: SettingName, value: str) -> None:
    """Save a preference, if it is another one, and mark that the member has some."""
    person = Member(EVERYWHERE, action.member.id)
    current = {change.name: change.value for change in settings.all_of(tx, person)}
    flags.set(tx, action.member, Flag.HAS_PREFERENCES, action.at)
    if current.get(name, "") == value:
        return
    settings.add(tx, action, person, name, value)
    is_place = name is SettingName.REMINDER_PLACE
    look_again = reminders.start_again if is_place else reminders.look_again
    for goal in goals.owned_everywhere(tx, person.id):
        look_again(tx, goal, action.at)
