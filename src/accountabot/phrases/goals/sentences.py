"""Understand a goal from one sentence: what is to be done, how often, from when, until when, and how much."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.goals.schedules import DAILY, Once, Schedule
from accountabot.domain.refusals import Refusal
from accountabot.domain.user_text import clean_text
from accountabot.phrases.goals import limits, promised_amounts, recurrences, tables, titles
from accountabot.phrases.goals.deadlines import end_of
from accountabot.phrases.goals.limits import Length, Limits
from accountabot.phrases.goals.moments import Moment, Moments
from accountabot.phrases.goals.numerals import Numerals
from accountabot.phrases.goals.reading import Reading
from accountabot.phrases.goals.recurrences import Clause
from accountabot.phrases.goals.tables import Table
from accountabot.phrases.goals.tokens import tokenize
from accountabot.phrases.goals.understood import LIMIT, Choice, Understood
from accountabot.phrases.goals.weekdays import Weekdays

MOST_WORDS = 50
"""With the signs; what is left as the title of a longer sentence would be too long for one. It is kept and not read."""


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """Where and when a sentence is said, and in which language."""

    calendar: Calendar
    now: datetime
    locale: str
    week_start: int
    table: Table


def read(
    text: str,
    calendar: Calendar,
    now: datetime,
    *,
    locale: str = "en-US",
    week_start: int = 0,
    table: Table | None = None,
) -> Understood:
    """Return what a goal's sentence says; what is no schedule or date stays in the title, which is never empty.

    Raises Refusal for a text that shows nothing, is too long, or names an amount that nobody could mean.
    """
    sentence = clean_text(text, LIMIT)
    here = ReadingContext(calendar, now, locale, week_start, table or tables.of(locale))
    understood = _understand(sentence, here)
    return understood if understood.title else replace(understood, title=sentence)


def read_schedule(
    text: str,
    calendar: Calendar,
    now: datetime,
    *,
    locale: str = "en-US",
    week_start: int = 0,
    table: Table | None = None,
) -> Understood:
    """Return what a text says that says only when and how often; its title is empty.

    Raises Refusal, naming what could not be read, where it says anything else or nothing.
    """
    sentence = clean_text(text, LIMIT)
    here = ReadingContext(calendar, now, locale, week_start, table or tables.of(locale))
    understood = _understand(sentence, here)
    if understood.title or understood.unread or understood.schedule is None:
        raise Refusal(
            "schedule-unreadable", read=" ".join(understood.unread) or understood.title or sentence
        )
    return understood


def _understand(sentence: str, here: ReadingContext) -> Understood:
    words = tokenize(sentence)
    if len(words) > MOST_WORDS:
        return Understood(sentence)
    reading = Reading(words, here.table)
    numerals = Numerals(reading, here.locale)
    Weekdays(reading)
    moments = Moments(reading, here.calendar, here.now, here.locale, here.week_start)
    reading.close_names()
    moments.clocks.close()
    clauses = [*recurrences.explicit(reading), *recurrences.loose(reading)]
    bounds = _limits(reading, moments, clauses)
    schedule, unread = _schedule(reading, sentence, clauses, bounds)
    if unread:  # the member has to say anew how often, and may mean something else by the dates
        reading.taken.clear()
        bounds = Limits()
    unread_end = (
        limits.unread(reading, sentence, clauses) if schedule and bounds.end is None else ""
    )
    moments.clocks.close_hours()
    amount = promised_amounts.Finder(reading, numerals, sentence).promised()
    understood = Understood(
        titles.of(reading, sentence), schedule, amount=amount, unread=unread, unread_end=unread_end
    )
    return _with_dates(understood, bounds, here.calendar, moments)


def _limits(reading: Reading, moments: Moments, clauses: list[Clause]) -> Limits:
    """Return from when and until when; a "daily" said in passing counts where nothing else says how often."""
    bounds = limits.Finder(reading, moments, recurs=_recurs(clauses)).explicit()
    if not clauses:
        clauses += recurrences.loose(reading)
    if not clauses and (bounds.end is None or bounds.lasts):
        clauses += recurrences.adjectives(reading)
    clauses += recurrences.on_days(reading, clauses)
    if bounds.end is None:
        loose = limits.Finder(reading, moments, recurs=_recurs(clauses)).loose()
        bounds = Limits(bounds.start or loose.start, loose.end, loose.lasts)
    return bounds


def _recurs(clauses: list[Clause]) -> bool:
    return any(clause.schedule != Once() for clause in clauses)


def _schedule(
    reading: Reading, sentence: str, clauses: list[Clause], bounds: Limits
) -> tuple[Schedule | None, tuple[str, ...]]:
    """Return how often, and the words that say so in a way that can't be promised."""
    if not clauses:
        return (DAILY if bounds.lasts else Once() if bounds.end else None), ()
    if schedule := recurrences.chosen(clauses):
        return schedule, ()
    unread = [clause for clause in clauses if clause.schedule is None] or clauses
    return None, tuple(reading.slice(sentence, clause.first, clause.end) for clause in unread)


def _with_dates(
    understood: Understood, bounds: Limits, calendar: Calendar, moments: Moments
) -> Understood:
    """Fill in the dates, or the choice between several."""
    ends = _ends(bounds, moments)
    is_once = understood.schedule == Once()
    found = {
        "start": tuple(dict.fromkeys(moment.first for moment in _meant(bounds.start))),
        "until": tuple(
            dict.fromkeys(
                moment.instant or end_of(moment.last, calendar) for moment in ends if is_once
            )
        ),
        "through": tuple(dict.fromkeys(moment.last for moment in ends if not is_once)),
    }
    sure: dict[str, Any] = {
        field: options[0] for field, options in found.items() if len(options) == 1
    }
    unsure = tuple(Choice(field, options) for field, options in found.items() if len(options) > 1)
    return replace(understood, choices=unsure, **sure)


def _ends(bounds: Limits, moments: Moments) -> tuple[Moment, ...]:
    if isinstance(bounds.end, Length):
        starts = _meant(bounds.start) or (Moment(moments.today, moments.today),)
        return tuple(bounds.end.since(start.first) for start in starts)
    return _meant(bounds.end)


def _meant(moment: Moment | None) -> tuple[Moment, ...]:
    """Return all that a moment may mean."""
    return (moment.others or (moment,)) if moment else ()
