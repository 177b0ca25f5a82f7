"""Define where, and at which hours, a person may be reminded."""

from collections.abc import Iterable
from datetime import time
from enum import StrEnum
from typing import NamedTuple

from accountabot.domain.server.settings import Setting, SettingName

HOURS = range(24)
ON = "on"
OFF = "off"
CLOSED = "closed"


class ReminderPlace(StrEnum):
    """Where a person is reminded, on all servers."""

    HERE = "here"
    """In a channel of the server."""
    DIRECT_MESSAGES = "direct messages"
    OFF = "off"

    @property
    def key(self) -> str:
        """The name with hyphens, as used in message keys."""
        return self.replace(" ", "-")


class QuietHours(NamedTuple):
    """The local hours from `first` until `until`, possibly past midnight."""

    first: int
    until: int

    def contains(self, local_time: time) -> bool:
        """Return whether a time of day is in the quiet hours, which end at `until` sharp."""
        hour = local_time.hour
        if self.first <= self.until:
            return self.first <= hour < self.until
        return hour >= self.first or hour < self.until

    @property
    def text(self) -> str:
        """The stored form, such as "22 7"."""
        return f"{self.first} {self.until}"

    @classmethod
    def parse(cls, text: str) -> "QuietHours | None":
        """Parse the stored form; None means no quiet hours.

        Raises ValueError for any other text.
        """
        if text == OFF:
            return None
        first, until = map(int, text.split(" "))
        if first not in HOURS or until not in HOURS or first == until:
            raise ValueError(text)
        return cls(first, until)


USUAL_NIGHT = QuietHours(22, 7)
NIGHTS = (
    *(QuietHours(first, until) for first in (20, 21, 22, 23, 0, 1) for until in (6, 7, 8)),
    *(QuietHours(first, until) for first, until in ((0, 9), (1, 10), (2, 10), (7, 15), (9, 17))),
)
"""The quiet hours to choose from, with those of people who work at night last."""


class ReminderPreferences(NamedTuple):
    """A person's choices about reminders, on all servers."""

    place: ReminderPlace | None = None
    """None if the person never chose."""
    quiet: QuietHours | None = USUAL_NIGHT
    """None if no hour is quiet."""
    warns_at_risk: bool = False
    """Whether the person hears that a long streak is about to end."""
    are_messages_closed: bool = False
    """Whether direct messages failed, so that none are tried."""


def preferences_from(changes: Iterable[Setting]) -> ReminderPreferences:
    """Return a person's preferences from their settings changes, in order; ignore others."""
    own = {change.name: change.value for change in changes if not change.is_servers}
    place = own.get(SettingName.REMINDER_PLACE)
    return ReminderPreferences(
        place=ReminderPlace(place) if place else None,
        quiet=QuietHours.parse(own.get(SettingName.QUIET_HOURS, USUAL_NIGHT.text)),
        warns_at_risk=own.get(SettingName.AT_RISK) == ON,
        are_messages_closed=own.get(SettingName.DIRECT_MESSAGES) == CLOSED,
    )
