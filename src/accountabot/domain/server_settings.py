"""Say what owners can set for a whole server: of which kind each is, what holds unless they do, and what follows."""

from enum import StrEnum
from typing import NamedTuple

from accountabot.domain.settings import Name
from accountabot.domain.terms import Freezing

EARNED_EVERY = range(2, 101)
AT_MOST = range(11)
MOST_DATES = 366
"""Excused dates of a server that are not over."""
ON, OFF = "on", "off"


class Kind(StrEnum):
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

    kind: Kind
    usual: str = ""
    is_judged_by: bool = False


SETTINGS: dict[Name, ServerSetting] = {
    Name.ZONE: ServerSetting(Kind.ZONE, "UTC", True),
    Name.WEEK_START: ServerSetting(Kind.WEEKDAY, "0", True),
    Name.FREEZES: ServerSetting(
        Kind.FREEZES, f"{Freezing().earned_every} {Freezing().at_most}", True
    ),
    Name.EXCUSE: ServerSetting(Kind.DATES, is_judged_by=True),
    Name.GOALS: ServerSetting(Kind.CHANNEL),
    Name.CHECKINS: ServerSetting(Kind.CHANNEL),
    Name.CHECKIN_CHANNEL: ServerSetting(Kind.CHANNEL),
    Name.GREETINGS: ServerSetting(Kind.CHANNEL),
    Name.BY_MESSAGE: ServerSetting(Kind.SWITCH),
    Name.GREETING: ServerSetting(Kind.WORDS),
    Name.RETURNING: ServerSetting(Kind.WORDS),
}
"""All of them, in the order in which they are listed."""


def freezes(rule: Freezing) -> str | None:
    """Return how freezes are earned as it is kept, a zero switching them off, or None beyond what anyone could want."""
    if rule.earned_every not in {0, *EARNED_EVERY} or rule.at_most not in AT_MOST:
        return None
    return f"{rule.earned_every} {rule.at_most}" if rule.earned_every and rule.at_most else "0 0"
