"""Say what owners can set for a whole server: of which kind each is, what holds unless they do, and what follows."""

from enum import StrEnum
from typing import NamedTuple

from accountabot.domain.judging_rules import FreezeRule
from accountabot.domain.server.settings import SettingName

EARNED_EVERY = range(2, 101)
AT_MOST = range(11)
MOST_DATES = 366
"""Excused dates of a server that are not over."""
ON, OFF = "on", "off"


class SettingKind(StrEnum):
    """What a setting can be; it is kept as text, and nothing is kept where the bot is to choose."""

    ZONE = "zone"
    WEEKDAY = "weekday"
    """Kept as a number; 0 is Monday."""
    FREEZES = "freezes"
    DATES = "dates"
    """Each is kept by itself, with a reason."""
    CHANNEL = "channel"
    SWITCH = "switch"
    WORDS = "words"
    """Kept as a list."""


class ServerSetting(NamedTuple):
    """What is to be known of a setting: its kind, what holds unless it was set, whether streaks follow from it."""

    kind: SettingKind
    default: str = ""
    affects_streaks: bool = False


SETTINGS: dict[SettingName, ServerSetting] = {
    SettingName.ZONE: ServerSetting(SettingKind.ZONE, "UTC", True),
    SettingName.WEEK_START: ServerSetting(SettingKind.WEEKDAY, "0", True),
    SettingName.FREEZES: ServerSetting(
        SettingKind.FREEZES, f"{FreezeRule().earned_every} {FreezeRule().at_most}", True
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
"""All of them, in the order in which they are listed."""


def format_freeze_rule(rule: FreezeRule) -> str | None:
    """Return how freezes are earned as it is kept, a zero switching them off, or None beyond what anyone could want."""
    if rule.earned_every not in {0, *EARNED_EVERY} or rule.at_most not in AT_MOST:
        return None
    return f"{rule.earned_every} {rule.at_most}" if rule.earned_every and rule.at_most else "0 0"
