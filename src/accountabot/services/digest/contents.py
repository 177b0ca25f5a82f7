"""Compose a weekly digest, of members on the leaderboards and goals that everyone may see."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.digest import LENGTH, Week
from accountabot.domain.goals.goal import GoalState
from accountabot.domain.identifiers import GoalId, MemberId, ServerId
from accountabot.domain.timelines import overlap_seconds
from accountabot.services.checkins import progress
from accountabot.services.digest import comebacks, kept_weeks
from accountabot.services.streaks import goal_status
from accountabot.store.digest import week_activity
from accountabot.store.digest.week_activity import WeekGoal, WeekNumbers
from accountabot.store.goals import goals
from accountabot.store.streaks import bot_absences, outage_excuses

MOST_CHEERERS = 3


class DigestGoal(NamedTuple):
    """A goal in a digest."""

    goal: GoalId
    member: MemberId
    title: str


class Cheerer(NamedTuple):
    """A member, and how often they cheered others."""

    member: MemberId
    cheers: int


class BotRecord(NamedTuple):
    """How long the bot was offline in a week, and how many periods that excused."""

    offline: timedelta
    excused: int


class Digest(NamedTuple):
    """Everything that a digest may tell about a week."""

    week: Week
    kept: list[MemberId]
    """Who kept their word: something was kept, and everything that was due."""
    started: list[DigestGoal]
    reached: list[DigestGoal]
    comebacks: list[DigestGoal]
    cheerers: list[Cheerer]
    numbers: WeekNumbers
    before: WeekNumbers
    """The numbers of the week before."""
    own_record: BotRecord
    by_day: Sequence[int] = ()
    """The number of check-ins for each day of the week."""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing happened that is worth a message."""
        lists: tuple[Sequence[object], ...] = (self.kept, self.started, self.reached)
        return not (any(lists) or self.comebacks or self.cheerers or self.numbers.check_ins)


def compose(tx: Connection, server: ServerId, week: Week, now: datetime) -> Digest:
    """Compose the digest of a week, from the current data.

    On a large server, this takes seconds: run it on a connection of its own.
    """
    found = week_activity.list_goals(tx, server, week)
    by_member = groupby(sorted(found, key=attrgetter("member")), key=attrgetter("member"))
    kept = [
        member
        for member, theirs in by_member
        if kept_weeks.has_kept_word(tx, server, week, [*theirs], now)
    ]
    before = Week(week.first - LENGTH, week.begins - LENGTH, week.begins)
    return Digest(
        week=week,
        kept=sorted(kept, key=lambda member: _lot(week, member)),
        started=_listed(each for each in found if _is_started(each, week)),
        reached=_listed(each for each in found if _is_reached(tx, server, each, week, now)),
        comebacks=_listed(comebacks.find(tx, server, week, found, now)),
        cheerers=_cheerers(tx, server, week),
        numbers=week_activity.count_week(tx, server, week),
        before=week_activity.count_week(tx, server, before),
        own_record=_own_record(tx, server, week),
        by_day=week_activity.count_by_day(tx, server, week),
    )


def _lot(week: Week, member: MemberId) -> bytes:
    """Return a random sort key that changes each week, so that nobody is always first."""
    return hashlib.blake2b(f"{week.first}-{member}".encode(), digest_size=8).digest()


def _listed(found: Iterable[WeekGoal]) -> list[DigestGoal]:
    return [DigestGoal(each.id, each.member, each.title) for each in found]


def _is_started(goal: WeekGoal, week: Week) -> bool:
    return week.begins <= goal.declared_at and goal.state is not GoalState.DROPPED


def _is_reached(
    tx: Connection, server: ServerId, goal: WeekGoal, week: Week, now: datetime
) -> bool:
    """Return whether a goal was completed, or came to its end after something was kept."""
    at = goal.ended_at or goal.completed_at
    if goal.state is GoalState.ACTIVE:
        at = goal.over_at if goal.longest else None
    is_over = goal.state is not GoalState.DROPPED and at is not None
    if not (is_over and at and week.begins <= at < week.ends):
        return False
    return not (goal.is_ceiling and _is_passed(tx, server, goal, now))


def _is_passed(tx: Connection, server: ServerId, goal: WeekGoal, now: datetime) -> bool:
    found = goals.get(tx, server, goal.id)
    status = goal_status.status_of(tx, found, now) if found else None
    return status is None or progress.passed_ceiling(tx, status) is not None


def _cheerers(tx: Connection, server: ServerId, week: Week) -> list[Cheerer]:
    given = [Cheerer(*each) for each in week_activity.count_cheers_by_giver(tx, server, week)]
    ordered = sorted(given, key=lambda each: (-each.cheers, _lot(week, each.member)))
    return ordered[:MOST_CHEERERS]


def _own_record(tx: Connection, server: ServerId, week: Week) -> BotRecord:
    absences = bot_absences.ended_since(tx, week.begins)
    offline = timedelta(seconds=overlap_seconds(absences, week.begins, week.ends))
    excused = outage_excuses.count_between(tx, server, week.begins, week.ends)
    return BotRecord(offline, excused)
