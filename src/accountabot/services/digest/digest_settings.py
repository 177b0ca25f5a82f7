"""Let owners choose when and where the weekly digest is posted, or turn it off."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.digest import PlannedDigest, week_before
from accountabot.domain.identifiers import Action, ServerId
from accountabot.domain.server.settings import SettingName
from accountabot.services.digest import schedule
from accountabot.services.server import judging_rules, settings_changes
from accountabot.store.digest import week_activity
from accountabot.store.digest.week_activity import WeekNumbers


class DigestSetting(NamedTuple):
    """When and where the digest is posted; without a channel, it is off."""

    channel: int | None
    day: int
    """0 is Monday."""
    hour: int
    zone: str
    has_zone: bool
    """Whether owners set a time zone."""
    next: PlannedDigest | None


class OwnersNumbers(NamedTuple):
    """The numbers of the last seven days and of the seven before, whether up or down."""

    now: WeekNumbers
    before: WeekNumbers


def load_setting(tx: Connection, server: ServerId, now: datetime) -> DigestSetting:
    """Return the setting of a server's digest."""
    values = settings_changes.current_settings(tx, server).values
    channel = values[SettingName.DIGEST]
    return DigestSetting(
        channel=int(channel) if channel else None,
        day=int(values[SettingName.DIGEST_DAY]),
        hour=int(values[SettingName.DIGEST_HOUR]),
        zone=values[SettingName.ZONE],
        has_zone=SettingName.ZONE in judging_rules.server_values(tx, server),
        next=schedule.next_digest(tx, server, values, now) if channel else None,
    )


def choose(
    tx: Connection, action: Action, channel: int | None, day: int | None, hour: int | None
) -> bool:
    """Change what is not None; return whether anything changed."""
    chosen = {
        SettingName.DIGEST_DAY: day,
        SettingName.DIGEST_HOUR: hour,
        SettingName.DIGEST: channel,
    }
    are_new = [
        settings_changes.change_setting(tx, action, name, str(value))
        for name, value in chosen.items()
        if value is not None
    ]
    return any(are_new)


def turn_off(tx: Connection, action: Action) -> bool:
    """Turn the digest off; return whether it was on."""
    return settings_changes.change_setting(tx, action, SettingName.DIGEST, "")


def count_for_owners(tx: Connection, server: ServerId, now: datetime) -> OwnersNumbers:
    """Return the numbers of the last seven days that are over, and of the seven before."""
    days = schedule.server_days(tx, server, now)
    week = week_before(days, days.day_of(now))
    before = week_before(days, week.first)
    return OwnersNumbers(
        week_activity.count_week(tx, server, week), week_activity.count_week(tx, server, before)
    )
