"""Define a goal, and check its limits and dates."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.schedules import Fixed, Once, Per, Schedule, Start
from accountabot.domain.identifiers import GoalId, Member
from accountabot.domain.refusals import Refusal

ACTIVE_LIMIT = 25
"""The maximum number of active goals per member and server."""
DATE_HORIZON = timedelta(days=3653)
"""Ten years; a later date is probably a typo."""
_MONTH, _SECOND = timedelta(days=30), timedelta(seconds=1)


class GoalState(StrEnum):
    """The stored state of a goal; whether it is paused depends on its pauses."""

    ACTIVE = "active"
    COMPLETED = "completed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Promise:
    """The terms of a goal as declared or edited; without a start, it starts immediately."""

    title: str
    schedule: Schedule
    start: LocalDay | None = None
    until: datetime | None = None
    through: LocalDay | None = None
    amount: Amount | None = None
    plan: str = ""
    """When and where, in the member's own words."""
    is_private: bool = False
    """Only the owner sees the goal, and public statistics exclude it."""
    usual_time: time | None = None
    """The time of day in a recurring goal's title, in the owner's time zone; no rule uses it."""


@dataclass(frozen=True, slots=True)
class PastTerms:
    """The terms of a goal before an edit, and the time (UTC) of the edit."""

    schedule: Schedule
    start: Start
    amount: Amount | None
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Goal:
    """A promise, its owner, and its current and past terms."""

    id: GoalId
    owner: Member
    title: str
    schedule: Schedule
    start: Start
    state: GoalState = GoalState.ACTIVE
    amount: Amount | None = None
    ended_at: datetime | None = None
    """When (UTC) it was completed or dropped."""
    past: tuple["PastTerms", ...] = ()
    """The terms before each edit, in order."""
    plan: str = ""
    is_private: bool = False
    hidden_at: datetime | None = None
    """When (UTC) moderators hid the goal; until they show it again, `is_private` is also set."""
    usual_time: time | None = None

    @property
    def began(self) -> Start:
        """The declared start, before any edit."""
        return self.past[0].start if self.past else self.start

    def revisions(self) -> list["Goal"]:
        """Return one goal per revision, each with its terms, the current one last."""
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
        """Return whether moderators have hidden the goal from everyone except its owner."""
        return self.hidden_at is not None

    @property
    def is_private_by_choice(self) -> bool:
        """Return whether the owner made the goal private."""
        return self.is_private and not self.is_hidden

    def is_visible_to(self, member: Member) -> bool:
        """Return whether a member of the goal's server may see the goal."""
        return not self.is_private or self.owner == member

    @property
    def is_once(self) -> bool:
        """Return whether the goal is one-time, with a single period, instead of recurring."""
        return isinstance(self.schedule, Once)

    @property
    def is_ceiling(self) -> bool:
        """Return whether the amount is a maximum."""
        return self.amount is not None and self.amount.at_most

    @property
    def has_fixed_days(self) -> bool:
        """Return whether the goal is due on fixed dates, each a period of one day."""
        return isinstance(self.schedule, Fixed)

    @property
    def counts_days(self) -> bool:
        """Return whether a period requires check-ins on several distinct days."""
        return isinstance(self.schedule, Per) and self.schedule.number > 1


def clean_promise(promise: Promise) -> Promise:
    """Return a promise with clean texts; only a recurring goal has a usual time.

    Raises Refusal if a text is invalid.
    """
    is_once = isinstance(promise.schedule, Once)
    return replace(
        promise,
        title=user_text.clean_title(promise.title),
        plan=user_text.clean_plan(promise.plan),
        usual_time=None if is_once else promise.usual_time,
    )


def ensure_below_goal_limit(active: int) -> None:
    """Raise Refusal if a member already has the maximum number of active goals."""
    if active >= ACTIVE_LIMIT:
        raise Refusal("goals-too-many", limit=ACTIVE_LIMIT)


def ensure_valid_dates(promise: Promise, days: PersonalCalendar, now: datetime) -> None:
    """Raise Refusal if a date is past or too far away, or the end is before the start."""
    today = days.day_of(now)
    limit = (now + DATE_HORIZON).date()
    start = promise.start or today
    for day in filter(
        None, (promise.start, promise.through, promise.until and days.day_of(promise.until))
    ):
        if day > limit:
            raise Refusal("deadline-far", understood=day)
    if start < today:
        raise Refusal("start-past", understood=start)
    if promise.until:
        is_late = promise.until > days.begins(start)
        end = promise.until if _has_time(promise.until, days) else days.day_of(promise.until)
        _ensure_valid_end(end, start, is_past=promise.until <= now, is_after_start=is_late)
    if promise.through:
        is_late = promise.through >= start
        is_past = promise.through < today
        _ensure_valid_end(promise.through, start, is_past=is_past, is_after_start=is_late)


def _ensure_valid_end(
    end: LocalDay | datetime, start: LocalDay, *, is_past: bool, is_after_start: bool
) -> None:
    if is_past:
        raise Refusal("deadline-past", understood=end)
    if not is_after_start:
        example = (start + _MONTH).isoformat()
        raise Refusal("until-before-start", understood=end, start=start, example=example)


def _has_time(until: datetime, days: PersonalCalendar) -> bool:
    """Return whether a deadline is an explicit time rather than the end of its day."""
    return days.ends(days.day_of(until)) - until > _SECOND
