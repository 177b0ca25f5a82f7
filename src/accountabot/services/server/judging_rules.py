"""Change what all goals of a server are judged by, and have every streak follow."""

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import Action, Member, MemberId, ServerId
from accountabot.domain.judging_rules import FreezeRule
from accountabot.domain.refusals import Refusal
from accountabot.domain.server import server_settings
from accountabot.domain.server.server_settings import AT_MOST, EARNED_EVERY
from accountabot.domain.server.settings import SettingName
from accountabot.services.server import settings_changes
from accountabot.store import settings

ALL = MemberId(0)


def servers(tx: Connection, server: ServerId) -> dict[str, str]:
    """Return what a server has set, by name."""
    return {s.name: s.value for s in settings.all_of(tx, Member(server, ALL))}


def set_server_zone(tx: Connection, action: Action, zone: str) -> bool:
    """Let everyone on a server who has set no zone live in another, from now on; return whether that was new."""
    return settings_changes.change_setting(tx, action, SettingName.ZONE, zone)


def set_week_start(tx: Connection, action: Action, weekday: int) -> bool:
    """Let weeks begin on another day (0 is Monday), after the running one; return whether that was new."""
    return settings_changes.change_setting(tx, action, SettingName.WEEK_START, str(weekday))


def set_freezes(tx: Connection, action: Action, rule: FreezeRule) -> bool:
    """Let freezes be earned otherwise from now on, a zero switches them off; return whether that was new.

    Raises Refusal beyond what anyone could want.
    """
    value = server_settings.format_freeze_rule(rule)
    if value is None:
        raise Refusal(
            "freezes-range", most=AT_MOST[-1], least=EARNED_EVERY[0], longest=EARNED_EVERY[-1]
        )
    return settings_changes.change_setting(tx, action, SettingName.FREEZES, value)


def set_checkin_channel(tx: Connection, action: Action, channel: int | None) -> bool:
    """Let plain messages in a channel count, or in none; return whether that was new."""
    return settings_changes.change_setting(
        tx, action, SettingName.CHECKIN_CHANNEL, str(channel or "")
    )


def today(tx: Connection, action: Action) -> LocalDay:
    """Return the date that it is where the server is, as somebody acts."""
    return settings.judging_rules(tx, Member(action.member.server, ALL), action.at).days.day_of(
        action.at
    )
