"""Say what a goal is: a public promise in a member's own words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from accountabot.domain.days import Calendar, LocalDay
from accountabot.domain.identities import GoalId, Member
from accountabot.domain.refusals import Refusal
from accountabot.domain.schedules import GRACE_AFTER_DEADLINE, Once, Period, Schedule, Start, periods

ACTIVE_LIMIT = 25
"""Goals that one member may have going at once in one server."""


FAR_OFF = timedelta(days=3653)
"""Ten years: a deadline beyond that is a slip of the finger."""


class State(StrEnum):
    """Where a goal stands."""

    ACTIVE = "active"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class Freezing:
    """How a server lets freezes be earned: one at every `earned_every` in a row, `at_most` so many in hand."""

    earned_every: int = 7
    at_most: int = 2


@dataclass(frozen=True, slots=True)
class Terms:
    """What a member's and a server's settings say about judging."""

    calendar: Calendar = field(default_factory=Calendar)
    freezing: Freezing = field(default_factory=Freezing)


EVERYONES_TERMS = Terms()
"""What holds for everyone: the server's zone is UTC, the day starts at midnight."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A promise, its owner and its schedule."""

    id: GoalId
    owner: Member
    title: str
    schedule: Schedule
    start: Start
    state: State = State.ACTIVE

    def is_going(self, now: datetime) -> bool:
        """Tell whether something can still be done for the goal: it is active, and its time is not over."""
        until = self.start.until
        return self.state is State.ACTIVE and (until is None or now < until + GRACE_AFTER_DEADLINE)

    @property
    def is_once(self) -> bool:
        """Tell whether the goal is done when it is done, instead of again and again."""
        return isinstance(self.schedule, Once)

    def periods(self, calendar: Calendar, after: LocalDay | None = None) -> Iterator[Period]:
        """Yield the goal's periods in order, those after the local day `after` only."""
        return periods(self.schedule, calendar, self.start, after)


def refuse_another(active: int) -> None:
    """Raise Refusal where a member has as many active goals as one may have."""
    if active >= ACTIVE_LIMIT:
        raise Refusal("goals-too-many", limit=ACTIVE_LIMIT)


def refuse_deadline(until: datetime | None, now: datetime) -> None:
    """Raise Refusal where a deadline has passed or is out of sight; it names the moment that was understood."""
    if until and until <= now:
        raise Refusal("deadline-past", understood=until)
    if until and until > now + FAR_OFF:
        raise Refusal("deadline-far", understood=until.date())
