"""Read when a member wants to be reminded: "7am and 9pm", "30 min before", "off"."""

import unicodedata
from datetime import datetime, timedelta

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.refusals import Refusal
from accountabot.domain.reminders.reminder_times import (
    AUTO,
    MOST_BEFORE,
    MOST_TIMES,
    NO_REMINDERS,
    ReminderTimes,
    at_times,
    before_due,
)
from accountabot.phrases.calendar.durations import Duration, DurationParser
from accountabot.phrases.language import language_tables
from accountabot.phrases.language.matcher import Match, Matcher
from accountabot.phrases.language.numerals import NumeralParser
from accountabot.phrases.language.tokenizer import tokenize
from accountabot.phrases.reminders.typed_times import read_times

LIMIT = 60
"""The maximum number of characters."""
_DAY = timedelta(days=1)
_TOO_LONG = MOST_BEFORE + _DAY
_DURATION = "duration"
_INVISIBLE = "Cf"
"""The Unicode category of direction marks, which come along if a time is copied from a message."""


def read_reminder_times(
    text: str, calendar: Calendar, now: datetime, *, locale: str = "en-US"
) -> ReminderTimes:
    """Return when a member wants to be reminded of a goal.

    Raises Refusal if the text is unreadable, ambiguous, or out of range.
    """
    text = "".join(each for each in text if unicodedata.category(each) != _INVISIBLE)
    table = language_tables.load_table(locale)
    matcher = Matcher(tokenize(text), table)
    DurationParser(matcher, NumeralParser(matcher, locale))
    if answer := _whole(matcher, "reminder-answers"):
        return _answered(answer)
    if lead := _whole(matcher, "reminder-leads"):
        return before_due(_length(lead))
    if _is_mixture(matcher):
        raise Refusal("remind-mixture", read=text.strip())
    return at_times(read_times(text, calendar, now, table=table, locale=locale))


def _is_mixture(matcher: Matcher) -> bool:
    """Return whether something before the due time is in a list."""
    positions = range(len(matcher.tokens))
    is_list = any(matcher.has_class("conjunctions", at) for at in positions)
    return is_list and any(matcher.longest("reminder-leads", at) for at in positions)


def _whole(matcher: Matcher, group: str) -> Match | None:
    """Return the match that is the whole text, besides words such as "please"."""
    fillers = [
        matcher.has_class("reminder-fillers", at) or matcher.has_class("conjunctions", at)
        for at in range(len(matcher.tokens))
    ]
    for at in range(len(matcher.tokens)):
        whole = (match for match in matcher.matches(group, at) if all(fillers[match.end :]))
        if found := next(whole, None):
            return found
        if not fillers[at]:
            break
    return None


def _answered(answer: Match) -> ReminderTimes:
    if answer.meaning == "often" and answer.slots.get("n", MOST_TIMES + 1) > MOST_TIMES:
        raise Refusal("remind-too-many", limit=MOST_TIMES)
    if answer.meaning in {"often", "few"}:
        raise Refusal("remind-which-times")
    return NO_REMINDERS if answer.meaning == "off" else AUTO


def _length(lead: Match) -> timedelta:
    """Return how long before; all that are too long have the same length."""
    if lead.meaning != _DURATION:
        return timedelta(minutes=int(lead.meaning))
    duration: Duration = lead.slots[_DURATION]
    if any(span != (1, "days") for span in duration.spans):
        return _TOO_LONG
    return len(duration.spans) * _DAY + duration.clock
