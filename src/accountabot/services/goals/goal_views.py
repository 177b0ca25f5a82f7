"""Declare goals, show them, and remember where their cards stand."""

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

OFFERED = 5
"""Goals that are named when none was meant."""


class GoalView(NamedTuple):
    """What a goal's card shows; how much of the word was kept only where it was asked for."""

    status: GoalStatus
    backing: Support
    kept_ratio: KeptRatio | None = None
    strip: Sequence[DayMark] = ()
    """The last four weeks, day by day, where they were asked for."""
    hidden: str = ""
    """Why moderators hide it, where they do."""

    @property
    def goal(self) -> Goal:
        """The goal itself."""
        return self.status.goal


class MemberCalendar(NamedTuple):
    """By what a member's days and weeks are cut; 0 is Monday."""

    calendar: Calendar
    week_start: int


def member_calendar(tx: Connection, member: Member, now: datetime) -> MemberCalendar:
    """Return by what a member's days and weeks are cut where they are now."""
    rules = settings.judging_rules(tx, member)
    return MemberCalendar(rules.days.calendar(now), timelines.at(rules.week_starts, now, 0))


def calendar(tx: Connection, member: Member, now: datetime) -> Calendar:
    """Return by what a member's days are cut where they are now."""
    return member_calendar(tx, member, now).calendar


def find_view(tx: Connection, server: ServerId, goal_id: GoalId, now: datetime) -> GoalView | None:
    """Return what a goal's public card shows, or None where this server has no such goal."""
    goal = goals.get(tx, server, goal_id)
    return view(tx, goal, now) if goal else None


def show_own(tx: Connection, member: Member, typed: str, now: datetime) -> GoalView:
    """Return what the card of the member's own goal shows; raise Refusal where it names none."""
    line = pick_own(statuses_of(tx, member, now), typed)
    seen = goal_status.verdicts(tx, line.goal, now)
    return GoalView(
        line,
        witnesses.support_of(tx, line.goal),
        kept_ratio.compute_kept_ratio(seen, now),
        kept_ratio.day_marks(line.goal, line.rules.days, seen, now),
        _why_hidden(tx, line.goal),
    )


def statuses_of(tx: Connection, member: Member, now: datetime) -> list[GoalStatus]:
    """Return a line for each of a member's goals, what is due first."""
    lines = goal_status.statuses_of(tx, member, now)
    return sorted(
        lines, key=lambda line: (not line.due.is_ongoing, not line.due.today, line.goal.id)
    )


def pick_own(lines: Sequence[GoalStatus], typed: str) -> GoalStatus:
    """Return the one of a member's goals that an autocomplete's value or a typed title names, the newest going first.

    A part of a title will do where only one has it. Raises Refusal for any other, naming some that are theirs.
    """
    own = sorted(lines, key=lambda line: (not line.due.is_ongoing, -line.goal.id))
    wanted = typed.strip().casefold()
    by_number = [line for line in own if str(line.goal.id) == wanted]
    for line in by_number + [line for line in own if line.goal.title.casefold() == wanted]:
        return line
    if not own:
        raise Refusal("no-goals-yet")
    alike = [
        line
        for line in own
        if line.due.is_ongoing and wanted and wanted in line.goal.title.casefold()
    ]
    if len(alike) == 1:
        return alike[0]
    raise Refusal("goal-not-yours", goals=tuple(line.goal.title for line in own[:OFFERED]))


def view(tx: Connection, goal: Goal, now: datetime) -> GoalView:
    """Return what a goal's public card shows."""
    return GoalView(
        goal_status.status_of(tx, goal, now),
        witnesses.support_of(tx, goal),
        hidden=_why_hidden(tx, goal),
    )


def _why_hidden(tx: Connection, goal: Goal) -> str:
    lines = record.of(tx, goal) if goal.is_hidden else ()
    return next((line.note for line in lines if line.kind is EventKind.HIDDEN), "")
