"""Define at what times of day a goal's owner is reminded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time, timedelta

from accountabot.domain.refusals import Refusal

MOST_TIMES = 3
"""The maximum number of times of day."""
LEAST_BEFORE = timedelta(minutes=5)
MOST_BEFORE = timedelta(hours=24)
_QUARTER = 15
_MINUTE = timedelta(minutes=1)
_AUTO = "auto"
_OFF = "off"
_BEFORE = "before "


@dataclass(frozen=True, slots=True)
class ReminderTimes:
    """Up to three times of day, or a time before the usual one; otherwise the bot chooses.

    The functions below build valid ones.
    """

    is_off: bool = False
    at: tuple[time, ...] = ()
    """Quarters of an hour on the owner's clock, sorted."""
    before: timedelta | None = None
    """How long before the goal's usual time or its deadline."""

    @property
    def is_auto(self) -> bool:
        """Whether the bot chooses the time."""
        return not (self.is_off or self.at or self.before)

    @property
    def text(self) -> str:
        """The stored form: "auto", "off", "07:00 21:00" or "before 30" (minutes)."""
        if self.is_off:
            return _OFF
        if self.before:
            return f"{_BEFORE}{self.before // _MINUTE}"
        return " ".join(each.isoformat("minutes") for each in self.at) or _AUTO

    @classmethod
    def parse(cls, text: str) -> "ReminderTimes":
        """Parse the stored form; raise ValueError if it is another text."""
        if text in {_AUTO, _OFF}:
            return cls(is_off=text == _OFF)
        if text.startswith(_BEFORE):
            return cls(before=int(text.removeprefix(_BEFORE)) * _MINUTE)
        if not text:
            raise ValueError(text)
        return cls(at=tuple(map(time.fromisoformat, text.split(" "))))


AUTO = ReminderTimes()
NO_REMINDERS = ReminderTimes(is_off=True)


def at_times(times: Iterable[time]) -> ReminderTimes:
    """Return reminders at times of day, rounded down to a quarter of an hour.

    Raises Refusal if there are too many.
    """
    at = sorted({time(each.hour, each.minute // _QUARTER * _QUARTER) for each in times})
    if len(at) > MOST_TIMES:
        raise Refusal("remind-too-many", limit=MOST_TIMES)
    return ReminderTimes(at=tuple(at))


def before_due(before: timedelta) -> ReminderTimes:
    """Return a reminder that long before the usual time or the deadline, in whole minutes.

    Raises Refusal if it is too long or too short.
    """
    if not LEAST_BEFORE <= before <= MOST_BEFORE:
        raise Refusal("remind-before-range", least=LEAST_BEFORE // _MINUTE, most=24)
    return ReminderTimes(before=before // _MINUTE * _MINUTE)
