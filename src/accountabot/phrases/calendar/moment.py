"""Define the value of a time expression such as "tomorrow noon" or "March"."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from accountabot.domain.calendar.days import LocalDay


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or a range of days, possibly with an exact instant (UTC)."""

    first: LocalDay
    last: LocalDay
    instant: datetime | None = None
    readings: tuple["Moment", ...] = ()
    """All possible readings if the expression is ambiguous."""
    next_occurrence: LocalDay | None = None
    """The next day of the same name, such as the following Thursday or 15th."""
    is_only_time: bool = False
    """The expression has no day; in a recurring goal, the time belongs to the activity."""
    is_written_range: bool = False
    """The expression names both days, as in "Dec 1-24"."""
    place: str = ""
    """A city of the time zone that is meant, if the letters of the zone are ambiguous."""
    is_definite: bool = False
    """The expression names a day twice, or with a time, so it can't be anything else."""

    @property
    def is_single_day(self) -> bool:
        """Return whether the range is one day long."""
        return self.first == self.last

    @property
    def all_readings(self) -> tuple["Moment", ...]:
        """Return the possible readings, which is the moment itself if it is not ambiguous."""
        return self.readings or (self,)


def moment_on(day: LocalDay, next_occurrence: LocalDay | None = None) -> Moment:
    """Return a moment for a single day."""
    return Moment(day, day, next_occurrence=next_occurrence)


def either(moments: Iterable[Moment]) -> Moment:
    """Return a moment that is one of several; equal ones count once."""
    found = tuple(dict.fromkeys(each for moment in moments for each in moment.all_readings))
    return found[0] if len(found) == 1 else replace(found[0], instant=None, readings=found)
