"""Parse time expressions: "tomorrow noon", "next Friday", "the end of March"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.goals.schedules import WEEKDAYS
from accountabot.phrases.calendar import written_dates
from accountabot.phrases.calendar.calendar_ranges import CalendarRanges
from accountabot.phrases.calendar.clock_times import ClockTime, ClockTimeParser
from accountabot.phrases.calendar.moment import Moment, either, moment_on
from accountabot.phrases.calendar.timing import Timing
from accountabot.phrases.calendar.written_dates import LAST_YEAR, WrittenDateParser
from accountabot.phrases.calendar.zones import ZoneParser
from accountabot.phrases.language.matcher import Matcher, SlotValues

_TIMESTAMP = re.compile(r"<t:(\d{1,11})(?::[tdfrs])?>")
_WEEK = timedelta(days=7)
_SATURDAY = 5
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
        self.ranges = CalendarRanges(self.today, week_start)
        self.clock_times = ClockTimeParser(matcher, ZoneParser(matcher, now), locale)
        self.written_dates = WrittenDateParser(matcher, self.timing, self.clock_times, locale)
        matcher.slot_fillers |= {
            "moment": self._moment,
            "last": self._last,
            "bare": self._bare,
            "timed": self._timed,
            "dates": self._dates,
        }

    def _last(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        for end, slots in self.matcher.fill("moment", at):
            yield end, {"last": slots["moment"]}

    def _moment(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        if found := self._longest(at, ("moments", "bare-moments")):
            end, moment = found
            yield end, {"moment": moment}

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

    def candidates(self, at: int, groups: tuple[str, ...]) -> Iterator[tuple[int, Moment]]:
        """Yield the end and value of each possible moment at a position."""
        if moment := self._timestamp(self.matcher.text(at)):
            yield at + 1, moment
        for end, moment in self._days(at, groups):
            yield end, moment
            yield from self._with_time(moment, at, end)
        if found := self.clock_times.parse(at):
            yield found[0], self.timing.next_time(found[1])
        yield from self._time_and_day(at, groups)

    def _with_time(self, moment: Moment, at: int, end: int) -> Iterator[tuple[int, Moment]]:
        """Yield a day, and the day with the time that follows: "morning", "5pm", "by 3"."""
        end, part = self._day_part(end)
        yield end, moment
        if self.matcher.value("plural-day", end - 1):  # "Sundays at 6pm" is no date
            return
        place, allow_hour = self._skip_joiners(end)
        found = self.clock_times.parse(place)
        if not found and allow_hour:
            found = self.clock_times.parse(place, allow_hour=True)
            found = found if found and self.ends_time(found[0], at) else None
        if found:
            yield found[0], self._timed_day(moment, found[1].in_part(part))

    def _timed_day(self, moment: Moment, clock: ClockTime) -> Moment:
        found = self.timing.on_day(moment, clock)
        return replace(found, is_definite=moment.is_single_day)

    def _time_and_day(self, at: int, groups: tuple[str, ...]) -> Iterator[tuple[int, Moment]]:
        """Yield a time before its day: "5pm on Friday", "6:30 tomorrow evening", "11 tonight"."""
        allow_hour = self.matcher.has_class("time-prepositions", at - 1)
        if self.matcher.text(at - 2)[:1].isdecimal():  # "bench 5 by 5 today"
            allow_hour = False
        found = self.clock_times.parse(at, allow_hour=allow_hour)
        if not found:
            return
        end, clock = found
        place, announces = self._skip_joiners(end)
        for day_end, moment in self._days(place, groups) if not announces else ():
            part_end, part = self._day_part(day_end)
            yield part_end, self._timed_day(moment, clock.in_part(part))

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

    def _timestamp(self, text: str) -> Moment | None:
        """Parse a Discord timestamp."""
        timestamp = _TIMESTAMP.fullmatch(text)
        if not timestamp:
            return None
        instant = datetime.fromtimestamp(int(timestamp[1]), UTC)
        if instant.year >= LAST_YEAR:
            return None
        day = self.calendar.day_of(instant)
        return Moment(day, day, instant)

    def _days(self, at: int, groups: tuple[str, ...]) -> Iterator[tuple[int, Moment]]:
        yield from self._weekday_and_date(at)
        for end, moment in self.written_dates.parse(at, self.ranges, is_whole="moments" in groups):
            yield end, moment
            yield from self._date_and_weekday(moment, end)
        for group in groups:
            for match in self.matcher.matches(group, at):
                meaning = match.meaning.format(**match.slots)
                if found := self._resolve(meaning, match.slots):
                    yield match.end, found

    def _weekday_and_date(self, at: int) -> Iterator[tuple[int, Moment]]:
        """Yield a date after its weekday: "Friday, 12/18", "Thu 3 Dec", "Fri the 4th"."""
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
            if moment := self._resolve(f"day-of-month {slots['ordinal']}", {}):
                yield end, moment

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

    def _resolve(self, meaning: str, slots: SlotValues) -> Moment | None:
        """Convert a pattern's meaning to a moment; return None if the date is invalid."""
        kind, *details = meaning.split()
        if inner := slots.get("moment"):
            return moment_on(inner.first if kind == "begin" else inner.last)
        try:
            return self._resolve_kind(kind, details)
        except (ValueError, OverflowError):
            return None

    def _resolve_kind(self, kind: str, details: list[str]) -> Moment:
        match kind, details:
            case "this" | "next" | "week-after" | "in-next-week", _:
                return self._weekday(kind, WEEKDAYS.index(details[0]))
            case "day-of-month", [day]:
                first = self.ranges.next_day_of_month(int(day))
                return moment_on(first, self.ranges.next_day_of_month(int(day), skip_days=1))
            case "in-next-month", [day]:
                first, _ = self.ranges.relative("month", 1)
                return moment_on(first.replace(day=int(day)))
            case "new-year", _:
                # "By the new year" includes 31 December; "from the new year" starts on 1 January.
                return Moment(date(self.today.year + 1, 1, 1), date(self.today.year, 12, 31))
            case unit, [offset]:
                return self._calendar_range(unit, int(offset))
            case _:  # a date such as 12-24
                month, day = kind.split("-")
                return moment_on(written_dates.next_date(int(month), int(day), self.today))

    def _weekday(self, kind: str, weekday: int) -> Moment:
        if kind == "next":
            return self._next_weekday(weekday)
        if kind == "in-next-week":
            return moment_on(self.ranges.in_next_week(weekday))
        day = self.ranges.next_weekday(weekday)
        if kind == "week-after":
            day += _WEEK
        return moment_on(day, day + _WEEK)

    def _calendar_range(self, unit: str, offset: int) -> Moment:
        """Return the moment for a calendar unit; "next weekend" is ambiguous before Saturday."""
        moment = Moment(*self.ranges.relative(unit, offset))
        if unit == "weekend" and offset and self.today.weekday() < _SATURDAY:
            this_weekend = Moment(*self.ranges.relative(unit, 0))
            return replace(moment, readings=(this_weekend, moment))
        return moment

    def _next_weekday(self, weekday: int) -> Moment:
        """Return "next Friday", which is ambiguous if this week's Friday is still to come."""
        soon = self.ranges.next_weekday(weekday)
        later = self.ranges.in_next_week(weekday)
        if soon <= self.today:
            soon = later
        readings = (moment_on(soon), moment_on(later)) if soon != later else ()
        return Moment(soon, soon, readings=readings)
