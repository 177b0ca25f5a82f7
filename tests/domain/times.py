"""Generate instants at which actions are likely to matter."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice, pairwise
from typing import TypeVar
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import strategies as st

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.goals.periods import Period

T = TypeVar("T")

DAY, HOUR, MINUTE, SECOND = (
    timedelta(**{unit: 1}) for unit in ("days", "hours", "minutes", "seconds")
)
NUDGES = (
    *(SECOND, -SECOND, MINUTE, -MINUTE, SECOND, -SECOND),
    *(n * MINUTE for n in (-120, -105, -15, 14, 15, 16, 60, 300, 720)),
    *(DAY, -DAY),
)
LENGTHS = (
    0 * DAY,
    SECOND,
    *(n * MINUTE for n in (5, 14, 15, 16, 119, 120, 121)),
    12 * HOUR,
    DAY,
    26 * HOUR,
    3 * DAY,
)
ODD_ZONES = (
    *(
        "UTC",
        "America/New_York",
        "America/Los_Angeles",
        "Asia/Tokyo",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
    ),
    *(
        "Etc/GMT+12",
        "Africa/Cairo",
        "Asia/Beirut",
        "America/Havana",
        "America/Santiago",
        "Australia/Lord_Howe",
    ),
    *(
        "Africa/Casablanca",
        "Antarctica/Troll",
        "America/Nuuk",
        "America/Scoresbysund",
        "Asia/Kathmandu",
        "Asia/Gaza",
    ),
)


@cache
def zones() -> list[str]:
    """List all time zones."""
    return sorted(available_timezones() - {"localtime", "posixrules", "Factory"})


@cache
def clock_changes(zone: str) -> list[datetime]:
    """List the instants, to the minute, at which the zone's clock changes."""
    found = []
    days = [datetime(2024, 1, 1, tzinfo=UTC) + n * DAY for n in range(365 * 6)]
    offsets = [day.astimezone(ZoneInfo(zone)).utcoffset() for day in days]
    for (early, before), (late, after) in pairwise(zip(days, offsets, strict=True)):
        if before != after:
            minutes = [early + n * MINUTE for n in range((late - early) // MINUTE + 1)]
            found.append(
                next(m for m in minutes if m.astimezone(ZoneInfo(zone)).utcoffset() == after)
            )
    return found


class Dice:
    """Choices read from bytes: much faster than asking hypothesis for each one."""

    def __init__(self, thrown: bytes) -> None:
        self.thrown = iter(thrown)

    def next(self, faces: int) -> "Dice":
        """Take some bytes, for choices that should not shift others."""
        return Dice(bytes(islice(self.thrown, faces)))

    def up_to(self, most: int) -> int:
        """Choose a number, both ends included."""
        high = next(self.thrown, 0)
        return (high if most < 256 else high * 256 + next(self.thrown, 0)) % (most + 1)

    def one_of(self, choices: Sequence[T]) -> T:
        return choices[self.up_to(len(choices) - 1)]

    def chance(self, of: int) -> bool:
        """Return True once in `of` times."""
        return self.up_to(of - 1) == of - 1

    def nudge(self) -> timedelta:
        """Choose an offset from an instant; half of the time none."""
        return self.one_of(NUDGES) if self.chance(2) else 0 * DAY

    def length(self) -> timedelta:
        return self.one_of(LENGTHS)


def dice(faces: Sequence[int]) -> st.SearchStrategy[Dice]:
    """Generate all bytes at once: if drawn in parts, hypothesis repeats itself more."""
    return st.binary(min_size=sum(faces), max_size=sum(faces)).map(Dice)


@dataclass
class Times:
    """A number of days with instants in them, near the edges of days, periods and events."""

    declared: datetime
    span: int
    zones: list[str]
    hours: list[int]
    seen: list[datetime] = field(default_factory=list)
    turns: list[datetime] = field(default_factory=list)
    dates: list[date] = field(default_factory=list)

    def focus(self, period: Period) -> None:
        """Let things happen around one period most of the time."""
        edges = [at for at in (period.begins, period.ends, period.closes) if at]
        self.turns = [*edges, *edges, *(at - 2 * HOUR for at in edges[1:])]
        self.dates = [period.first, period.last or period.first]

    def any(self, dice: Dice, *, early: int = 0) -> datetime:
        """Generate an instant, at most `early` days before the declaration."""
        match dice.up_to(5):
            case 0:
                found = dice.one_of(self.seen) + dice.nudge()
            case 1:
                found = (
                    self.declared + dice.up_to((self.span + early) * 1440) * MINUTE - early * DAY
                )
            case 2 | 3 | 4 if self.turns:
                found = dice.one_of(self.turns) + dice.nudge()
            case _:
                calendar = Calendar(ZoneInfo(dice.one_of(self.zones)), dice.one_of(self.hours))
                found = calendar.begins(self.date(dice, early=early)) + dice.nudge()
        found = max(found, self.declared - early * DAY)
        self.seen.append(found)
        return found

    def some(self, dice: Dice, most: int, *, early: int = 0) -> list[datetime]:
        """Generate a few instants."""
        return [self.any(dice, early=early) for _ in range(dice.up_to(most))]

    def later(self, dice: Dice, than: datetime) -> datetime | None:
        """Generate a later instant, or None."""
        match dice.up_to(2):
            case 0:
                return None
            case 1:
                return than + dice.length()
            case _:
                return max(than, self.any(dice))

    def date(self, dice: Dice, *, early: int = 1) -> date:
        """Generate a date."""
        if self.dates and dice.chance(2):
            return dice.one_of(self.dates) + (dice.up_to(2) - 1) * DAY
        return self.declared.date() + (dice.up_to(self.span + early) - early) * DAY


def somewhere(dice: Dice, span: int) -> Times:
    """Generate a place and time, often near a change of the clock."""
    places = [
        dice.one_of(ODD_ZONES if dice.chance(2) else zones()) for _ in range(1 + dice.up_to(2))
    ]
    changes = clock_changes(places[0])
    declared = datetime(2024, 1, 1, tzinfo=UTC) + dice.up_to(2100) * DAY + dice.up_to(1439) * MINUTE
    if changes and dice.chance(2):
        declared = dice.one_of(changes) + dice.nudge() - (dice.up_to(16) - 1) * DAY
    return Times(
        declared=declared,
        span=span,
        zones=places,
        hours=[dice.up_to(6) for _ in range(1 + dice.up_to(1))],
        seen=[declared],
    )
