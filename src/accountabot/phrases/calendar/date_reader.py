"""Read a date typed into a form or an option, just as it would be read in a sentence."""

from datetime import datetime
from enum import StrEnum

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.refusals import Refusal
from accountabot.phrases.language import language_tables

LIMIT = 60
"""The maximum number of characters."""


class DateRole(StrEnum):
    """What a date is for, which decides what a week or a month alone means."""

    END = "end"
    """Its last day."""
    START = "start"
    """Its first day."""
    DAY = "day"
    """Nothing: one day is needed."""
    RANGE = "range"
    """All of its days."""


def read_date(
    text: str,
    calendar: Calendar,
    now: datetime,
    *,
    role: DateRole,
    locale: str = "en-US",
    week_start: int = 0,
) -> tuple[LocalDay | datetime, ...]:
    """Return the possible readings of a date: a day, or an instant (UTC) if a time was typed.

    The result is empty for an empty text and for words such as "never". More than one reading
    means that the date is ambiguous, and the member has to be asked.

    Raises Refusal if the text is not a date, or not a single day if one is needed.
    """
    text = text.strip()
    if not text or language_tables.load_table(locale).has("no-end", text.casefold()):
        return ()
    from accountabot.phrases.calendar.lone_dates import LoneDateParser  # noqa: PLC0415 - not needed before someone types a date

    parser = LoneDateParser(text, calendar, now, role=role, locale=locale, week_start=week_start)
    readings = parser.readings()
    if not readings:
        raise Refusal("deadline-unreadable", read=text)
    return readings
