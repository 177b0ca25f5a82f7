"""Read and write schedules in their canonical text, and cut time into the periods that they ask for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from accountabot.domain.days import Calendar, LocalDay
from accountabot.domain.refusals import Refusal

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
GRACE_AFTER_DEADLINE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Once:
    """One period, from the start to the deadline, or open-ended."""

    def __str__(self) -> str:
        return "once"


@dataclass(frozen=True, slots=True)
class WeeklyOn:
    """The same weekdays every week; all seven are `daily`."""

    days: frozenset[int]
    """0 is Monday, as in `date.weekday`."""

    def __str__(self) -> str:
        if len(self.days) == len(WEEKDAYS):
            return "daily"
        return "weekly on " + ",".join(WEEKDAYS[day] for day in sorted(self.days))

    def due_on(self, day: LocalDay) -> bool:
        """Tell whether `day` is one of the schedule's."""
        return day.weekday() in self.days


Schedule = Once | WeeklyOn

DAILY = WeeklyOn(frozenset(range(7)))
WORKDAYS = WeeklyOn(frozenset(range(5)))


@dataclass(frozen=True, slots=True)
class Start:
    """When a goal's first period may begin, and when its last one ends."""

    at: datetime
    day: LocalDay
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A run of local days in which a goal asks for something once, with its instants (UTC).

    It is open from `begins` to `ends`, pending until `closes`, and then closed. An open-ended one has no `ends`.
    """

    first: LocalDay
    last: LocalDay | None
    begins: datetime
    ends: datetime | None
    closes: datetime | None
    cut_short: bool = False
    """It had begun before the goal was declared, so it can't be missed."""


def parse(text: str) -> Schedule:
    """Return the schedule that canonical text stands for; raise Refusal where it stands for none."""
    words = re.sub(r"\s*,\s*", ",", " ".join(text.casefold().split()))
    if words == "once":
        return Once()
    if words == "daily":
        return DAILY
    if match := re.fullmatch(r"weekly on ([a-z]+(?:,[a-z]+)*)", words):
        return WeeklyOn(frozenset(_weekday(name, text) for name in match[1].split(",")))
    raise Refusal("schedule-unreadable", read=text)


def find(text: str | None) -> Schedule | None:
    """Return the schedule that a text stands for, or None where there is none."""
    try:
        return parse(text) if text else None
    except Refusal:
        return None


def periods(schedule: Schedule, calendar: Calendar, start: Start, after: LocalDay | None = None) -> Iterator[Period]:
    """Yield a goal's periods in order, without end where the schedule has none, those after the day `after` only."""
    if isinstance(schedule, Once):
        yield _whole(start)
        return
    day = max(start.day, calendar.after(after)) if after else start.day
    while True:
        if schedule.due_on(day):
            yield _one_day(calendar, start, day)
        day = calendar.after(day)


def _whole(start: Start) -> Period:
    closes = start.until + GRACE_AFTER_DEADLINE if start.until else None
    return Period(start.day, None, start.at, start.until, closes)


def _one_day(calendar: Calendar, start: Start, day: LocalDay) -> Period:
    begins, ends, closes = _moments(calendar, day)
    return Period(day, day, begins, ends, closes, cut_short=begins < start.at)


@lru_cache(maxsize=4096)
def _moments(calendar: Calendar, day: LocalDay) -> tuple[datetime, datetime, datetime]:
    """Return when a day begins, when it ends, and when the day of grace after it does."""
    return calendar.begins(day), calendar.ends(day), calendar.ends(calendar.after(day))


def _weekday(name: str, text: str) -> int:
    for number, day in enumerate(_DAY_NAMES):
        if name[:3] == WEEKDAYS[number] and day.startswith(name.removesuffix("s")):
            return number
    raise Refusal("schedule-unreadable", read=text)
