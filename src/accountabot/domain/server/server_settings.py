"""Define the settings of a server, with their kinds and defaults."""

from enum import StrEnum
from typing import NamedTuple

from accountabot.domain.judging_rules import FreezeRule
from accountabot.domain.server.settings import SettingName

TO_START_WITH = range(3)
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
    HOUR = "hour"
    """Stored as a number; the hour begins then."""
    WORDS = "words"
    """Stored as a list of texts."""
    OFFER = "offer"
    """How reminders are offered, an `Offered`."""
    ROLES = "roles"
    """Stored by `format_roles`."""


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
    SettingName.WITNESSES: ServerSetting(SettingKind.CHANNEL),
    SettingName.REMINDERS: ServerSetting(SettingKind.OFFER),
    SettingName.REMINDER_CHANNEL: ServerSetting(SettingKind.CHANNEL),
    SettingName.DIGEST: ServerSetting(SettingKind.CHANNEL),
    SettingName.DIGEST_DAY: ServerSetting(SettingKind.WEEKDAY, "0"),
    SettingName.DIGEST_HOUR: ServerSetting(SettingKind.HOUR, "9"),
    SettingName.GREETINGS: ServerSetting(SettingKind.CHANNEL),
    SettingName.BY_MESSAGE: ServerSetting(SettingKind.SWITCH),
    SettingName.GREETING: ServerSetting(SettingKind.WORDS),
    SettingName.RETURNING: ServerSetting(SettingKind.WORDS),
    SettingName.STREAK_ROLES: ServerSetting(SettingKind.ROLES),
}
"""All settings, in the order in which they are listed."""


def format_freeze_rule(rule: FreezeRule) -> str | None:
    """Format a freeze rule for storage ("0 0" if off); return None if out of range.

    The default number to start with is omitted, so that equal rules have one form.
    """
    ranges = TO_START_WITH, {0, *EARNED_EVERY}, AT_MOST
    if any(number not in allowed for number, allowed in zip(rule, ranges, strict=True)):
        return None
    if rule.is_off:
        return "0 0"
    start = min(rule.to_start_with, rule.at_most)
    earning = f"{rule.earned_every} {rule.at_most}"
    return earning if start == FreezeRule().to_start_with else f"{start} {earning}"
