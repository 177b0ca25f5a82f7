"""Parse a text that is only a date, in English or in the member's language."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from accountabot.domain.calendar.days import Calendar, LocalDay
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
_NUMBER = re.compile(r"\d+")
_CENTURY = 100
_DAYS_PER_WEEK = 7
_MONTHS_PER_YEAR = 12


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
        table = language_tables.load_table_with_dates(locale)
        self.matcher = Matcher(tokenize(text), table)
        WeekdayParser(self.matcher)
        DurationParser(self.matcher, NumeralParser(self.matcher, locale))
        self.moments = MomentParser(
            self.matcher, calendar, now, locale=locale, week_start=week_start
        )

    def readings(self) -> tuple[LocalDay | datetime, ...]:
        """Return the possible readings; none if a part of the text is something else."""
        moment = next(filter(None, (self._moment(at) for at in self._starts())), None)
        found = tuple(self._readings(moment)) if moment else self._in_own_language()
        is_valid = all(1 < each.year < LAST_YEAR for each in found)
        return tuple(dict.fromkeys(found)) if is_valid else ()

    def _readings(self, moment: Moment) -> Iterator[LocalDay | datetime]:
        """Yield the instants or days of a moment, or nothing for a range of days."""
        for reading in moment.all_readings:
            if reading.instant:
                yield reading.instant
            elif self.role is DateRole.START:
                yield reading.first
            elif self.role is DateRole.END or reading.is_single_day:
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
        if self.role is DateRole.DAY and not is_delay:
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

    def _in_own_language(self) -> tuple[LocalDay | datetime, ...]:
        """Parse a date such as "demain" or "in 3 Tagen" with dateparser."""
        languages = locales.date_languages(language_tables.ENGLISH, self.locale)[1:]
        local_now = self.now.astimezone(self.calendar.zone)
        if not languages:
            return ()
        found = _date_parser(languages, self.locale, local_now).get_date_data(self.text)
        moment: datetime | None = found.date_obj
        if moment is None or not _explains_numbers(self.text, moment, local_now):
            return ()
        if found.period != "time":
            return (moment.date(),)
        return (self.calendar.instant(moment.replace(tzinfo=None)).astimezone(UTC),)


def _date_parser(languages: tuple[str, ...], locale: str, now: datetime) -> Any:  # noqa: ANN401 - dateparser is untyped
    from dateparser.date import DateDataParser  # noqa: PLC0415 - loaded with the first date only

    settings = {
        "RELATIVE_BASE": now.replace(tzinfo=None),
        "PREFER_DATES_FROM": "future",
        "RETURN_TIME_AS_PERIOD": True,
        # Without this, a month alone would get today's day.
        "REQUIRE_PARTS": ["day", "month"],
        "DATE_ORDER": locales.date_order(locale),
    }
    return DateDataParser(languages=list(languages), settings=settings)


def _explains_numbers(text: str, found: datetime, now: datetime) -> bool:
    """Return whether dateparser used every number; it skips words that it doesn't know."""
    days = abs((found.date() - now.date()).days)
    months = abs((found.year - now.year) * _MONTHS_PER_YEAR + found.month - now.month)
    used = {found.day, found.month, found.year, found.year % _CENTURY, found.hour, found.minute}
    used |= {days, days // _DAYS_PER_WEEK, months, months // _MONTHS_PER_YEAR}
    return {int(number) for number in _NUMBER.findall(text)} <= used
