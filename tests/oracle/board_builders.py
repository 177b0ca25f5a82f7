"""Build the clubs of example tests, with everything in UTC and in June 2026."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.oracle.board_model import ALL, Club, Goal, Member
from tests.oracle.boards import board
from tests.oracle.builders import LONG_AGO, OFF, at
from tests.oracle.model import NEVER, Change, CheckIn, Interval, Life, Value

ALICE, BOB, CAROL, DAVE = 1, 2, 3, 4


def utc(day: int, clock: str = "12:00", month: int = 6) -> datetime:
    """Return an instant, of June 2026 by default, whose first day is a Monday."""
    return at(day, clock, "UTC", month)


def always(value: Value) -> tuple[Change, ...]:
    """Set something once and for all."""
    return (Change(LONG_AGO, value),)


def onwards(instant: datetime) -> tuple[Interval, ...]:
    """Begin something that never ends."""
    return ((instant, NEVER),)


def on(*days: int, clock: str = "12:00", month: int = 6) -> tuple[CheckIn, ...]:
    """Check in on some days, at noon."""
    return tuple(CheckIn(utc(day, clock, month)) for day in days)


def goal(
    number: int,
    check_ins: Iterable[CheckIn] = (),
    schedule: str = "daily",
    declared: datetime | None = None,
    life: dict[str, Any] | None = None,
    **rest: Any,
) -> Goal:
    """Declare a goal, at the beginning of 1 June by default, so that its first day is whole."""
    terms = Life(schedule, declared or utc(1, "00:00"), check_ins=tuple(check_ins))
    return Goal(number, replace(terms, **(life or {})), **rest)


def club(*members: Member, **settings: Any) -> Club:
    """Found a club, without freezes by default."""
    return Club(members, **{"freezes": OFF, **settings})


def alone(*goals: Goal, **settings: Any) -> Club:
    """Found a club of Alice only."""
    return club(Member(ALICE, goals), **settings)


def scores(club: Club, name: str, now: datetime, period: str = ALL) -> dict[int, int]:
    """Read the scores of a board, by member."""
    return {row.member: row.score for row in board(club, name, period, now)}


def score(club: Club, name: str, now: datetime, period: str = ALL) -> int | None:
    """Read Alice's score; None if she is not on the board."""
    return scores(club, name, now, period).get(ALICE)
