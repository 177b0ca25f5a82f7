"""Read the days of one date, week or month; the past ones if they have just passed."""

from datetime import datetime, timedelta

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.phrases.calendar.date_reader import DateRole

Span = tuple[LocalDay, LocalDay]
"""A first and a last day."""
_ALMOST_A_YEAR = timedelta(days=360)


class SpanReader:
    """A reader of one date, week or month, which may have passed `lookback` ago at most."""

    def __init__(
        self,
        calendar: Calendar,
        now: datetime,
        *,
        lookback: timedelta,
        locale: str,
        week_start: int,
    ) -> None:
        self._calendar = calendar
        self._now = now
        self._earliest = calendar.day_of(now) - lookback
        self._locale = locale
        self._week_start = week_start

    def spans(self, text: str) -> list[Span]:
        """Return the possible readings of a text.

        A date without a year is the next one, or the last one if that has just passed.
        """
        spans = self._parse(text, self._now)
        is_date = any(map(str.isdecimal, text)) or len(text.split()) == 1  # unlike "next year"
        if not is_date or all(first - self._earliest < _ALMOST_A_YEAR for first, _ in spans):
            return spans
        passed = self._parse(text, self._calendar.begins(self._earliest))
        past = {_name(span): span for span in passed if span[0] >= self._earliest}
        return [past.get(_name(span), span) for span in spans]

    def single_days(self, text: str) -> list[LocalDay]:
        """Return the readings that are one day."""
        return _single_days(self.spans(text))

    def single_days_from(self, text: str, day: LocalDay) -> list[LocalDay]:
        """Return the readings that are one day, as if the text was typed on `day`."""
        return _single_days(self._parse(text, self._calendar.begins(day)))

    def _parse(self, text: str, now: datetime) -> list[Span]:
        from accountabot.phrases.calendar.lone_dates import LoneDateParser  # noqa: PLC0415 - not needed before someone types a date

        parser = LoneDateParser(
            text.strip(),
            self._calendar,
            now,
            role=DateRole.RANGE,
            locale=self._locale,
            week_start=self._week_start,
        )
        return parser.spans()


def _single_days(spans: list[Span]) -> list[LocalDay]:
    return [first for first, last in spans if first == last]


def _name(span: Span) -> tuple[int, ...]:
    """Return the months and days of a span."""
    first, last = span
    return first.month, first.day, last.month, last.day
