"""Load goals as their cards show them, and find a goal by its title."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import timelines
from accountabot.domain.calendar.days import Calendar
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.record import EventKind
from accountabot.domain.identifiers import GoalId, Member, ServerId
from accountabot.domain.people.support import Support
from accountabot.domain.refusals import Refusal
from accountabot.domain.streaks import kept_ratio
from accountabot.domain.streaks.kept_ratio import DayMark, KeptRatio
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store import settings
from accountabot.store.goals import goals, record
from accountabot.store.people import witnesses

MAX_SUGGESTIONS = 5
"""Goals that a refusal suggests."""


class GoalView(NamedTuple):
    """The contents of a goal's card; the kept ratio is only loaded for the owner."""

    status: GoalStatus
    support: Support
    kept_ratio: KeptRatio | None = None
    day_marks: Sequence[DayMark] = ()
    """The last four weeks, day by day, if they were loaded."""
    hidden_reason: str = ""
    """Why moderators hide the goal, if they do."""

    @property
    def goal(self) -> Goal:
        """The goal itself."""
        return self.status.goal


class MemberCalendar(NamedTuple):
    """A member's local days, and the first day of their week (0 is Monday)."""

    calendar: Calendar
    week_start: int


def member_calendar(tx: Connection, member: Member, now: datetime) -> MemberCalendar:
    """Return a member's calendar in their current time zone."""
    terms = settings.judging_rules(tx, member)
    return MemberCalendar(terms.days.calendar(now), timelines.at(terms.week_starts, now, 0))


def calendar(tx: Connection, member: Member, now: datetime) -> Calendar:
    """Return a member's local days in their current time zone."""
    return member_calendar(tx, member, now).calendar


def find_view(tx: Connection, server: ServerId, goal_id: GoalId, now: datetime) -> GoalView | None:
    """Return a goal's public card, or None if this server has no such goal."""
    goal = goals.get(tx, server, goal_id)
    return load_view(tx, goal, now) if goal else None


def load_own_view(tx: Connection, member: Member, typed: str, now: datetime) -> GoalView:
    """Return the card of a member's own goal; raise Refusal if none matches."""
    line = pick_status(statuses_due_first(tx, member, now), typed)
    seen = goal_status.verdicts(tx, line.goal, now)
    return GoalView(
        line,
        witnesses.support_of(tx, line.goal),
        kept_ratio.compute_kept_ratio(seen, now),
        kept_ratio.day_marks(line.goal, line.terms.days, seen, now),
        _hidden_reason(tx, line.goal),
    )


def statuses_due_first(tx: Connection, member: Member, now: datetime) -> list[GoalStatus]:
    """Return the status of each of a member's goals, those that are due first."""
    lines = goal_status.statuses_of(tx, member, now)
    return sorted(lines, key=lambda line: (not line.due.is_going, not line.due.today, line.goal.id))


def pick_status(lines: Sequence[GoalStatus], typed: str) -> GoalStatus:
    """Return the goal that an autocomplete value or a typed title means.

    Active and newer goals win. A part of a title is enough if only one active goal contains it.
    Raises Refusal with suggestions if nothing matches.
    """
    own = sorted(lines, key=lambda line: (not line.due.is_going, -line.goal.id))
    wanted = typed.strip().casefold()
    by_number = [line for line in own if str(line.goal.id) == wanted]
    for line in by_number + [line for line in own if line.goal.title.casefold() == wanted]:
        return line
    if not own:
        raise Refusal("no-goals-yet")
    alike = [
        line
        for line in own
        if line.due.is_going and wanted and wanted in line.goal.title.casefold()
    ]
    if len(alike) == 1:
        return alike[0]
    raise Refusal("goal-not-yours", goals=tuple(line.goal.title for line in own[:MAX_SUGGESTIONS]))


def load_view(tx: Connection, goal: Goal, now: datetime) -> GoalView:
    """Return a goal's public card."""
    return GoalView(
        goal_status.status_of(tx, goal, now),
        witnesses.support_of(tx, goal),
        hidden_reason=_hidden_reason(tx, goal),
    )


def _hidden_reason(tx: Connection, goal: Goal) -> str:
    lines = record.history_of(tx, goal) if goal.is_hidden else ()
    return next((line.note for line in lines if line.kind is EventKind.HIDDEN), "")
