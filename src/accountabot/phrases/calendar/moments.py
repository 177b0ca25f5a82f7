"""Parse time expressions: "tomorrow noon", "next Friday", "the end of March"."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from accountabot.domain.calendar.days import Calendar
from accountabot.phrases.calendar.clock_time import ClockTime
from accountabot.phrases.calendar.clock_times import ClockTimeParser
from accountabot.phrases.calendar.days import DayParser
from accountabot.phrases.calendar.moment import Moment
from accountabot.phrases.calendar.timing import Timing
from accountabot.phrases.calendar.written_dates import WrittenDateParser
from accountabot.phrases.calendar.zones import ZoneParser
from accountabot.phrases.language.matcher import Matcher, SlotValues

_NOON = 12


class MomentParser:
    """Parser for the time expressions in a sentence, in a member's time zone."""

    def __init__(
        self, matcher: Matcher, calendar: Calendar, now: datetime, locale: str, week_start: int
    ) -> None:
        self.matcher = matcher
        self.calendar = calendar
        self.now = now
        self.timing = Timing(calendar, now)
        self.today = self.timing.today
        self.clock_times = ClockTimeParser(matcher, ZoneParser(matcher, now, calendar.zone), locale)
        written_dates = WrittenDateParser(matcher, self.timing, self.clock_times, locale)
        self.days = DayParser(matcher, self.timing, written_dates, week_start)
        matcher.slot_fillers |= {
            "moment": self._moment,
            "last": self._last,
            "bare": self._bare,
            "timed": self._timed,
        }

    def _last(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        for end, slots in self.matcher.fill("moment", at):
            yield end, {"last": slots["moment"]}

    def _moment(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        """Match a moment, and its day alone, because a recurring goal keeps its time."""
        found = list(self.candidates(at, ("moments", "bare-moments")))
        timed = max(found, key=lambda each: each[0], default=None)
        days = (each for each in found if not each[1].instant and not each[1].readings)
        day = max(days, key=lambda each: each[0], default=None)
        for each in (timed, day) if timed != day else (timed,):
            if each:
                yield each[0], {"moment": each[1]}

    def _bare(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        """Match a moment without a preposition; a time without a day must begin with a digit."""
        if found := self._longest(at, ("bare-moments",)):
            end, moment = found
            if not moment.is_only_time or self._is_plainly_time(at, end):
                yield end, {"moment": moment}

    def _is_plainly_time(self, at: int, end: int) -> bool:
        """Return whether a time begins with a digit and is no ratio or verse, such as 3:16."""
        has_meridiem = any(self.matcher.value("meridiem", place) for place in range(at, end))
        hour = self.matcher.text(at).partition(":")[0]
        return hour.isdecimal() and (has_meridiem or int(hour) > _NOON)

    def _timed(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        """Match a day with a time, or with its weekday: "Sat by 3", "Friday 12/18"."""
        if found := self._longest(at, ("moments", "bare-moments", "short-days")):
            end, moment = found
            if moment.is_definite:
                yield end, {"moment": moment}

    def _longest(self, at: int, groups: tuple[str, ...]) -> tuple[int, Moment] | None:
        return max(self.candidates(at, groups), key=lambda found: found[0], default=None)

    def candidates(self, at: int, groups: tuple[str, ...]) -> Iterator[tuple[int, Moment]]:
        """Yield the end and value of each possible moment at a position."""
        for end, moment in self.days.parse(at, groups):
            yield end, moment
            yield from self._with_time(moment, at, end)
        if found := self.clock_times.parse(at):
            yield found[0], self.timing.next_time(found[1])
        yield from self._time_and_day(at, groups)

    def _with_time(self, moment: Moment, at: int, end: int) -> Iterator[tuple[int, Moment]]:
        """Yield a day, and the day with the time that follows: "morning", "5pm", "by 3"."""
        end, part = self._day_part(end)
        yield end, self.timing.in_part(moment, part)
        if self.matcher.value("plural-day", end - 1):  # "Sundays at 6pm" is no date
            return
        place, allow_hour = self._skip_joiners(end)
        found = self.clock_times.parse(place)
        suffix = self.matcher.longest("clock-suffixes", place + 1)
        if not found and suffix and suffix.meaning != "skip":  # "Friday 5 in the afternoon"
            found = self.clock_times.parse(place, allow_hour=True)
        if not found and allow_hour:
            found = self.clock_times.parse(place, allow_hour=True)
            found = found if found and self.ends_time(found[0], at) else None
        if found and _is_one_day(moment):
            yield found[0], self._timed_day(moment, found[1].in_part(part))

    def _timed_day(self, moment: Moment, clock: ClockTime) -> Moment:
        return replace(self.timing.on_day(moment, clock), is_definite=True)

    def _time_and_day(self, at: int, groups: tuple[str, ...]) -> Iterator[tuple[int, Moment]]:
        """Yield a time before its day: "5pm on Friday", "6:30 tomorrow evening", "11 tonight"."""
        allow_hour = self.matcher.has_class("time-prepositions", at - 1)
        is_label = self.matcher.has_class("labels", at - 3)  # "chapter 5 by 5 today"
        if self.matcher.text(at - 2)[:1].isdecimal() and not is_label:  # "bench 5 by 5 today"
            allow_hour = False
        found = self.clock_times.parse(at, allow_hour=allow_hour)
        if not found:
            return
        end, clock = found
        place, announces = self._skip_joiners(end)
        for day_end, moment in self.days.parse(place, groups) if not announces else ():
            part_end, part = self._day_part(day_end)
            zone_end, zones = self.clock_times.zones.parse(part_end)
            if _is_one_day(moment):
                dated = replace(clock.in_part(part), zones=clock.zones or zones)
                yield zone_end, self._timed_day(moment, dated)

    def _day_part(self, at: int) -> tuple[int, str | None]:
        """Return the end and value of the part of the day before or at a position."""
        if part := self.matcher.value("part", at):
            return at + 1, part
        return at, self.matcher.value("part", at - 1)

    def _skip_joiners(self, at: int) -> tuple[int, bool]:
        """Skip words that join a day and a time; return whether they announce a time."""
        announces = False
        while match := self.matcher.longest("day-time-joiners", at):
            announces |= match.meaning == "announcing"
            at = match.end
        return at, announces

    def ends_time(self, at: int, first: int = 0) -> bool:
        """Return whether a number was an hour, unlike in "by Friday at 5 places"."""
        if self.matcher.value("month", at) or any(self.matcher.fill("ordinal", at - 1)):
            return False
        if first == self.matcher.first_word and self.matcher.text(at).isalpha():
            return not (self.matcher.value("unit", at) or self.matcher.is_plural(at))
        return (
            self.matcher.ends_phrase(at)
            or self.matcher.has_class("stop-words", at)
            or not self.matcher.text(at).isalnum()
        )


def _is_one_day(moment: Moment) -> bool:
    """Return whether a moment is one day, so that a time can be added, unlike "this week"."""
    return all(reading.is_single_day for reading in moment.all_readings)
