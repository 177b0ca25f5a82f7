"""Define schedules, and parse and format them as canonical text."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.refusals import Refusal

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MAX_DIGITS = 3
"""The number of digits of the highest limit; longer numbers are rejected before conversion."""
GRACE_AFTER_DEADLINE = timedelta(hours=24)
LAST_OF_MONTH = 32
"""The day of `monthly on last`: past the end of every month, so it means the last day."""


@dataclass(frozen=True, slots=True)
class Start:
    """The creation time (UTC), first day, and deadline or last day of a goal's terms."""

    at: datetime
    day: LocalDay
    until: datetime | None = None
    through: LocalDay | None = None
    is_edit: bool = False
    """These terms replaced earlier ones, so they apply from the beginning of the first day."""
    deadline_set_at: datetime | None = None
    """When (UTC) the deadline was set, if these terms kept an earlier one."""

    @property
    def deadline_since(self) -> datetime:
        """When (UTC) the deadline was set; pauses since then move it."""
        return self.deadline_set_at or self.at


@dataclass(frozen=True, slots=True)
class Once:
    """A single period that ends at the deadline or is open-ended."""

    def __str__(self) -> str:
        return "once"


@dataclass(frozen=True, slots=True)
class WeeklyOn:
    """Fixed weekdays; all seven together are formatted as `daily`."""

    days: frozenset[int]
    """0 is Monday, as in `date.weekday`."""

    def __str__(self) -> str:
        if len(self.days) == len(WEEKDAYS):
            return "daily"
        return "weekly on " + ",".join(WEEKDAYS[day] for day in sorted(self.days))

    def due_on(self, day: LocalDay, _: LocalDay) -> bool:
        """Return whether `day` is a due date."""
        return day.weekday() in self.days


@dataclass(frozen=True, slots=True)
class EveryWeeksOn:
    """One weekday every `weeks` weeks, starting on or after the start day."""

    weeks: int
    weekday: int

    def __str__(self) -> str:
        return f"every {self.weeks} weeks on {WEEKDAYS[self.weekday]}"

    def due_on(self, day: LocalDay, start: LocalDay) -> bool:
        """Return whether `day` is a due date, counted from `start`."""
        first = start + timedelta(days=(self.weekday - start.weekday()) % 7)
        return day >= first and (day - first).days % (7 * self.weeks) == 0


@dataclass(frozen=True, slots=True)
class MonthlyOn:
    """One day of each month, or the last day if the month is shorter."""

    day: int

    def __str__(self) -> str:
        return f"monthly on {'last' if self.day == LAST_OF_MONTH else self.day}"

    def due_on(self, day: LocalDay, _: LocalDay) -> bool:
        """Return whether `day` is a due date."""
        return day.day == min(self.day, monthrange(day.year, day.month)[1])


@dataclass(frozen=True, slots=True)
class Every:
    """Consecutive spans of a number of days or weeks, starting on the start day."""

    number: int
    unit: str
    """`days` or `weeks`."""

    def __str__(self) -> str:
        return f"every {self.number} {self.unit}"

    @property
    def days(self) -> int:
        """The length of a span in days."""
        return self.number * (7 if self.unit == "weeks" else 1)


@dataclass(frozen=True, slots=True)
class Per:
    """A quota of distinct days per week or calendar month."""

    number: int
    unit: str
    """`week` or `month`."""

    def __str__(self) -> str:
        return f"{self.number} per {self.unit}"


Fixed = WeeklyOn | EveryWeeksOn | MonthlyOn
"""Fixed dates, each a period of one day."""
Schedule = Once | Fixed | Every | Per

DAILY = WeeklyOn(frozenset(range(7)))
WORKDAYS = WeeklyOn(frozenset(range(5)))


class _Reader:
    """The patterns of canonical text, each with the function that creates the schedule."""

    HIGHEST: ClassVar = {"days": 366, "weeks": 52, "week": 7, "month": 31}
    FORMS: ClassVar[dict[str, Callable[[re.Match[str]], Schedule]]] = {
        r"once": lambda _: Once(),
        r"daily": lambda _: DAILY,
        r"weekly on ([a-z]+(?:,[a-z]+)*)": lambda m: WeeklyOn(
            frozenset(map(_weekday, m[1].split(",")))
        ),
        r"every (\d+) weeks? on ([a-z]+)": lambda m: _every_weeks_on(
            _number(m[1], "weeks"), _weekday(m[2])
        ),
        r"every (\d+) (day|week)s?": lambda m: Every(_number(m[1], m[2] + "s"), m[2] + "s"),
        r"monthly on (?:the )?(\d+)(?:st|nd|rd|th)?": lambda m: MonthlyOn(_number(m[1], "month")),
        r"monthly on (?:the )?last(?: day)?": lambda _: MonthlyOn(LAST_OF_MONTH),
        r"(\d+) per (week|month)": lambda m: Per(_number(m[1], m[2]), m[2]),
    }


def parse_schedule(text: str) -> Schedule:
    """Parse canonical text; raise Refusal if it is not a schedule."""
    words = re.sub(r"\s*,\s*", ",", " ".join(text.casefold().split()))
    try:
        return next(
            make(match)
            for form, make in _Reader.FORMS.items()
            if (match := re.fullmatch(form, words, re.ASCII))
        )
    except (StopIteration, ValueError):
        raise Refusal("schedule-unreadable", read=text) from None


def find_schedule(text: str | None) -> Schedule | None:
    """Parse canonical text, or return None if it is not a schedule."""
    try:
        return parse_schedule(text) if text else None
    except Refusal:
        return None


def _every_weeks_on(weeks: int, weekday: int) -> Schedule:
    return EveryWeeksOn(weeks, weekday) if weeks > 1 else WeeklyOn(frozenset({weekday}))


def _number(text: str, unit: str) -> int:
    if len(text) > _MAX_DIGITS or not 1 <= int(text) <= _Reader.HIGHEST[unit]:
        raise ValueError(text)
    return int(text)


def _weekday(name: str) -> int:
    for number, day in enumerate(_DAY_NAMES):
        if name[:3] == WEEKDAYS[number] and day.startswith(name.removesuffix("s")):
            return number
    raise ValueError(name)
