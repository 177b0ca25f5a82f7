"""Say what holds on a server: what its owners set, and what holds where they set nothing."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import ServerId
from accountabot.domain.judging_rules import FreezeRule
from accountabot.domain.server.settings import SettingName, parse_freeze_rule
from accountabot.services.greetings import greeting_templates
from accountabot.services.server import channels, judging_rules, settings_changes
from accountabot.services.server.channels import ServerChannels
from accountabot.store import settings


class Overview(NamedTuple):
    """Everything that owners can set; weekdays count from Monday, 0."""

    zone: ZoneInfo
    week_start: int
    freezing: FreezeRule
    excused: list[LocalDay]
    """From today on."""
    channels: ServerChannels
    words: int
    """Greetings of the server's own for newcomers."""
    returning: int
    """The same for who comes back."""


def load_overview(tx: Connection, server: ServerId, now: datetime) -> Overview:
    """Return what holds on a server now."""
    zone, known = settings.home_zone(tx, server, now), judging_rules.servers(tx, server)
    own, returning = (
        len(greeting_templates.own(tx, server, is_back=is_back)) for is_back in (False, True)
    )
    return Overview(
        zone,
        int(known.get(SettingName.WEEK_START, "0")),
        parse_freeze_rule(known[SettingName.FREEZES])
        if SettingName.FREEZES in known
        else FreezeRule(),
        sorted(
            day
            for day in settings_changes.current_settings(tx, server).excused
            if day >= now.astimezone(zone).date()
        ),
        channels.channels(tx, server),
        own,
        returning,
    )
