"""Parse times of day ("5pm", "17:00", "half past 5", "18:00 CET"), and lock time ranges."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import time

from accountabot.phrases.calendar.clock_time import MERIDIEMS, NOON, ClockTime, hour_of_day
from accountabot.phrases.calendar.zones import ZoneParser
from accountabot.phrases.language import locales
from accountabot.phrases.language.matcher import Matcher, SlotValues

_CLOCK = re.compile(r"(\d{1,2})(?:([:.])([0-5]\d))?(?::[0-5]\d)?")
_FOUR_DIGITS = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
_MINUTES = re.compile(r"[0-5]\d")
_END_OF_DAY = "24:00"
_BARE_HOURS = range(1, 25)
_TWO_DIGITS = 2
_MINUTES_PER_HOUR = 60
_HOURS_PER_DAY = 24


class ClockTimeParser:
    """Parser for the times of day in a sentence."""

    def __init__(self, matcher: Matcher, zones: ZoneParser, locale: str) -> None:
        self.matcher = matcher
        self.zones = zones
        self._parsed: dict[tuple[int, bool], tuple[int, ClockTime] | None] = {}
        self.dots_dates = locales.dots_dates(locale)
        self.has_twelve_hours = locales.has_twelve_hour_clock(locale)
        matcher.slot_fillers |= {
            "time": self._time,
            "hour": self._hour_or_time,
            "clock-hour": self._clock_hour,
        }

    def parse(self, at: int, *, allow_hour: bool = False) -> tuple[int, ClockTime] | None:
        """Return the end and value of a time at a position.

        `allow_hour` accepts an hour alone, such as the 6 of "by 6 today".
        """
        if (at, allow_hour) not in self._parsed:
            self._parsed[at, allow_hour] = self._with_zone(self._core(at, allow_hour=allow_hour))
        return self._parsed[at, allow_hour]

    def _with_zone(self, core: tuple[int, ClockTime] | None) -> tuple[int, ClockTime] | None:
        """Add the part of the day and the time zone that follow a time."""
        if not core:
            return None
        end, clock = core
        end, part = self._part(end)
        end, zones = self.zones.parse(end)
        if zones:
            end, _ = self._part(end)
        return end, replace(clock.in_part(part), zones=zones)

    def lock_time_ranges(self) -> None:
        """Lock time ranges such as "9 to 5pm", because they are not deadlines."""
        self.matcher.lock_matches("time-ranges")

    def lock_h_times(self) -> None:
        """Lock times such as "17h", because they are not amounts."""
        for at in range(len(self.matcher.tokens)):
            if found := self._h_notation(at):
                self.matcher.locked |= set(range(at, found[0]))

    def _core(self, at: int, *, allow_hour: bool) -> tuple[int, ClockTime] | None:
        text = self.matcher.text(at)
        if value := self.matcher.value("time", at):
            return at + 1, ClockTime(None if value == "end" else time.fromisoformat(value))
        if text == _END_OF_DAY:
            return at + 1, ClockTime(None)
        return (
            self._spoken(at)
            or self._h_notation(at)
            or self._four_digits(at, allow_hour=allow_hour)
            or self._digits(at, allow_hour=allow_hour)
        )

    def _part(self, at: int) -> tuple[int, str | None]:
        """Return the end and value of words such as "in the evening", and skip "sharp"."""
        suffix = self.matcher.longest("clock-suffixes", at)
        if not suffix:
            return at, None
        return suffix.end, suffix.slots.get("part") or (suffix.meaning.partition(" ")[2] or None)

    def _spoken(self, at: int) -> tuple[int, ClockTime] | None:
        """Match "half past 5" or "quarter to 6"."""
        match = self.matcher.longest("spoken-times", at)
        if not match:
            return None
        if match.meaning == "noon":
            return match.end, ClockTime(time(NOON))
        minutes = int(match.meaning.format(**match.slots))
        hour = match.slots["clock-hour"]
        total = (hour * _MINUTES_PER_HOUR + minutes) % (_HOURS_PER_DAY * _MINUTES_PER_HOUR)
        hour, minute = divmod(total, _MINUTES_PER_HOUR)
        return self._with_meridiem(match.end, hour, minute, is_time=True)

    def _digits(self, at: int, *, allow_hour: bool) -> tuple[int, ClockTime] | None:
        text = self.matcher.text(at)
        clock = _CLOCK.fullmatch(text)
        if not clock:
            number = self.matcher.value("number", at)
            return (
                self._with_meridiem(at + 1, int(number), 0, is_time=allow_hour) if number else None
            )
        hour, minute = int(clock[1]), int(clock[3] or 0)
        if self.matcher.value("clock", at + 1) and clock[2]:  # "7:30 hours"
            return None
        suffix = self.matcher.longest("clock-suffixes", at + 1)
        if suffix and suffix.meaning == "skip" and self.matcher.is_plural(suffix.end):
            suffix = None  # "20ish pages"
        is_announced = self.matcher.has_class("time-prepositions", at - 1)
        allow_hour |= suffix is not None and (suffix.meaning == "skip" or is_announced)
        is_time = clock[2] == ":" or (
            allow_hour and (not self.dots_dates if clock[2] else hour in _BARE_HOURS)
        )
        has_zero = text.startswith("0")
        return self._with_meridiem(
            at + 1, hour, minute, is_time=bool(is_time), has_24_hours=has_zero
        )

    def _with_meridiem(
        self, at: int, hour: int, minute: int, *, is_time: bool = False, has_24_hours: bool = False
    ) -> tuple[int, ClockTime] | None:
        """Return the end and value of a time, with the "am" or "pm" at a position."""
        meridiem = self.matcher.value("meridiem", at)
        if not meridiem and not is_time:
            return None
        found = hour_of_day(hour, meridiem)
        if found is None:
            return None
        clock = ClockTime(time(found, minute))
        if meridiem not in MERIDIEMS and not has_24_hours:
            clock = self._both_readings(clock, is_bare=":" not in self.matcher.text(at - 1))
        return at + bool(meridiem), clock

    def _both_readings(self, clock: ClockTime, *, is_bare: bool) -> ClockTime:
        """Add the reading after noon; with a 24-hour clock, 5:30 has none."""
        if clock.at is None or not 0 < clock.at.hour < NOON:
            return clock
        if not (self.has_twelve_hours or is_bare):
            return clock
        return replace(clock, after_noon=clock.at.replace(hour=clock.at.hour + NOON))

    def _h_notation(self, at: int) -> tuple[int, ClockTime] | None:
        """Match "17h" or "17h30" after "at" or "by"; a single digit is a duration instead."""
        text = self.matcher.text(at)
        if not text.isdecimal() or len(text) != _TWO_DIGITS or self.matcher.text(at + 1) != "h":
            return None
        if not self.matcher.tokens[at + 1].is_attached or hour_of_day(int(text), None) is None:
            return None
        has_day = self.matcher.value("day", at - 1) is not None
        if not has_day and not self.matcher.has_class("time-prepositions", at - 1):
            return None
        has_minutes = _MINUTES.fullmatch(self.matcher.text(at + 2))
        minute = int(has_minutes[0]) if has_minutes else 0
        return at + 2 + bool(has_minutes), ClockTime(time(int(text), minute))

    def _four_digits(self, at: int, *, allow_hour: bool) -> tuple[int, ClockTime] | None:
        """Match "0700", "1700Z" or "1900 hrs" after "at" or "by"."""
        text = self.matcher.text(at)
        clock = _FOUR_DIGITS.fullmatch(text)
        if not clock or not self.matcher.has_class("time-prepositions", at - 1):
            return None
        has_hours = self.matcher.value("clock", at + 1) == "hours"
        is_time = has_hours or allow_hour or text.startswith("0")
        if is_time or self.zones.parse(at + 1)[1]:
            return at + 1 + has_hours, ClockTime(time(int(clock[1]), int(clock[2])))
        return None

    def _time(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        if found := self.parse(at):
            yield found[0], {}

    def _hour_or_time(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        yield from self._time(at)
        if self._hour(at) in _BARE_HOURS:
            yield at + 1, {}

    def _clock_hour(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        hour = self._hour(at)
        if hour in range(1, NOON + 1):
            yield at + 1, {"clock-hour": hour}

    def _hour(self, at: int) -> int | None:
        text = self.matcher.text(at)
        value = text if text.isdecimal() else self.matcher.value("number", at)
        return int(value) if value else None
