"""Parse a deadline from its own input field; a date means the end of that day."""

import re
from datetime import UTC, datetime, timedelta

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.refusals import Refusal
from accountabot.phrases.calendar.written_dates import LAST_YEAR
from accountabot.phrases.language import language_tables, locales

LIMIT = 60
"""The maximum number of characters."""
_TIMESTAMP = re.compile(r"<t:(\d{1,11})(?::[tTdDfFsSR])?>")
_END_OF_DAY = re.compile(r"(?:^|[T\s]+(?:at\s+)?)24:00(?::00)?$", re.IGNORECASE)
_DIGIT_OR_WORD = re.compile(r"\d|[^\W\d_]{3}", re.ASCII)
_LAST_SECOND = timedelta(seconds=1)


def parse_deadline(
    text: str, calendar: Calendar, now: datetime, *, locale: str = "en-US"
) -> datetime | None:
    """Parse a deadline to an instant (UTC); return None if there is none.

    Raises Refusal if the text has no date or is out of range.

    Text that is not in ISO 8601 goes to dateparser, whose first call may take 0.25 seconds.
    """
    text = text.strip()
    if not text or language_tables.load_table(locale).has("no-end", text.casefold()):
        return None
    if timestamp := _TIMESTAMP.fullmatch(text):
        return datetime.fromtimestamp(int(timestamp[1]), UTC)
    found = _parse_local(text, calendar, now, locale)
    if found is None or not 1 < found.year < LAST_YEAR:
        raise Refusal("deadline-unreadable", read=text)
    if not isinstance(found, datetime):
        return end_of_day(found, calendar)
    return found.astimezone(UTC) if found.tzinfo else calendar.instant(found)


def end_of_day(day: LocalDay, calendar: Calendar) -> datetime:
    """Return the last second of a local day as an instant (UTC)."""
    return calendar.ends(day) - _LAST_SECOND


def _parse_local(
    text: str, calendar: Calendar, now: datetime, locale: str
) -> datetime | LocalDay | None:
    """Parse a local date or time; "24:00" is the end of its date."""
    end_of_day_suffix = _END_OF_DAY.search(text)
    if not end_of_day_suffix:
        return _parse_iso(text) or _parse_words(text, calendar, now, locale)
    text = text[: end_of_day_suffix.start()]
    found = _parse_iso(text)
    if not found:
        found = _parse_words(text, calendar, now, locale) if text else calendar.day_of(now)
    return found.date() if isinstance(found, datetime) else found


def _parse_iso(text: str) -> datetime | LocalDay | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.date() if len(text) <= len("2026-12-24") else found


def _parse_words(
    text: str, calendar: Calendar, now: datetime, locale: str
) -> datetime | LocalDay | None:
    # A bare number is ambiguous: a day, a month or an hour.
    if not _DIGIT_OR_WORD.search(text) or text.isdecimal():
        return None
    from dateparser.date import DateDataParser  # noqa: PLC0415 - loaded with the first date only

    settings = {
        "RELATIVE_BASE": now.astimezone(calendar.zone).replace(tzinfo=None),
        "PREFER_DATES_FROM": "future",
        "RETURN_TIME_AS_PERIOD": True,
        "RETURN_AS_TIMEZONE_AWARE": True,
        "TIMEZONE": calendar.zone.key,
        "DATE_ORDER": locales.date_order(locale),
    }
    languages = list(locales.date_languages(language_tables.ENGLISH, locale))
    found = DateDataParser(languages=languages, settings=settings).get_date_data(text)
    moment: datetime | None = found.date_obj
    if moment is None or found.period != "time":
        return moment and moment.date()
    is_local = moment.utcoffset() == moment.replace(tzinfo=calendar.zone).utcoffset()
    return moment.replace(tzinfo=None) if is_local else moment
