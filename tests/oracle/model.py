"""Represent the record of a goal's life, and the results that are read from it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NEVER = datetime.max.replace(tzinfo=UTC)  # an end that is unknown or not reached
ALWAYS = datetime.min.replace(tzinfo=UTC)
ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)
Value = str | int | bool | tuple[int, ...]
Interval = tuple[datetime, datetime]


@dataclass(frozen=True)
class CheckIn:
    at: datetime
    yesterday: bool = False
    amount: float | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True)
class Pause:
    at: datetime
    until: date | None = None
    resumed_at: datetime | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True)
class Skip:
    at: datetime
    undone_at: datetime | None = None


@dataclass(frozen=True)
class Edit:
    """The complete new terms, always with a change that affects outcomes, made after 15 minutes.

    An edit of a `once` that stays a `once` either names a deadline (`until`, or none at all), or
    keeps it: then the deadline stays as it was named before, with the pauses that move it.
    """

    at: datetime
    schedule: str
    until: date | datetime | None = None
    amount: float | None = None
    at_most: bool = False
    start: date | None = None
    undone_at: datetime | None = None
    keeps_deadline: bool = False


@dataclass(frozen=True)
class Excuse:
    date: date
    at: datetime


@dataclass(frozen=True)
class Absence:
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Change:
    at: datetime
    value: Value


@dataclass(frozen=True)
class Life:
    """The whole record of a goal.

    The value of a change of `freezes` is (to start with, every, at most), or the older form
    (every, at most), which means 1 to start with.
    """

    schedule: str
    declared: datetime
    start: date | None = None
    until: date | datetime | None = None
    amount: float | None = None
    at_most: bool = False
    zones: tuple[Change, ...] = ()
    day_starts: tuple[Change, ...] = ()
    week_starts: tuple[Change, ...] = ()
    freezes: tuple[Change, ...] = ()
    hard_mode: tuple[Change, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    pauses: tuple[Pause, ...] = ()
    skips: tuple[Skip, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    absences: tuple[Absence, ...] = ()
    ended_at: datetime | None = None
    edits: tuple[Edit, ...] = ()
    starting_freezes_since: datetime | None = None  # goals declared before it start with none
    first_zone_at: datetime | None = None  # derived: when the zone that always applies was set
    server_zones: tuple[Change, ...] = ()  # they apply to a person who has set no zone


@dataclass(frozen=True)
class Row:
    first: date
    last: date | None
    state: str


@dataclass(frozen=True)
class Reading:
    streak: int
    longest: int
    freezes: int
    without_a_freeze: bool
    rows: tuple[Row, ...]
    kept: int
    counted: int


@dataclass(frozen=True)
class Day:
    """A local day that happened."""

    date: date
    begins: datetime
    ends: datetime
    shortened: bool


@dataclass(frozen=True)
class Acted:
    """A check-in that counts, with its local day."""

    at: datetime
    day: date
    amount: Decimal


@dataclass(frozen=True)
class Known:
    """The record up to one moment, with the calendar that follows from it.

    For a revision, the life has its terms and ends with it, and the check-ins are those that count
    for it.
    """

    life: Life
    now: datetime
    days: tuple[Day, ...]
    acted: tuple[Acted, ...] = ()
    paused: tuple[Interval, ...] = ()
    edited: datetime | None = None  # when the revision began; None for the first
    chosen_start: date | None = None  # a start that was named, and not just the day of the terms
    deadline_named: datetime | None = None  # when an edit named the deadline; None if none did
    spent: tuple[Acted, ...] = ()  # check-ins that kept a period open at an edit
    done: tuple[
        date, ...
    ] = ()  # days that new fixed dates skip, because they were kept before an edit


@dataclass(frozen=True)
class Period:
    first: date
    last: date | None
    opens: datetime
    ends: datetime
    grace_ends: datetime
    cannot_be_missed: bool  # because of its dates alone


@dataclass(frozen=True)
class Judged:
    row: Row
    closed: datetime | None
