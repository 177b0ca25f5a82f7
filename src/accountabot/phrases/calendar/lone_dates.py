"""Parse a text that is only a date, in English or in the member's language."""

from collections.abc import Iterator
from datetime import datetime

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.phrases.calendar import other_languages
from accountabot.phrases.calendar.date_reader import DateRole
from accountabot.phrases.calendar.durations import Duration, DurationParser
from accountabot.phrases.calendar.moment import Moment
from accountabot.phrases.calendar.moments import MomentParser
from accountabot.phrases.calendar.numeric_dates import LAST_YEAR
from accountabot.phrases.calendar.weekdays import WeekdayParser
from accountabot.phrases.language import language_tables, locales
from accountabot.phrases.language.matcher import Matcher
from accountabot.phrases.language.numerals import NumeralParser
from accountabot.phrases.language.tokenizer import tokenize

_GROUPS = ("moments", "bare-moments", "short-days")


class LoneDateParser:
    """Parser for one text, which has to be a date from its first word to its last."""

    def __init__(
        self,
        text: str,
        calendar: Calendar,
        now: datetime,
        *,
        role: DateRole,
        locale: str,
        week_start: int,
    ) -> None:
        self.text = text
        self.calendar = calendar
        self.now = now
        self.role = role
        self.locale = locale
        self.week_start = week_start
        table = language_tables.load_table_with_dates(locale)
        self.matcher = Matcher(tokenize(text), table)
        WeekdayParser(self.matcher)
        DurationParser(self.matcher, NumeralParser(self.matcher, locale))
        self.moments = MomentParser(
            self.matcher, calendar, now, locale=locale, week_start=week_start
        )

    def spans(self) -> list[tuple[LocalDay, LocalDay]]:
        """Return the first and last day of each possible reading."""
        moment = self._whole()
        spans = [
            (day, day)
            if reading.instant and (day := self.calendar.day_of(reading.instant))
            else (reading.first, reading.last)
            for reading in (moment.all_readings if moment else ())
        ]
        is_valid = all(1 < day.year < LAST_YEAR for span in spans for day in span)
        return [*dict.fromkeys(spans)] if is_valid else []

    def _whole(self) -> Moment | None:
        """Return the moment that is the whole text."""
        moment = next(filter(None, (self._moment(at) for at in self._starts())), None)
        return moment or self._in_own_language()

    def readings(self) -> tuple[LocalDay | datetime, ...]:
        """Return the possible readings; none if a part of the text is something else."""
        moment = self._whole()
        found = tuple(self._readings(moment)) if moment else ()
        is_valid = all(1 < each.year < LAST_YEAR for each in found)
        return tuple(dict.fromkeys(found)) if is_valid else ()

    def _readings(self, moment: Moment) -> Iterator[LocalDay | datetime]:
        """Yield the instants or days of a moment, or nothing for a range of days."""
        readings = moment.all_readings
        if self.role is DateRole.DAY and not all(each.is_single_day for each in readings):
            return
        for reading in readings:
            if reading.instant:
                yield reading.instant
            elif self.role is DateRole.START:
                yield reading.first
            else:
                yield reading.last

    def _starts(self) -> list[int]:
        """Return the positions at which the date may begin, after a preposition."""
        return [0, *(match.end for match in self.matcher.matches("date-openers", 0))]

    def _moment(self, at: int) -> Moment | None:
        """Return the moment from a position to the end of the text."""
        for end, slots in self.matcher.fill("duration", at):
            if self._is_end(end):
                return self._after(slots["duration"], self.matcher.text(at - 1))
        found = self.moments.candidates(at, _GROUPS)
        return next((moment for end, moment in found if self._is_end(end)), None)

    def _after(self, duration: Duration, preposition: str) -> Moment | None:
        """Return the end of a duration; "for 30 days" includes today, "in 30 days" doesn't."""
        is_delay = self.matcher.table.has("delay-prepositions", preposition)
        if self.role in {DateRole.DAY, DateRole.RANGE} and not is_delay:
            return None
        is_length = self.role is DateRole.END and not is_delay and not duration.clock
        try:
            if is_length:
                return duration.last_day_from(self.moments.today)
            return duration.after(self.now, self.calendar)
        except (ValueError, OverflowError):
            return None

    def _is_end(self, at: int) -> bool:
        places = range(at, len(self.matcher.tokens))
        return not any(self.matcher.tokens[place].is_word for place in places)

    def _in_own_language(self) -> Moment | None:
        """Parse a date such as "demain" or "in 3 Tagen"."""
        return other_languages.parse_date(
            self.text,
            self.calendar,
            self.now,
            languages=locales.date_languages(language_tables.ENGLISH, self.locale)[1:],
            locale=self.locale,
            week_start=self.week_start,
        )
