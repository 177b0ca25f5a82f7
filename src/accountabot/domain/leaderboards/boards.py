"""Name the leaderboards, and the spans of time that they cover."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.leaderboards.server_weeks import ServerWeeks


class BoardName(StrEnum):
    """What a leaderboard compares."""

    STREAK = "streak"
    LONGEST = "longest"
    KEPT = "kept"
    CHECK_INS = "check-ins"
    CHEERS = "cheers"
    REGULAR = "regular"

    @property
    def has_periods(self) -> bool:
        """Return whether it can be limited to this week or this month."""
        return self in {BoardName.KEPT, BoardName.CHECK_INS, BoardName.CHEERS}


class BoardPeriod(StrEnum):
    """The time that a leaderboard covers."""

    WEEK = "week"
    MONTH = "month"
    ALL = "all"


Span = str
"""A week ("2026-11-23", its first date), a month ("2026-11"), or all the time ("")."""
ALL_TIME: Span = ""
_LONGEST_MONTH = timedelta(days=31)


class Board(NamedTuple):
    """A leaderboard and the span that it covers."""

    name: BoardName
    span: Span = ALL_TIME


def month_of(day: LocalDay) -> Span:
    """Return the month that contains a date."""
    return f"{day:%Y-%m}"


def period_of(span: Span) -> BoardPeriod:
    """Return the period that a span belongs to."""
    if span == ALL_TIME:
        return BoardPeriod.ALL
    return BoardPeriod.MONTH if len(span) == len("2026-11") else BoardPeriod.WEEK


def span_of(period: BoardPeriod, day: LocalDay, weeks: ServerWeeks) -> Span:
    """Return the span of a period that contains a date."""
    match period:
        case BoardPeriod.WEEK:
            return weeks.first_of(day).isoformat()
        case BoardPeriod.MONTH:
            return month_of(day)
        case BoardPeriod.ALL:
            return ALL_TIME


def next_span_at(period: BoardPeriod, now: datetime, weeks: ServerWeeks) -> datetime | None:
    """Return when (UTC) the next week or month of a server begins; None for all the time."""
    today = weeks.date_at(now)
    match period:
        case BoardPeriod.WEEK:
            return weeks.begins(weeks.next_first_after(today))
        case BoardPeriod.MONTH:
            return weeks.begins((today.replace(day=1) + _LONGEST_MONTH).replace(day=1))
        case BoardPeriod.ALL:
            return None
