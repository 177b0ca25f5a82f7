"""Parse the days in a sentence: "Friday", "Dec 24", "Friday, 12/18", "the 1st and the 15th"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from accountabot.domain.goals.schedules import WEEKDAYS
from accountabot.phrases.calendar.calendar_ranges import CalendarRanges
from accountabot.phrases.calendar.moment import Moment, either, moment_on
from accountabot.phrases.calendar.named_days import NamedDays
from accountabot.phrases.calendar.numeric_dates import LAST_YEAR
from accountabot.phrases.calendar.timing import Timing
from accountabot.phrases.calendar.written_dates import WrittenDateParser
from accountabot.phrases.language.matcher import Matcher, SlotValues

_TIMESTAMP = re.compile(r"<t:(\d{1,11})(?::[tdfrs])?>")


class DayParser:
    """Parser for the days in a sentence, without their times."""

    def __init__(
        self, matcher: Matcher, timing: Timing, written_dates: WrittenDateParser, week_start: int
    ) -> None:
        self.matcher = matcher
        self.timing = timing
        self.written_dates = written_dates
        self.ranges = CalendarRanges(timing.today, week_start)
        self.named_days = NamedDays(self.ranges)
        matcher.slot_fillers |= {"dates": self._dates}

    def parse(self, at: int, groups: tuple[str, ...]) -> Iterator[tuple[int, Moment]]:
        """Yield the end and value of each possible day or period at a position."""
        if moment := self._timestamp(self.matcher.text(at)):
            yield at + 1, moment
        yield from self._weekday_and_date(at)
        for end, moment in self.written_dates.parse(at, self.ranges, is_whole="moments" in groups):
            yield end, moment
            yield from self._date_and_weekday(moment, end)
        for group in groups:
            for match in self.matcher.matches(group, at):
                if found := self.named_days.resolve(match):
                    yield match.end, found

    def _weekday_and_date(self, at: int) -> Iterator[tuple[int, Moment]]:
        """Yield a date after its weekday: "Friday, 12/18", "Thu 3 Dec", "Fri the 4th"."""
        at += self.matcher.has_class("this-words", at)
        weekday = self.matcher.value("day", at)
        if weekday not in WEEKDAYS:
            return
        opening = self.matcher.text(at + 1) == "("
        place = self.written_dates.skip_joiner(at + 1 + opening)
        place += self.matcher.has_class("date-joiners", place)
        for end, moment in (
            *self.written_dates.parse(place, self.ranges, is_whole=True),
            *self._numbered_day(place),
        ):
            if moment.is_single_day:
                closing = opening and self.matcher.text(end) == ")"
                yield end + closing, self._agreeing(moment, weekday)

    def _numbered_day(self, at: int) -> Iterator[tuple[int, Moment]]:
        for end, slots in self.matcher.fill("nth", at):
            try:
                yield end, self.named_days.day_of_month(slots["ordinal"])
            except ValueError:
                continue

    def _date_and_weekday(self, moment: Moment, end: int) -> Iterator[tuple[int, Moment]]:
        """Yield a date before its weekday: "12/18 (Friday)", "3 Dec, Thursday"."""
        opening = self.matcher.text(end) in {"(", ","}
        weekday = self.matcher.value("day", end + opening)
        is_plural = self.matcher.value("plural-day", end + opening)
        after = end + opening + 1
        is_free = self.matcher.is_free(end, after)
        if weekday in WEEKDAYS and is_free and not is_plural and moment.is_single_day:
            after += self.matcher.text(end) == "(" and self.matcher.text(after) == ")"
            yield after, self._agreeing(moment, weekday)

    def _agreeing(self, moment: Moment, weekday: str) -> Moment:
        """Return a date with its weekday, or both possible dates if they contradict each other."""
        number = WEEKDAYS.index(weekday)
        moment = replace(moment, next_occurrence=None, is_definite=True)
        if moment.last.weekday() == number:
            return moment
        return either(
            (moment, replace(moment_on(self.ranges.next_weekday(number)), is_definite=True))
        )

    def _timestamp(self, text: str) -> Moment | None:
        """Parse a Discord timestamp."""
        timestamp = _TIMESTAMP.fullmatch(text)
        if not timestamp:
            return None
        instant = datetime.fromtimestamp(int(timestamp[1]), UTC)
        if instant.year >= LAST_YEAR:
            return None
        day = self.timing.calendar.day_of(instant)
        return Moment(day, day, instant)

    def _dates(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        """Match a list of dates: "Jan 5 and Jan 9", "the 1st, the 10th and the 20th"."""
        if self.matcher.has_class("range-openers", at - 1):
            return
        count = 0
        while end := self._end_of_numbered_date(at):
            count += 1
            is_complete = self.matcher.ends_phrase(end) or self.matcher.has_class("stop-words", end)
            if count > 1 and is_complete:
                yield end, {}
            if not self.matcher.has_class("conjunctions", end):
                return
            at = self.matcher.skip_conjunctions(end)

    def _end_of_numbered_date(self, at: int) -> int | None:
        """Return the end of a date that contains a number or a month, or None."""
        place = self.written_dates.skip_joiner(at)
        has_number = self.matcher.text(place)[:1].isdecimal()
        if self.matcher.text(place + 1) == "/" and not self._is_announced(place - 1):
            return None
        if not has_number and not self.matcher.value("month", place):
            return None
        for end, slots in self.matcher.fill("moment", at):
            moment: Moment = slots["moment"]
            if moment.is_single_day and not moment.is_only_time:
                return end
        return None

    def _is_announced(self, at: int) -> bool:
        """Return whether numbers such as 1/5 are dates, unlike in "exercises 3/4 and 3/5"."""
        return self.matcher.has_class("date-prepositions", at) or self.matcher.has_class(
            "conjunctions", at
        )
