"""Load the data for goal cards, and find a goal by its title."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import choices, timelines
from accountabot.domain.calendar.days import Calendar
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.record import EventKind
from accountabot.domain.identifiers import GoalId, Member, ServerId
from accountabot.domain.people.support import Support
from accountabot.domain.refusals import Refusal
from accountabot.domain.streaks import kept_ratio
from accountabot.domain.streaks.kept_ratio import DayMark, KeptRatio
from accountabot.services import access
from accountabot.services.checkins import progress
from accountabot.services.checkins.progress import PassedCeiling
from accountabot.services.leaderboards import server_time
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store import settings
from accountabot.store.goals import goals, record
from accountabot.store.people import witnesses

MAX_SUGGESTIONS = 5
"""Goals suggested in a refusal."""
MAX_PUBLIC = 25
"""Goals of other members that are suggested."""


class GoalView(NamedTuple):
    """The contents of a goal's card; the kept ratio is loaded for the owner only."""

    status: GoalStatus
    support: Support
    kept_ratio: KeptRatio | None = None
    day_marks: Sequence[DayMark] = ()
    """The last four weeks, day by day, if they were loaded."""
    week_start: int = 0
    """The weekday with which the current week began; 0 is Monday."""
    hidden_reason: str = ""
    """The moderators' reason for hiding the goal, if they did."""
    passed: PassedCeiling | None = None
    """The ceiling that the goal is above now, or was above at its end."""

    @property
    def goal(self) -> Goal:
        """The goal on the card."""
        return self.status.goal


class MemberCalendar(NamedTuple):
    """A member's calendar and the first day of their week (0 is Monday)."""

    calendar: Calendar
    week_start: int


def member_calendar(tx: Connection, member: Member, now: datetime) -> MemberCalendar:
    """Return a member's calendar and week start in their current time zone."""
    rules = settings.judging_rules(tx, member)
    return MemberCalendar(rules.days.calendar(now), timelines.at(rules.week_starts, now, 0))


def find_view(tx: Connection, server: ServerId, goal_id: GoalId, now: datetime) -> GoalView | None:
    """Return a goal's public card data, or None if this server has no such goal."""
    goal = goals.get(tx, server, goal_id)
    return load_view(tx, goal, now) if goal else None


def find_full_view(tx: Connection, asker: Member, typed: str, now: datetime) -> GoalView:
    """Return all card data of the asker's own goal, or of someone's public one.

    Raises Refusal if none matches, or if several of other members do.
    """
    chosen = choices.chosen_goal(typed.strip())
    found = goals.get(tx, asker.server, chosen[1]) if chosen else None
    if found and found.owner.id == (chosen and chosen[0]) and found.is_visible_to(asker):
        return _full_view(tx, goal_status.status_of(tx, found, now))
    try:
        status = pick_status(statuses_due_first(tx, asker, now), typed)
    except Refusal:
        public = _pick_public(tx, asker, typed, now)
        if public is None:
            raise
        status = goal_status.status_of(tx, public, now)
    return _full_view(tx, status)


def load_full_view(tx: Connection, asker: Member, goal_id: GoalId, now: datetime) -> GoalView:
    """Return all card data of a goal; raise Refusal if the asker cannot see it."""
    return _full_view(tx, goal_status.status_of(tx, access.visible_goal(tx, asker, goal_id), now))


def list_public(tx: Connection, asker: Member, typed: str, now: datetime) -> list[Goal]:
    """Return public active goals of other members that match the input, newest first."""
    return goals.public_of_others(tx, asker, " ".join(typed.split()), now, MAX_PUBLIC)


def _pick_public(tx: Connection, asker: Member, typed: str, now: datetime) -> Goal | None:
    """Return the only public goal of others with the typed title, or with a part of it."""
    matching = list_public(tx, asker, typed, now) if typed.strip() else []
    wanted = " ".join(typed.casefold().split())
    exact = [goal for goal in matching if goal.title.casefold() == wanted]
    candidates = exact or matching
    return candidates[0] if len(candidates) == 1 else None


def _full_view(tx: Connection, status: GoalStatus) -> GoalView:
    now = status.now
    verdicts = goal_status.verdicts(tx, status.goal, now)
    return GoalView(
        status=status,
        support=witnesses.support_of(tx, status.goal),
        kept_ratio=kept_ratio.compute_kept_ratio(verdicts, now),
        day_marks=kept_ratio.day_marks(status.goal, status.rules.days, verdicts, now),
        week_start=_week_start(tx, status),
        hidden_reason=_hidden_reason(tx, status.goal),
        passed=progress.passed_ceiling(tx, status),
    )


def _week_start(tx: Connection, status: GoalStatus) -> int:
    """Return the first weekday; a newly chosen one applies after the current week."""
    weeks = server_time.weeks(tx, status.goal.owner.server)
    return weeks.first_of(status.rules.days.day_of(status.now)).weekday()


def statuses_due_first(tx: Connection, member: Member, now: datetime) -> list[GoalStatus]:
    """Return the status of each of a member's goals, due ones first."""
    statuses = goal_status.statuses_of(tx, member, now)
    return sorted(
        statuses,
        key=lambda status: (not status.due.is_ongoing, not status.due.today, status.goal.id),
    )


def pick_status(statuses: Sequence[GoalStatus], typed: str) -> GoalStatus:
    """Return the autocompleted goal, or the one with the typed title.

    Active and newer goals win. Part of a title is enough if only one active goal contains it.
    Raises Refusal with suggestions if nothing matches.
    """
    own = sorted(statuses, key=lambda status: (not status.due.is_ongoing, -status.goal.id))
    wanted = typed.strip().casefold()
    chosen = [status for status in own if choices.goal_choice(status.goal) == wanted]
    for status in chosen + [status for status in own if status.goal.title.casefold() == wanted]:
        return status
    if not own:
        raise Refusal("no-goals-yet")
    partial_matches = [
        status
        for status in own
        if status.due.is_ongoing and wanted and wanted in status.goal.title.casefold()
    ]
    if len(partial_matches) == 1:
        return partial_matches[0]
    raise Refusal(
        "goal-not-yours", goals=tuple(status.goal.title for status in own[:MAX_SUGGESTIONS])
    )


def load_view(tx: Connection, goal: Goal, now: datetime) -> GoalView:
    """Return a goal's public card data."""
    status = goal_status.status_of(tx, goal, now)
    return GoalView(
        status,
        witnesses.support_of(tx, goal),
        hidden_reason=_hidden_reason(tx, goal),
        passed=progress.passed_ceiling(tx, status),
    )


def _hidden_reason(tx: Connection, goal: Goal) -> str:
    events = record.history_of(tx, goal) if goal.is_hidden else ()
    return next((event.note for event in events if event.kind is EventKind.HIDDEN), "")
