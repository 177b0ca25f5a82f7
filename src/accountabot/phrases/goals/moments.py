"""Say which day or moment is meant by words such as "tomorrow noon", "next Friday" or "the end of March"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.goals.schedules import WEEKDAYS
from accountabot.phrases.goals import dates, locales
from accountabot.phrases.goals.clocks import Clocks
from accountabot.phrases.goals.date_ranges import Periods, moved
from accountabot.phrases.goals.dates import LEAP
from accountabot.phrases.goals.deadlines import LAST_YEAR
from accountabot.phrases.goals.reading import Filled, Reading

_STAMP = re.compile(r"<t:(\d{1,11})(?::[tdfrs])?>")
_YEARS = re.compile(r"(?:19|2\d)\d\d")
_FIGURES = re.compile(r"\d{1,4}([./])\d{1,2}\1\d{2,4}")
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_TWO_FIGURES = 2
_MOST_DATES = 3
"""Written dates that are read in one sentence, each of which takes dateparser a while."""
_SATURDAY = 5
_SOON = 10
"""Years; a later one is more likely a number."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a run of them, perhaps with a time of day or an exact instant (UTC)."""

    first: LocalDay
    last: LocalDay
    instant: datetime | None = None
    others: tuple["Moment", ...] = ()
    """Where it may mean several days, all of them."""
    again: LocalDay | None = None
    """When it is that day again, where its name says so: the next Thursday, the next 15th."""
    is_only_a_time: bool = False
    """No day was named: where something recurs, the time belongs to what is done."""


class Moments:
    """What the words for days and times mean at a given moment, where a member lives."""

    def __init__(
        self, reading: Reading, calendar: Calendar, now: datetime, locale: str, week_start: int
    ) -> None:
        self.reading, self.calendar, self.now, self.locale = reading, calendar, now, locale
        self.today = calendar.day_of(now)
        self.periods = Periods(self.today, week_start)
        self.clocks = Clocks(reading)
        self._written_down: set[str] = set()
        reading.fills |= {
            "moment": self._moment,
            "last": self._last,
            "bare": self._bare,
            "dates": self._dates,
        }

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages in which a date may be written."""
        return locales.languages(self.reading.table.language, self.locale)

    def instant(self, day: LocalDay, at: time) -> datetime:
        """Return the instant (UTC) at which the clock shows a time on a date."""
        return self.calendar.instant(datetime.combine(day, at))

    def _last(self, at: int) -> Iterator[tuple[int, Filled]]:
        yield from (
            (end, {"last": filled["moment"]}) for end, filled in self.reading.fill("moment", at)
        )

    def _moment(self, at: int) -> Iterator[tuple[int, Filled]]:
        found = max(self._all(at, ("moments", "bare")), key=lambda found: found[0], default=None)
        if found:
            yield found[0], {"moment": found[1]}

    def _bare(self, at: int) -> Iterator[tuple[int, Filled]]:
        found = max(self._all(at, ("bare",)), key=lambda found: found[0], default=None)
        if found and (not found[1].is_only_a_time or self.reading.text(at)[0].isdecimal()):
            yield found[0], {"moment": found[1]}

    def _dates(self, at: int) -> Iterator[tuple[int, Filled]]:
        """Read several dates in a row: "Jan 5 and Jan 9", "the 1st, the 10th and the 20th"."""
        if self.reading.is_a("between", at - 1):
            return
        end, count = at, 0
        while found := self._dated_at(end):
            end, count = found, count + 1
            if count > 1 and (self.reading.is_over(end) or self.reading.is_a("stops", end)):
                yield end, {}
            if not self.reading.is_a("and", end):
                return
            end = self.reading.behind_and(end)

    def _dated_at(self, at: int) -> int | None:
        """Return where a date with its number ends, None where none stands there."""
        place = self._linked(at)
        is_numbered = self.reading.is_a("months", place) or self.reading.text(place)[:1].isdecimal()
        moments = (
            [(end, filled["moment"]) for end, filled in self.reading.fill("moment", at)]
            if is_numbered
            else []
        )
        return next(
            (
                end
                for end, moment in moments
                if moment.first == moment.last and not moment.is_only_a_time
            ),
            None,
        )

    def _all(self, at: int, groups: tuple[str, ...]) -> Iterator[tuple[int, Moment]]:
        if moment := self._stamp(self.reading.text(at)):
            yield at + 1, moment
        for end, moment in self._days(at, groups):
            yield end, moment
            yield from self._timed(moment, end)
        if found := self.clocks.read(at):
            yield found[0], self._next(found[1])
            for end, moment in self._days(self._joined(found[0]), groups):
                yield end, self._at(moment, found[1])

    def _timed(self, moment: Moment, end: int) -> Iterator[tuple[int, Moment]]:
        """Yield a day with what follows: "morning", "5pm", "evening at 8"."""
        part = self.reading.value("part", end)
        half = part or self.reading.value("part", end - 1)
        end += bool(part)
        yield end, moment
        if found := self.clocks.read(self._joined(end), half):
            yield found[0], self._at(moment, found[1])

    def _joined(self, at: int) -> int:
        while self.reading.table.has("joins", self.reading.text(at)):
            at += 1
        return at

    def _stamp(self, text: str) -> Moment | None:
        stamp = _STAMP.fullmatch(text)
        instant = datetime.fromtimestamp(int(stamp[1]), UTC) if stamp else None
        if instant is None or instant.year >= LAST_YEAR:
            return None
        day = self.calendar.day_of(instant)
        return Moment(day, day, instant)

    def _at(self, moment: Moment, at: time | None) -> Moment:
        if at is None or moment.instant:
            return moment
        if moment.others:
            return replace(moment, others=tuple(self._at(other, at) for other in moment.others))
        days = self._same_days(moment, at)
        instant, day = next((found for found in days if found[0] > self.now), days[0])
        first, last = (day, day) if day == moment.again else (moment.first, moment.last)
        return replace(moment, first=first, last=last, instant=instant)

    def _same_days(self, moment: Moment, at: time) -> list[tuple[datetime, LocalDay]]:
        """Return when a time of a day may be: also past midnight before that day is over, or when it comes again."""
        here = self.now.astimezone(self.calendar.zone).date()
        days = [moment.last]
        if moment.last >= self.today:
            late = moment.last + _DAY
            is_still_today = moment.last == self.today and not moment.again and late == here
            is_of_the_day = self.calendar.day_of(self.instant(late, at)) == moment.last
            days += [late] if is_still_today or is_of_the_day else []
            days += [moment.again] if moment.again else []
        return [(self.instant(day, at), day) for day in days]

    def _next(self, at: time | None) -> Moment:
        if at is None:
            return Moment(self.today, self.today, is_only_a_time=True)
        here = self.now.astimezone(self.calendar.zone).date()
        instant = self.instant(here, at)
        instant = instant if instant > self.now else self.instant(here + _DAY, at)
        day = self.calendar.day_of(instant)
        return Moment(day, day, instant, is_only_a_time=True)

    def _days(self, at: int, groups: tuple[str, ...]) -> Iterator[tuple[int, Moment]]:
        yield from self._written(at, alone="moments" in groups)
        for group in groups:
            for end, meaning, filled in self.reading.matches(group, at):
                if moment := self._meant(meaning.format(**filled), filled):
                    yield end, moment

    def _meant(self, meaning: str, filled: Filled) -> Moment | None:
        kind, *details = meaning.split()
        if inner := filled.get("moment"):
            day = inner.first if kind == "begin" else inner.last
            return Moment(day, day)
        try:
            return self._named(kind, details)
        except (ValueError, OverflowError):
            return None

    def _named(self, kind: str, details: list[str]) -> Moment:
        match kind, details:
            case "this" | "next" | "days" | "in-next-week", _:
                return self._weekday(kind, WEEKDAYS.index(details[0]))
            case "the", [day]:
                return _day(
                    self.periods.next_dated(int(day)), self.periods.next_dated(int(day), later=1)
                )
            case "in-next-month", [day]:
                return _day(self.periods.named("month", 1)[0].replace(day=int(day)))
            case "turn", _:
                return Moment(date(self.today.year + 1, 1, 1), date(self.today.year, 12, 31))
            case period, [which]:
                return self._period(period, int(which))
            case _:  # a month and a day
                return _day(dates.coming(int(kind[:2]), int(kind[3:]), self.today))

    def _weekday(self, kind: str, weekday: int) -> Moment:
        match kind:
            case "next":
                return self._either(weekday)
            case "in-next-week":
                return _day(self.periods.in_next_week(weekday))
            case _:
                day = self.periods.coming(weekday) + (_WEEK if kind == "days" else 0 * _DAY)
                return _day(day, day + _WEEK)

    def _period(self, period: str, which: int) -> Moment:
        """Return a period; "next weekend" may be either of two."""
        moment = Moment(*self.periods.named(period, which))
        if period == "weekend" and which and self.today.weekday() < _SATURDAY:
            return replace(moment, others=(Moment(*self.periods.named(period, 0)), moment))
        return moment

    def _either(self, weekday: int) -> Moment:
        """Return "next Friday": this week's or next week's, where both are still to come."""
        soon, later = self.periods.coming(weekday), self.periods.in_next_week(weekday)
        soon = soon if soon > self.today else later
        return Moment(soon, soon, others=(_day(soon), _day(later)) if soon != later else ())

    def _written(self, at: int, *, alone: bool) -> Iterator[tuple[int, Moment]]:
        """Yield the dates that are written down; `alone` also in figures, or a month without a day."""
        if (day := self.reading.table.value("day", self.reading.text(at))) in WEEKDAYS:
            at = self._linked(at + 1)
        try:
            yield from self._iso(at)
            dated = list(self._dated(at))
            yield from dated
            if alone and not day and not dated:
                yield from self._in_figures(at)
                yield from self._whole(at)
        except (ValueError, OverflowError):
            return

    def _iso(self, at: int) -> Iterator[tuple[int, Moment]]:
        if self.reading.text(at)[4:5] == "-":
            found = datetime.fromisoformat(self.reading.text(at).upper())
            if not 1 < found.year < LAST_YEAR:
                return
            is_dated = "t" not in self.reading.text(at)
            yield (
                at + 1,
                Moment(
                    found.date(), found.date(), None if is_dated else self.calendar.instant(found)
                ),
            )

    def _dated(self, at: int) -> Iterator[tuple[int, Moment]]:
        """Yield a date with a month's name: "Dec 24th", "24 December 2026"."""
        text = self.reading.text
        if (found := self._day_number(at + 1)) and self._is_month(at):
            month, end = text(at), found[0]
        elif (found := self._day_number(at)) and self._is_month(end := self._linked(found[0])):
            month, end = text(end), end + 1
        else:
            return
        end, year = self._year(end)
        yield end, _day(self._read(f"{found[1]} {month}", "DMY", year))

    def _is_month(self, at: int) -> bool:
        """Tell whether a month's name stands there, in the language of the table or in the member's own."""
        text = self.reading.text(at)
        return self.reading.is_a("months", at) or (
            text.isalpha() and any(text in locales.months(own) for own in self.languages[1:])
        )

    def _day_number(self, at: int) -> tuple[int, int] | None:
        at = self._linked(at)
        for end, filled in self.reading.fill("ordinal", at):
            return end, filled["ordinal"]
        text = self.reading.text(at)
        if not text.isdecimal() or len(text) > _TWO_FIGURES or self.clocks.read(at):
            return None
        return at + 1, int(text)

    def _linked(self, at: int) -> int:
        return at + self.reading.table.has("links", self.reading.text(at))

    def _year(self, at: int) -> tuple[int, int | None]:
        """Return the year that follows, and where it ends; None where there is none."""
        place = self._linked(at)
        is_year = _YEARS.fullmatch(self.reading.text(place))
        return (place + 1, int(is_year[0])) if is_year else (at, None)

    def _whole(self, at: int) -> Iterator[tuple[int, Moment]]:
        """Yield a month without a day, a year without a month."""
        text = self.reading.text(at)
        if self.reading.is_a("months", at):
            end, year = self._year(at + 1)
            first = self._read(f"1 {text}", "DMY", year or LEAP)
            first = first if year else self.periods.coming_month(first.month)
            yield end, Moment(first, moved(first, 1, "months") - _DAY)
        elif _YEARS.fullmatch(text) and self.today.year <= int(text) <= self.today.year + _SOON:
            yield at + 1, Moment(date(int(text), 1, 1), date(int(text), 12, 31))

    def _in_figures(self, at: int) -> Iterator[tuple[int, Moment]]:
        text = self.reading.text
        order = locales.order_of(self.locale)
        if _FIGURES.fullmatch(text(at)):
            yield at + 1, _day(self._read(text(at), order, None, is_whole=True))
        elif text(at).isdecimal() and text(at + 1) == "/" and text(at + 2).isdecimal():
            yield at + 3, _day(self._read(f"{text(at)}/{text(at + 2)}", order, None))
        elif re.fullmatch(r"\d{1,2}\.\d{1,2}", text(at)) and text(at + 1) == ".":
            yield at + 2, _day(self._read(text(at).replace(".", "/"), order, None))

    def _read(self, text: str, order: str, year: int | None, *, is_whole: bool = False) -> LocalDay:
        sign = "/" if "/" in text else " "
        whole = text if is_whole else f"{text}{sign}{year or LEAP}"
        self._written_down.add(whole)
        if len(self._written_down) > _MOST_DATES:
            raise ValueError(text)
        found = dates.written(whole, self.languages, order)
        if found is None:
            raise ValueError(text)
        return found if is_whole or year else dates.coming(found.month, found.day, self.today)


def _day(day: LocalDay, again: LocalDay | None = None) -> Moment:
    return Moment(day, day, again=again)
