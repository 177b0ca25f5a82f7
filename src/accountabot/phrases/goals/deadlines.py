"""Read a deadline as a member types it: a date alone is the end of that local day."""

import re
from datetime import UTC, datetime, timedelta

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.refusals import Refusal
from accountabot.phrases.goals import locales, tables

LIMIT = 60
"""Characters; no date needs more."""
_TIMESTAMP = re.compile(r"<t:(\d{1,11})(?::[tTdDfFsSR])?>")
_END = re.compile(r"(?:^|[T\s]+(?:at\s+)?)24:00(?::00)?$", re.IGNORECASE)
"""The end of a day."""
_SAYS_SOMETHING = re.compile(r"\d|[^\W\d_]{3}", re.ASCII)
LAST_YEAR = 9000
"""No clock is asked about a later one."""
_LAST_SECOND = timedelta(seconds=1)


def read(text: str, calendar: Calendar, now: datetime, *, locale: str = "en-US") -> datetime | None:
    """Return the instant (UTC) that `text` names, or None where it is empty or says "no end".

    Raises Refusal where it names none, or one beyond any calendar.

    What is not written in ISO 8601 is left to dateparser, which may take a quarter of a second the first time.
    """
    text = text.strip()
    if not text or tables.of(locale).has("endless", text.casefold()):
        return None
    if stamp := _TIMESTAMP.fullmatch(text):
        return datetime.fromtimestamp(int(stamp[1]), UTC)
    end = _END.search(text)
    said = text[: end.start()] if end else text
    found = _iso(said) or (_in_words(said, calendar, now, locale) if said else calendar.day_of(now))
    found = found.date() if end and isinstance(found, datetime) else found
    if found is None or not 1 < found.year < LAST_YEAR:
        raise Refusal("deadline-unreadable", read=text)
    if not isinstance(found, datetime):
        return end_of(found, calendar)
    return found.astimezone(UTC) if found.tzinfo else calendar.instant(found)


def end_of(day: LocalDay, calendar: Calendar) -> datetime:
    """Return the last second of a local day (UTC)."""
    return calendar.ends(day) - _LAST_SECOND


def _iso(text: str) -> datetime | LocalDay | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.date() if len(text) <= len("2026-12-24") else found


def _in_words(
    text: str, calendar: Calendar, now: datetime, locale: str
) -> datetime | LocalDay | None:
    if (
        not _SAYS_SOMETHING.search(text) or text.isdecimal()
    ):  # a bare number may be a day, a month or an hour
        return None
    from dateparser.date import DateDataParser  # noqa: PLC0415 - not needed until someone writes a date in words

    settings = {
        "RELATIVE_BASE": now.astimezone(calendar.zone).replace(tzinfo=None),
        "PREFER_DATES_FROM": "future",
        "RETURN_TIME_AS_PERIOD": True,
        "RETURN_AS_TIMEZONE_AWARE": True,
        "TIMEZONE": calendar.zone.key,
        "DATE_ORDER": locales.order_of(locale),
    }
    found = DateDataParser(
        languages=list(locales.languages(tables.ENGLISH, locale)), settings=settings
    ).get_date_data(text)
    moment: datetime | None = found.date_obj
    if moment is None or found.period != "time":
        return moment and moment.date()
    is_here = moment.utcoffset() == moment.replace(tzinfo=calendar.zone).utcoffset()
    return moment.replace(tzinfo=None) if is_here else moment
