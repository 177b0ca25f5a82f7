"""Represent a server with its members, and what its leaderboards show."""

from dataclasses import dataclass
from datetime import date, datetime

from tests.oracle.model import Absence, Change, Excuse, Interval, Life

STREAK, LONGEST, KEPT = "streak", "longest", "kept"
CHECK_INS, CHEERS, REGULAR = "check-ins", "cheers", "regular"
WEEK, MONTH, ALL = "week", "month", "all"

PERIODS = {
    STREAK: (ALL,),
    LONGEST: (ALL,),
    KEPT: (WEEK, MONTH, ALL),
    CHECK_INS: (WEEK, MONTH, ALL),
    CHEERS: (WEEK, MONTH, ALL),
    REGULAR: (ALL,),
}
"""The periods of each board; one without a period only has `all`."""


@dataclass(frozen=True)
class Goal:
    """A goal; its number is unique in the club.

    The life has neither zones, day starts, week starts, freezes, hard mode, excuses nor absences:
    those are the member's and the club's.
    """

    number: int
    life: Life
    title: str = "Run"
    private: tuple[Interval, ...] = ()  # while its owner keeps it to themselves
    hidden: tuple[Interval, ...] = ()  # while moderators hide it
    undone_at: datetime | None = None  # when its declaration was undone


@dataclass(frozen=True)
class Cheer:
    """A cheer for someone's goal or, with its position in the goal's life, for a check-in."""

    at: datetime
    goal: int
    check_in: int | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True)
class Member:
    """A member of the club, with everything that they did and that was done to them."""

    id: int
    goals: tuple[Goal, ...] = ()
    cheers: tuple[Cheer, ...] = ()
    zones: tuple[Change, ...] = ()
    day_starts: tuple[Change, ...] = ()
    hard_mode: tuple[Change, ...] = ()
    opted_out: tuple[Interval, ...] = ()  # while they chose not to be on leaderboards
    blocked: tuple[Interval, ...] = ()
    left: tuple[Interval, ...] = ()  # while they were not on the server


@dataclass(frozen=True)
class Club:
    """A server. Intervals include their first instant and not their last."""

    members: tuple[Member, ...]
    zones: tuple[Change, ...] = ()
    week_starts: tuple[Change, ...] = ()  # 0 is Monday
    freezes: tuple[Change, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    absences: tuple[Absence, ...] = ()  # of the bot


@dataclass(frozen=True)
class Score:
    """What a member has on a board."""

    points: int
    goal: int | None = None  # the number of the goal with the streak
    counts: tuple[int, int] | None = None  # "41 of 45"


@dataclass(frozen=True)
class Row:
    """A member's place on a board."""

    rank: int
    member: int
    score: int
    goal: int | None = None
    counts: tuple[int, int] | None = None


@dataclass(frozen=True)
class Week:
    """A week of the server. It ends as soon as the next one begins by the server's clock."""

    first: date
    last: date
    begins: datetime
    ends: datetime
    zone: str


@dataclass(frozen=True)
class Closing:
    """A period that closed, and the member's local day on which it did."""

    state: str
    at: datetime
    day: date
