"""Parse time expressions: "tomorrow noon", "next Friday", "the end of March"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.goals.schedules import WEEKDAYS
from accountabot.phrases.calendar import written_dates
from accountabot.phrases.calendar.calendar_ranges import CalendarRanges
from accountabot.phrases.calendar.clock_times import ClockTimeParser
from accountabot.phrases.calendar.deadlines import LAST_YEAR
from accountabot.phrases.calendar.moment import Moment, moment_on
from accountabot.phrases.calendar.written_dates import WrittenDateParser
from accountabot.phrases.language.matcher import Matcher, SlotValues

_TIMESTAMP = re.compile(r"<t:(\d{1,11})(?::[tdfrs])?>")
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_SATURDAY = 5


class MomentParser:
    """Parser for the time expressions in a sentence, in a member's time zone."""

    def __init__(
        self, matcher: Matcher, calendar: Calendar, now: datetime, locale: str, week_start: int
    ) -> None:
        self.matcher = matcher
        self.calendar = calendar
        self.now = now
        self.today = calendar.day_of(now)
        self.ranges = CalendarRanges(self.today, week_start)
        self.clock_times = ClockTimeParser(matcher)
        self.written_dates = WrittenDateParser(matcher, calendar, self.clock_times, locale)
        matcher.slot_fillers |= {
            "moment": self._moment,
            "last": self._last,
            "bare": self._bare,
            "dates": self._dates,
        }

    def instant(self, day: LocalDay, at: time) -> datetime:
        """Return the instant (UTC) of a local time on a date."""
        return self.calendar.instant(datetime.combine(day, at))

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
            if not moment.is_only_time or self.matcher.text(at)[0].isdecimal():
                yield end, {"moment": moment}

    def _longest(self, at: int, groups: tuple[str, ...]) -> tuple[int, Moment] | None:
        return max(self._candidates(at, groups), key=lambda found: found[0], default=None)

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
        if not has_number and not self.matcher.has_class("months", place):
            return None
        for end, slots in self.matcher.fill("moment", at):
            moment: Moment = slots["moment"]
            if moment.is_single_day and not moment.is_only_time:
                return end
        return None

    def _candidates(self, at: int, groups: tuple[str, ...]) -> Iterator[tuple[int, Moment]]:
        """Yield the end and value of each possible moment at a position."""
        if moment := self._timestamp(self.matcher.text(at)):
            yield at + 1, moment
        for end, moment in self._days(at, groups):
            yield end, moment
            yield from self._with_time(moment, end)
        if found := self.clock_times.parse(at):
            end, clock_time = found
            yield end, self._next_time(clock_time)
            for day_end, moment in self._days(self._skip_joiners(end), groups):
                yield day_end, self._at_time(moment, clock_time)

    def _with_time(self, moment: Moment, end: int) -> Iterator[tuple[int, Moment]]:
        """Yield a day, and the day with the time that follows: "morning", "5pm", "evening at 8"."""
        part = self.matcher.value("part", end)
        day_part = part or self.matcher.value("part", end - 1)
        end += bool(part)
        yield end, moment
        if found := self.clock_times.parse(self._skip_joiners(end), day_part):
            yield found[0], self._at_time(moment, found[1])

    def _skip_joiners(self, at: int) -> int:
        """Skip words that join a day and a time."""
        while self.matcher.has_class("date-time-joiners", at):
            at += 1
        return at

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

    def _at_time(self, moment: Moment, at: time | None) -> Moment:
        """Add a time of day to a moment; if it is past, use the next occurrence."""
        if at is None or moment.instant:
            return moment
        if moment.readings:
            readings = tuple(self._at_time(reading, at) for reading in moment.readings)
            return replace(moment, readings=readings)
        candidates = self._instants(moment, at)
        instant, day = next((found for found in candidates if found[0] > self.now), candidates[0])
        if day == moment.next_occurrence:
            return replace(moment, first=day, last=day, instant=instant)
        return replace(moment, instant=instant)

    def _instants(self, moment: Moment, at: time) -> list[tuple[datetime, LocalDay]]:
        """Return the possible instants of a time on a day, with their dates.

        The time may be after midnight but before the day ends, or on the day's next occurrence.
        """
        days = [moment.last]
        if moment.last >= self.today:
            after_midnight = moment.last + _DAY
            if self._belongs_to_day(moment, at, after_midnight):
                days.append(after_midnight)
            if moment.next_occurrence:
                days.append(moment.next_occurrence)
        return [(self.instant(day, at), day) for day in days]

    def _belongs_to_day(self, moment: Moment, at: time, after_midnight: LocalDay) -> bool:
        """Return whether a time after midnight still belongs to the moment's day."""
        is_today = moment.last == self.today and not moment.next_occurrence
        if is_today and after_midnight == self._date_now():
            return True
        return self.calendar.day_of(self.instant(after_midnight, at)) == moment.last

    def _date_now(self) -> date:
        return self.now.astimezone(self.calendar.zone).date()

    def _next_time(self, at: time | None) -> Moment:
        """Return the next occurrence of a time of day; None means the end of today."""
        if at is None:
            return Moment(self.today, self.today, is_only_time=True)
        instant = self.instant(self._date_now(), at)
        if instant <= self.now:
            instant = self.instant(self._date_now() + _DAY, at)
        day = self.calendar.day_of(instant)
        return Moment(day, day, instant, is_only_time=True)

    def _days(self, at: int, groups: tuple[str, ...]) -> Iterator[tuple[int, Moment]]:
        yield from self.written_dates.parse(at, self.ranges, is_whole="moments" in groups)
        for group in groups:
            for match in self.matcher.matches(group, at):
                meaning = match.meaning.format(**match.slots)
                if moment := self._resolve(meaning, match.slots):
                    yield match.end, moment

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
