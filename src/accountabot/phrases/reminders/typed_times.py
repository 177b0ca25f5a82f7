"""Read a list of times of day, such as "7, 12:30 and 9pm"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time
from itertools import pairwise, product
from typing import NamedTuple

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.refusals import Refusal
from accountabot.domain.reminders.reminder_times import MOST_TIMES
from accountabot.phrases.calendar.clock_time import ClockTime
from accountabot.phrases.calendar.clock_times import ClockTimeParser
from accountabot.phrases.calendar.timing import EARLY_HOURS, Timing
from accountabot.phrases.calendar.zones import ZoneParser, Zones
from accountabot.phrases.language import locales
from accountabot.phrases.language.language_tables import LanguageTable
from accountabot.phrases.language.matcher import Matcher
from accountabot.phrases.language.tokenizer import tokenize

_HALF_A_DAY = re.compile(r"(?<=\d)(\s?)([ap])(?!\w|\.)", re.IGNORECASE)
"""The letter of "7a" and "7p"."""
_NO_COLON = re.compile(r"(?<![\d:.])(\d{1,2})([0-5]\d)(?=\s?[ap]\.?m)", re.IGNORECASE)
"""The digits of "730pm"."""
_DOT = re.compile(r"(?<![\d:.])(\d{1,2})\.([0-5]\d)(?![\d:.])")
"""The digits of "7.30"."""
_ONE_DIGIT = re.compile(r"(?<![\d:.])(\d)(?=h(?:[0-5]\d)?(?!\w))", re.IGNORECASE)
"""The hour of "7h" and "7h30"."""
_ANNOUNCED = "@ "
"""Before a time, so that a number alone is an hour."""
_MIDNIGHT = time()
_NUMBER = re.compile(r"\d+(?:[:.]\d+)*")


class _Item(NamedTuple):
    """A time as it was typed, and its possible readings on the member's clock."""

    typed: str
    readings: tuple[time, ...]


def read_times(
    text: str, calendar: Calendar, now: datetime, *, table: LanguageTable, locale: str
) -> tuple[time, ...]:
    """Return the times of day in a text, which has to be a list of them, in the typed order.

    Raises Refusal if it is something else, or if a time is ambiguous.
    """
    reader = _TimeReader(text.strip(), Timing(calendar, now), table, locale)
    items = reader.items()
    if not items:
        raise Refusal("remind-unreadable", read=text.strip())
    if len(items) > MOST_TIMES and any(len(item.readings) > 1 for item in items):
        raise Refusal("remind-too-many", limit=MOST_TIMES)
    return _resolve(items)


class _TimeReader:
    """Reader for the times of day in one text."""

    def __init__(self, text: str, timing: Timing, table: LanguageTable, locale: str) -> None:
        self.text = text
        self.timing = timing
        self.table = table
        self.locale = locale
        self.parts: set[str] = set()
        """The parts of the day that stand alone, as in "every evening at 7 and 9"."""

    def items(self) -> list[_Item]:
        """Return the times, in the typed order."""
        found = [each for segment in self._segments() for each in self._clocks(segment)]
        return [_Item(typed, self._readings(clock)) for typed, clock in found]

    def _segments(self) -> Iterator[str]:
        """Yield what is between words such as "and", with notations that are uncommon replaced."""
        first = last = None
        for token in (*tokenize(self.text), None):
            if token is None or self._separates(token.text):
                if first is not None:
                    yield _normalized(self.text[first:last])
                first = None
            else:
                first = token.start if first is None else first
                last = token.end

    def _separates(self, word: str) -> bool:
        is_known = word != "." and self.table.has("conjunctions", word)
        return is_known or word == locales.and_word(self.locale)

    def _clocks(self, segment: str) -> Iterator[tuple[str, ClockTime]]:
        """Yield the times in a segment, which has to consist of them and of filler words."""
        sentence = f"{_ANNOUNCED}{segment}"
        matcher = Matcher(tokenize(sentence), self.table)
        zones = ZoneParser(matcher, self.timing.now, self.timing.calendar.zone)
        clock_times = ClockTimeParser(matcher, zones, self.locale)
        at = 1
        while at < len(matcher.tokens):
            if found := self._clock(clock_times, at):
                end, clock = found
                yield matcher.source(sentence, at, end), clock
                at = end
            elif part := matcher.value("part", at):
                self.parts.add(part)
                at += 1
            elif matcher.has_class("reminder-fillers", at):
                at += 1
            else:
                raise self._unreadable(matcher, at, segment)

    def _clock(self, clock_times: ClockTimeParser, at: int) -> tuple[int, ClockTime] | None:
        found = clock_times.parse(at, allow_hour=True)
        if found and found[1].at is None:
            word = clock_times.matcher.text(at)
            is_clock = self.table.has("midnights", word) or word[0].isdecimal()
            return (found[0], replace(found[1], at=_MIDNIGHT)) if is_clock else None
        return found

    def _unreadable(self, matcher: Matcher, at: int, segment: str) -> Refusal:
        """Return the refusal of a segment because of the word at a position."""
        is_last = at + 1 >= len(matcher.tokens) or matcher.value("meridiem", at + 1)
        if is_last and _NUMBER.fullmatch(matcher.text(at)):
            return Refusal("remind-no-such-time", read=segment)
        return Refusal("remind-unreadable", read=self.text)

    def _readings(self, clock: ClockTime) -> tuple[time, ...]:
        """Return the possible times on the member's clock; a 24-hour clock leaves one."""
        if len(clock.readings) > 1:
            if len(self.parts) == 1:
                clock = clock.in_part(*self.parts)
            elif not locales.has_twelve_hour_clock(self.locale):
                clock = replace(clock, after_noon=None)
        each_zone: list[Zones] = [(zone,) for zone in clock.zones] or [()]
        found = (
            self.timing.local_time(ClockTime(at, zones=zones))
            for at in clock.readings
            for zones in each_zone
        )
        return tuple(dict.fromkeys(each for each in found if each is not None))


def _normalized(segment: str) -> str:
    segment = _HALF_A_DAY.sub(r"\1\2m", segment)
    segment = _DOT.sub(r"\1:\2", _NO_COLON.sub(r"\1:\2", segment))
    return _ONE_DIGIT.sub(r"0\1", segment)


def _resolve(items: Sequence[_Item]) -> tuple[time, ...]:
    """Choose a reading of each time: those in ascending order, otherwise the usual ones.

    Raises Refusal if the choice is unclear.
    """
    choices = [*product(*(item.readings for item in items))]
    if len(choices) == 1:
        return choices[0]
    ascending = [each for each in choices if all(a < b for a, b in pairwise(each))]
    if len(items) > 1 and len(ascending) == 1:
        return ascending[0]
    usual = [_Item(item.typed, _usual(item.readings)) for item in items]
    if unclear := next((item for item in usual if len(item.readings) > 1), None):
        first, second, *_ = (each.isoformat("minutes") for each in unclear.readings)
        raise Refusal("remind-which", read=unclear.typed, first=first, second=second)
    return tuple(item.readings[0] for item in usual)


def _usual(readings: tuple[time, ...]) -> tuple[time, ...]:
    """Return the reading after noon if the other is too early for most people."""
    is_early = len(readings) > 1 and readings[0].hour in EARLY_HOURS
    return readings[-1:] if is_early else readings
