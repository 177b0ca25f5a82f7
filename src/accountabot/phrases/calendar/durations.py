"""Parse durations in one or more parts: "2 weeks and 3 days", "1h30m", "a fortnight"."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.phrases.calendar.calendar_ranges import add_span
from accountabot.phrases.calendar.moment import Moment, moment_on
from accountabot.phrases.language.matcher import Matcher, SlotValues
from accountabot.phrases.language.numerals import NumeralParser

_DAY = timedelta(days=1)
_HALVES = {"hours": ("minutes", 30), "years": ("months", 6)}
"""What "and a half" adds to a duration in these units."""
_MAX_PARTS = 4
_HALF = Decimal("0.5")
_MAX_ATTACHED = 104
"""A higher number with a letter is no duration: "250w" is 250 words."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of days, weeks, months and years, and possibly of hours and minutes."""

    spans: tuple[tuple[int, str], ...] = ()
    """Numbers of days or longer units."""
    clock: timedelta = timedelta()
    """The hours and minutes."""

    def last_day_from(self, start: LocalDay) -> Moment:
        """Return the last day of a duration that includes its first day."""
        return moment_on(self.later(start) - _DAY)

    def after(self, now: datetime, calendar: Calendar) -> Moment:
        """Return the moment after this duration, which is exact if it has hours or minutes."""
        if not self.clock:
            return moment_on(self.later(calendar.day_of(now)))
        local = now.astimezone(calendar.zone)
        day = self.later(local.date())
        begin = calendar.instant(datetime.combine(day, local.time())) if self.spans else now
        instant = begin.astimezone(UTC) + self.clock
        reached = calendar.day_of(instant)
        return Moment(reached, reached, instant, is_only_time=not self.spans)

    def later(self, day: LocalDay) -> LocalDay:
        """Return the date after this duration, without its hours and minutes."""
        for number, span in self.spans:
            day = add_span(day, number, span)
        return day

    def earlier(self, day: LocalDay) -> LocalDay:
        """Return the date before this duration, without its hours and minutes."""
        for number, span in self.spans:
            day = add_span(day, -number, span)
        return day


ONE_DAY = Duration(((1, "days"),))


class DurationParser:
    """Parser for the durations in a sentence."""

    def __init__(self, matcher: Matcher, numerals: NumeralParser) -> None:
        self.matcher = matcher
        self.numerals = numerals
        matcher.slot_fillers |= {"duration": self._duration}

    def _duration(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        """Match a duration; each part has a smaller unit than the one before."""
        if self.matcher.text(at - 1) == "/" and self.matcher.tokens[at].is_attached:
            return  # the rest of "2 1/2 weeks"
        parts: list[tuple[Decimal, str]] = []
        while len(parts) < _MAX_PARTS and (found := self._part(at, is_first=not parts)):
            at, number, unit = found
            parts.append((number, unit))
            end, half = self._half(at, unit)
            if half:
                at = end
                parts.append(half)
            elif end > at:  # half a week or month, not whole days: "a week and a half"
                return
            if duration := _sum(parts):
                yield at, {"duration": duration}
            at += self.matcher.has_class("conjunctions", at)

    def _part(self, at: int, *, is_first: bool) -> tuple[int, Decimal, str] | None:
        """Return the end, number and unit of one part of a duration."""
        found = self._number(at, is_first=is_first)
        if not found:
            return None
        end, number = found
        if upper := self._upper_bound(end):  # "2-3 weeks" are 2
            end = upper
        end += self.matcher.text(end) == "-" and self.matcher.tokens[end].is_attached
        while self.matcher.has_class("span-modifiers", end):
            end += 1
        unit = self._unit(end)
        is_letter = len(self.matcher.text(end)) == 1
        if not unit or (is_letter and number > _MAX_ATTACHED):
            return None
        return end + 1, number, unit

    def _upper_bound(self, at: int) -> int | None:
        """Return the end of the second number of a range, or None."""
        if not self.matcher.has_class("range-words", at):
            return None
        found = self.numerals.number(at + 1)
        return found[0] if found and self._unit(found[0]) else None

    def _number(self, at: int, *, is_first: bool) -> tuple[int, Decimal] | None:
        """Return the end and value of a number, also of "a", "a couple of" and "half an"."""
        if found := self.numerals.number(at):
            return found
        if self.matcher.value("article", at):
            more = self.numerals.number(at + 1) if self.matcher.value("number", at + 1) else None
            is_one = is_first or self.matcher.value("span", at + 1)
            return more or ((at + 1, Decimal(1)) if is_one else None)
        if self.matcher.has_class("halves", at) and self.matcher.value("article", at + 1):
            return at + 2, Decimal("0.5")
        return None

    def _unit(self, at: int) -> str | None:
        kinds = ["span", "clock"]
        if at < len(self.matcher.tokens) and self.matcher.tokens[at].is_attached:
            kinds += ["span-letter", "short-clock"]
        return next(filter(None, (self.matcher.value(kind, at) for kind in kinds)), None)

    def _half(self, at: int, unit: str) -> tuple[int, tuple[Decimal, str] | None]:
        """Match "and a half" after an hour or a year."""
        half = self.matcher.longest("and-a-half", at)
        if not half or unit not in _HALVES:
            return half.end if half else at, None
        smaller, number = _HALVES[unit]
        return half.end, (Decimal(number), smaller)


def _sum(parts: list[tuple[Decimal, str]]) -> Duration | None:
    """Return the duration of several parts, or None if a fraction of a day is left."""
    spans: list[tuple[int, str]] = []
    clock = timedelta()
    for number, unit in parts:
        if unit in {"hours", "minutes", "seconds"}:
            clock += timedelta(**{unit: float(number)})
        elif number == _HALF and unit == "years":
            spans.append((6, "months"))
        elif number == int(number):
            spans.append((int(number), unit))
        else:
            return None
    return Duration(tuple(spans), clock)
