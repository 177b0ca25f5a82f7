"""Parse times of day ("5pm", "17:00", "17h"), and lock time ranges."""

import re
from collections.abc import Iterator
from datetime import time

from accountabot.phrases.language.matcher import Matcher, SlotValues

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?")
_H_MINUTES = re.compile(r"h([0-5]\d)?")
_END_OF_DAY = "24:00"
_NOON = 12
_BARE_HOURS = range(1, 25)
_TWO_DIGITS = 2
_MINUTES_PER_HOUR = 60
_HOURS_PER_DAY = 24


class ClockTimeParser:
    """Parser for the times of day in a sentence."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        matcher.slot_fillers |= {"time": self._time, "hour": self._hour_or_time}

    def parse(self, at: int, day_part: str | None = None) -> tuple[int, time | None] | None:
        """Return the end and value of a time; None means the end of the day.

        `day_part` is "am" or "pm" if a word such as "evening" implies it.
        """
        text = self.matcher.text(at)
        if value := self.matcher.table.value("time", text):
            return at + 1, time.fromisoformat(value) if value != "end" else None
        if text == _END_OF_DAY:
            return at + 1, None
        return self._h_notation(at) or self._clock_notation(at, day_part)

    def lock_time_ranges(self) -> None:
        """Lock time ranges such as "9 to 5pm", because they are not deadlines."""
        self.matcher.lock_matches("time-ranges")

    def lock_h_times(self) -> None:
        """Lock times such as "17h", because they are not amounts."""
        for at in range(len(self.matcher.tokens)):
            if found := self._h_notation(at):
                self.matcher.locked |= set(range(at, found[0]))

    def _clock_notation(self, at: int, day_part: str | None) -> tuple[int, time] | None:
        text = self.matcher.text(at)
        clock = _CLOCK.fullmatch(text)
        if not clock:
            return None
        meridiem = self.matcher.value("meridiem", at + 1)
        hour = _hour_of_day(int(clock[1]), meridiem or day_part)
        minute = int(clock[2] or 0)
        is_time = meridiem or day_part or ":" in text
        if hour is None or minute >= _MINUTES_PER_HOUR or not is_time:
            return None
        return at + 1 + bool(meridiem), time(hour, minute)

    def _h_notation(self, at: int) -> tuple[int, time] | None:
        """Match "17h" or "17h30" after "at" or "by"; a single digit is a duration instead."""
        text = self.matcher.text(at)
        minutes = _H_MINUTES.fullmatch(self.matcher.text(at + 1))
        if not minutes or not text.isdecimal() or not self.matcher.tokens[at + 1].is_attached:
            return None
        if not self.matcher.has_class("time-prepositions", at - 1) or len(text) != _TWO_DIGITS:
            return None
        if not _hour_of_day(int(text), None):
            return None
        return at + 2, time(int(text), int(minutes[1] or 0))

    def _time(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        if found := self.parse(at):
            yield found[0], {}

    def _hour_or_time(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        yield from self._time(at)
        text = self.matcher.text(at)
        if text.isdecimal() and int(text) in _BARE_HOURS:
            yield at + 1, {}


def _hour_of_day(hour: int, meridiem: str | None) -> int | None:
    """Return the hour from 0 to 23, or None if it is invalid."""
    if meridiem not in {"am", "pm"}:
        return hour if hour < _HOURS_PER_DAY else None
    if not 0 < hour <= _NOON:
        return None
    return hour % _NOON + (_NOON if meridiem == "pm" else 0)
