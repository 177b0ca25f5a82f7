"""Say what a goal is: a public promise in a member's own words."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.schedules import Fixed, Once, Per, Schedule, Start
from accountabot.domain.identifiers import GoalId, Member
from accountabot.domain.refusals import Refusal

ACTIVE_LIMIT = 25
"""Goals that one member may have going at once in one server."""
DATE_HORIZON = timedelta(days=3653)
"""Ten years: a deadline beyond that is a slip of the finger."""


class GoalState(StrEnum):
    """Where a goal stands; whether it is paused follows from its pauses."""

    ACTIVE = "active"
    COMPLETED = "completed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Promise:
    """What a member says that they will do; without a start it starts now."""

    title: str
    schedule: Schedule
    start: LocalDay | None = None
    until: datetime | None = None
    through: LocalDay | None = None
    amount: Amount | None = None
    plan: str = ""
    """When and where, in the member's own words."""
    is_private: bool = False
    """Nobody but its owner sees it, and it is in no number that others see."""


@dataclass(frozen=True, slots=True)
class PastTerms:
    """What a goal asked for until an edit (UTC)."""

    schedule: Schedule
    start: Start
    amount: Amount | None
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Goal:
    """A promise, its owner and its schedule."""

    id: GoalId
    owner: Member
    title: str
    schedule: Schedule
    start: Start
    state: GoalState = GoalState.ACTIVE
    amount: Amount | None = None
    ended_at: datetime | None = None
    """When it was completed or dropped before its time (UTC)."""
    past: tuple["PastTerms", ...] = ()
    """What was promised before it was edited, in order."""
    plan: str = ""
    is_private: bool = False
    hidden_at: datetime | None = None
    """Since when (UTC) moderators hide it, so that it is private although its owner would have it public."""

    @property
    def began(self) -> Start:
        """How it was declared at first."""
        return self.past[0].start if self.past else self.start

    def revisions(self) -> list["Goal"]:
        """Return the goal as it was promised from edit to edit, the last as it is now."""
        before = [
            replace(
                self,
                schedule=each.schedule,
                start=each.start,
                amount=each.amount,
                ended_at=each.ended_at,
                past=(),
            )
            for each in self.past
        ]
        return [*before, replace(self, past=())]

    @property
    def is_hidden(self) -> bool:
        """Tell whether moderators keep it to its owner."""
        return self.hidden_at is not None

    @property
    def is_private_by_choice(self) -> bool:
        """Tell whether its owner would have nobody else see it."""
        return self.is_private and not self.is_hidden

    def is_visible_to(self, member: Member) -> bool:
        """Tell whether a member of its server may know of it."""
        return not self.is_private or self.owner == member

    @property
    def is_once(self) -> bool:
        """Tell whether the goal is done when it is done, instead of again and again."""
        return isinstance(self.schedule, Once)

    @property
    def is_ceiling(self) -> bool:
        """Tell whether the goal sets a limit that is not to be passed."""
        return self.amount is not None and self.amount.at_most

    @property
    def has_fixed_days(self) -> bool:
        """Tell whether the goal is due on certain days, instead of somewhere in a longer period."""
        return isinstance(self.schedule, Fixed)

    @property
    def counts_days(self) -> bool:
        """Tell whether a period asks for several distinct days."""
        return isinstance(self.schedule, Per) and self.schedule.number > 1


def ensure_below_goal_limit(active: int) -> None:
    """Raise Refusal where a member has as many active goals as one may have."""
    if active >= ACTIVE_LIMIT:
        raise Refusal("goals-too-many", limit=ACTIVE_LIMIT)


def ensure_valid_dates(promise: Promise, days: PersonalCalendar, now: datetime) -> None:
    """Raise Refusal where a promise's dates have passed, are out of sight, or leave it no day; it names them."""
    today, limit = days.day_of(now), (now + DATE_HORIZON).date()
    start = promise.start or today
    for day in filter(
        None, (promise.start, promise.through, promise.until and days.day_of(promise.until))
    ):
        if day > limit:
            raise Refusal("deadline-far", understood=day)
    if start < today:
        raise Refusal("start-past", understood=start)
    if promise.until and promise.until <= max(now, days.begins(start)):
        raise Refusal("deadline-past", understood=promise.until)
    if promise.through and promise.through < start:
        raise Refusal("until-before-start", understood=promise.through, start=start)
