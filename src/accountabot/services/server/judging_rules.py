"""Change the judging rules that apply to all goals of a server."""

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import Action, Member, MemberId, ServerId
from accountabot.domain.judging_rules import FreezeRule
from accountabot.domain.refusals import Refusal
from accountabot.domain.server import server_settings
from accountabot.domain.server.server_settings import AT_MOST, EARNED_EVERY, TO_START_WITH
from accountabot.domain.server.settings import SettingName
from accountabot.services.server import settings_changes
from accountabot.store import settings

EVERYONE = MemberId(0)


def server_values(tx: Connection, server: ServerId) -> dict[str, str]:
    """Return a server's explicitly set values, by name."""
    return {s.name: s.value for s in settings.all_of(tx, Member(server, EVERYONE))}


def set_server_zone(tx: Connection, action: Action, zone: str) -> bool:
    """Set the default time zone for members; return whether it changed.

    UTC, which applies anyway, is saved even if no zone was: reminders need a chosen zone.
    """
    server = action.member.server
    before = settings_changes.current_settings(tx, server).values[SettingName.ZONE]
    is_first = SettingName.ZONE not in server_values(tx, server)
    settings_changes.change_setting(tx, action, SettingName.ZONE, zone, is_new=is_first)
    return zone != before


def set_week_start(tx: Connection, action: Action, weekday: int) -> bool:
    """Set the first day of the week (0 is Monday), after the current week.

    Returns whether it changed.
    """
    return settings_changes.change_setting(tx, action, SettingName.WEEK_START, str(weekday))


def set_freezes(tx: Connection, action: Action, rule: FreezeRule) -> bool:
    """Set how goals get freezes (0 turns them off); return whether the rule changed.

    Raises Refusal if a number is out of range.
    """
    value = server_settings.format_freeze_rule(rule)
    if value is None:
        raise Refusal(
            "freezes-range",
            start=TO_START_WITH[-1],
            most=AT_MOST[-1],
            least=EARNED_EVERY[0],
            longest=EARNED_EVERY[-1],
        )
    return settings_changes.change_setting(tx, action, SettingName.FREEZES, value)


def set_checkin_channel(tx: Connection, action: Action, channel: int | None) -> bool:
    """Set or clear the check-in channel; return whether it changed."""
    return settings_changes.change_setting(
        tx, action, SettingName.CHECKIN_CHANNEL, str(channel or "")
    )


def server_today(tx: Connection, action: Action) -> LocalDay:
    """Return the server's local date at the time of an action."""
    return settings.judging_rules(
        tx, Member(action.member.server, EVERYONE), action.at
    ).days.day_of(action.at)
