"""Summarize all settings of a server, including defaults."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import ServerId
from accountabot.domain.judging_rules import FreezeRule
from accountabot.domain.leaderboards.live_boards import LiveBoard
from accountabot.domain.reminders.offers import Offered
from accountabot.domain.server.settings import SettingName, parse_freeze_rule
from accountabot.domain.streaks.streak_roles import StreakRole
from accountabot.services.digest import digest_settings
from accountabot.services.digest.digest_settings import DigestSetting
from accountabot.services.greetings import greeting_templates
from accountabot.services.leaderboards import live_boards
from accountabot.services.reminders import server_reminders
from accountabot.services.server import channels, judging_rules, role_rules, settings_changes
from accountabot.services.server.channels import ServerChannels
from accountabot.store import settings


class Overview(NamedTuple):
    """All settings that owners can change; weekdays count from Monday (0)."""

    zone: ZoneInfo
    week_start: int
    freeze_rule: FreezeRule
    excused: list[LocalDay]
    """From today on."""
    channels: ServerChannels
    offered: Offered
    """How reminders are offered."""
    digest: DigestSetting
    live_boards: list[LiveBoard]
    greeting_count: int
    """The server's own greetings for newcomers."""
    returning_count: int
    """The server's own greetings for returning members."""
    roles: tuple[StreakRole, ...]


def load_overview(tx: Connection, server: ServerId, now: datetime) -> Overview:
    """Return a server's current settings."""
    zone = settings.home_zone(tx, server, now)
    values = judging_rules.server_values(tx, server)
    return Overview(
        zone=zone,
        week_start=int(values.get(SettingName.WEEK_START, "0")),
        freeze_rule=parse_freeze_rule(values[SettingName.FREEZES])
        if SettingName.FREEZES in values
        else FreezeRule(),
        excused=sorted(
            day
            for day in settings_changes.current_settings(tx, server).excused
            if day >= now.astimezone(zone).date()
        ),
        channels=channels.load_channels(tx, server),
        offered=server_reminders.offered(tx, server),
        digest=digest_settings.load_setting(tx, server, now),
        live_boards=live_boards.list_boards(tx, server),
        greeting_count=len(greeting_templates.current_templates(tx, server, is_back=False)),
        returning_count=len(greeting_templates.current_templates(tx, server, is_back=True)),
        roles=role_rules.load(tx, server),
    )
