"""Define the settings of a server, with their kinds and defaults."""

from enum import StrEnum
from typing import NamedTuple

from accountabot.domain.judging_rules import FreezeRule
from accountabot.domain.server.settings import SettingName

EARNED_EVERY = range(2, 101)
AT_MOST = range(11)
MOST_DATES = 366
"""The maximum number of current and future excused dates."""
ON = "on"
OFF = "off"


class SettingKind(StrEnum):
    """The kind of a setting's value, which is stored as text; empty means the default."""

    ZONE = "zone"
    WEEKDAY = "weekday"
    """Stored as a number; 0 is Monday."""
    FREEZES = "freezes"
    DATES = "dates"
    """Each date is stored separately, with a reason."""
    CHANNEL = "channel"
    SWITCH = "switch"
    WORDS = "words"
    """Stored as a list of texts."""


class ServerSetting(NamedTuple):
    """The definition of a setting."""

    kind: SettingKind
    default: str = ""
    affects_streaks: bool = False
    """Streaks depend on it."""


SETTINGS: dict[SettingName, ServerSetting] = {
    SettingName.ZONE: ServerSetting(SettingKind.ZONE, "UTC", affects_streaks=True),
    SettingName.WEEK_START: ServerSetting(SettingKind.WEEKDAY, "0", affects_streaks=True),
    SettingName.FREEZES: ServerSetting(
        SettingKind.FREEZES,
        default=f"{FreezeRule().earned_every} {FreezeRule().at_most}",
        affects_streaks=True,
    ),
    SettingName.EXCUSE: ServerSetting(SettingKind.DATES, affects_streaks=True),
    SettingName.GOALS: ServerSetting(SettingKind.CHANNEL),
    SettingName.CHECKINS: ServerSetting(SettingKind.CHANNEL),
    SettingName.CHECKIN_CHANNEL: ServerSetting(SettingKind.CHANNEL),
    SettingName.GREETINGS: ServerSetting(SettingKind.CHANNEL),
    SettingName.BY_MESSAGE: ServerSetting(SettingKind.SWITCH),
    SettingName.GREETING: ServerSetting(SettingKind.WORDS),
    SettingName.RETURNING: ServerSetting(SettingKind.WORDS),
}
"""All settings, in the order in which they are listed."""


def format_freeze_rule(rule: FreezeRule) -> str | None:
    """Format a freeze rule for storage ("0 0" if off); return None if out of range."""
    if rule.earned_every not in {0, *EARNED_EVERY} or rule.at_most not in AT_MOST:
        return None
    return f"{rule.earned_every} {rule.at_most}" if rule.earned_every and rule.at_most else "0 0"
