"""Define the result of parsing a goal, without a dependency on the parser."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any, TypeAlias

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.schedules import Schedule

SENTENCE_LIMIT = 300
"""The maximum number of characters."""

Dates: TypeAlias = Mapping[str, LocalDay | datetime]
"""Days for `start` and `through`, and an instant (UTC) for `until`."""

ENDS = {"until", "through"}
"""The fields with a goal's end."""


@dataclass(frozen=True, slots=True)
class DateChoice:
    """An ambiguous date and its possible readings."""

    field: str
    """`start`, `until` or `through`."""
    options: tuple[LocalDay | datetime, ...]
    """Days, or instants (UTC) for `until`."""
    places: tuple[str, ...] = ()
    """The city of each option's time zone, if the zone is what is ambiguous."""
    ends: tuple[LocalDay | datetime, ...] = ()
    """The end for each `start`, if the goal lasts for a certain time."""

    @property
    def picks(self) -> tuple[Dates, ...]:
        """Return the goal's dates for each option."""
        starts: list[dict[str, LocalDay | datetime]] = [{self.field: each} for each in self.options]
        if not self.ends:
            return tuple(starts)
        return tuple(
            {**start, "until" if isinstance(end, datetime) else "through": end}
            for start, end in zip(starts, self.ends, strict=True)
        )


@dataclass(frozen=True, slots=True)
class ParsedGoal:
    """The fields of a parsed sentence; a field that it doesn't mention is None."""

    title: str
    schedule: Schedule | None = None
    start: LocalDay | None = None
    until: datetime | None = None
    """The deadline (UTC) of a one-time goal."""
    through: LocalDay | None = None
    """The last day of a recurring goal."""
    amount: Amount | None = None
    usual_time: time | None = None
    """The time of day mentioned in a recurring goal, in the member's time zone."""
    choices: tuple[DateChoice, ...] = ()
    """The ambiguous dates for the member to resolve."""
    unread_frequency: tuple[str, ...] = ()
    """The frequency words that no schedule supports, or that contradict each other."""
    unread: str = ""
    """Words about time that were not understood, so that no other field is certain."""
    unread_end: str = ""
    """The words for a recurring goal's end that are not a date; they stay in the title."""
    parts: tuple[str, ...] = ()
    """The sentences of several goals in one, for the member to declare separately."""

    def with_dates(self, dates: Dates) -> "ParsedGoal":
        """Return the goal with these dates, which are no longer ambiguous."""
        resolved = {*dates, *(ENDS if ENDS & set(dates) else ())}
        remaining = tuple(choice for choice in self.choices if choice.field not in resolved)
        fields: dict[str, Any] = dict(dates)
        return replace(self, choices=remaining, **fields)
