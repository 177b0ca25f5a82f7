"""Read times of day, "5pm", "17:00", "17h", and the hours between two of them, which say when and not until when."""

import re
from collections.abc import Iterator
from datetime import time

from accountabot.phrases.goals.reading import Filled, Reading

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?")
_MINUTES = re.compile(r"h([0-5]\d)?")
_END = "24:00"
_NOON = 12
_HOURS = range(1, 25)
_TWO_FIGURES = 2


class Clocks:
    """The times of day in a sentence."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        reading.fills |= {"time": self._times, "hour": self._hours}

    def read(self, at: int, part: str | None = None) -> tuple[int, time | None] | None:
        """Return a time of day, None for the end of the day, and where it ends; "8" is one in the evening."""
        text = self.reading.text(at)
        if value := self.reading.table.value("time", text):
            return at + 1, time.fromisoformat(value) if value != "end" else None
        if text == _END:
            return at + 1, None
        return self._with_an_h(at) or self._on_the_clock(at, part)

    def close(self) -> None:
        """Keep the hours from one time to another: they are no deadline."""
        for at in range(len(self.reading.words)):
            if found := self.reading.longest("hours", at):
                self.reading.closed |= set(range(at, found[0]))

    def close_hours(self) -> None:
        """Keep the times that are told with an h and are no deadline: they are no amount either."""
        for at in range(len(self.reading.words)):
            if found := self._with_an_h(at):
                self.reading.closed |= set(range(at, found[0]))

    def _on_the_clock(self, at: int, part: str | None) -> tuple[int, time] | None:
        text = self.reading.text(at)
        clock = _CLOCK.fullmatch(text)
        if not clock:
            return None
        half = self.reading.value("half", at + 1)
        hour, minute = _hour(int(clock[1]), half or part), int(clock[2] or 0)
        if hour is None or minute >= 60 or not (half or part or ":" in text):  # noqa: PLR2004 - minutes of an hour
            return None
        return at + 1 + bool(half), time(hour, minute)

    def _with_an_h(self, at: int) -> tuple[int, time] | None:
        """Return "17h" and "17h30" behind "at" or "by"; with one figure it says how long."""
        text, sign = self.reading.text(at), _MINUTES.fullmatch(self.reading.text(at + 1))
        if not sign or not text.isdecimal() or not self.reading.words[at + 1].is_glued:
            return None
        is_meant = (
            self.reading.is_a("clocks", at - 1)
            and len(text) == _TWO_FIGURES
            and _hour(int(text), None)
        )
        return (at + 2, time(int(text), int(sign[1] or 0))) if is_meant else None

    def _times(self, at: int) -> Iterator[tuple[int, Filled]]:
        if found := self.read(at):
            yield found[0], {}

    def _hours(self, at: int) -> Iterator[tuple[int, Filled]]:
        text = self.reading.text(at)
        yield from self._times(at)
        if text.isdecimal() and int(text) in _HOURS:
            yield at + 1, {}


def _hour(hour: int, half: str | None) -> int | None:
    if half in {"am", "pm"}:
        return hour % _NOON + (_NOON if half == "pm" else 0) if 0 < hour <= _NOON else None
    return hour if hour < 24 else None  # noqa: PLR2004 - hours of a day
