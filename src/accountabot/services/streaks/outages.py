"""Find out which periods the bot's absences excused, so that their owners are told."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.goals.periods import Period
from accountabot.domain.identifiers import GoalId, Member, ServerId
from accountabot.domain.people.notices import Notice, NoticeKind
from accountabot.domain.streaks.excuses import (
    BOT_AWAY,
    LAST_HOURS,
    TOLERATED_ABSENCE,
    bot_was_away,
)
from accountabot.domain.streaks.outcomes import Outcome, Verdict
from accountabot.domain.timelines import Interval, overlap_seconds
from accountabot.services.streaks import goal_status, windows
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store.goals import goals
from accountabot.store.people import notices
from accountabot.store.streaks import bot_absences, outage_excuses
from accountabot.store.streaks.outage_excuses import AffectedPeriod, SettledExcuse

BATCH_SIZE = 25
"""Goals judged per transaction."""
KEPT = timedelta(days=60)
"""How far back the bot judges periods that an absence may have excused."""
LOOKBACK = timedelta(days=3)
"""How old an absence may be when the bot looks at it for the first time."""
_WAITING = frozenset({Outcome.OPEN, Outcome.PENDING})


class OutageNews(NamedTuple):
    """A goal with the periods that the bot's absence excused since its owner was last told."""

    status: GoalStatus
    periods: list[Period]


def unexamined(tx: Connection, now: datetime) -> list[Interval]:
    """Return the absences to look at, in order, without those too short to excuse anything."""
    since = bot_absences.examined_until(tx) or now - LOOKBACK
    known = bot_absences.ended_since(tx, since - LAST_HOURS)
    return [each for each in known if each[1] > since and _can_excuse(each, known)]


def ongoing_goals(tx: Connection, server: ServerId, absence: Interval) -> list[GoalId]:
    """Return the goals of a server whose periods an absence may excuse."""
    return outage_excuses.ongoing_goals(tx, server, absence[0] - LOOKBACK)


def find_affected(
    tx: Connection, server: ServerId, keys: Iterable[GoalId], absence: Interval, now: datetime
) -> list[AffectedPeriod]:
    """Return the unmet periods of some goals that an absence may excuse."""
    return [
        AffectedPeriod(key, period.first, absence[1], period.closes)
        for key in keys
        if (goal := goals.get(tx, server, key))
        for period in _affected(tx, goal, absence, now)
        if period.closes
    ]


def save_affected(tx: Connection, server: ServerId, found: Iterable[AffectedPeriod]) -> None:
    """Save periods that an absence may excuse."""
    outage_excuses.add(tx, server, found)


def mark_examined(tx: Connection, absence: Interval) -> None:
    """Save that all periods that an absence may excuse are known."""
    bot_absences.set_examined_until(tx, absence[1])


def judge_closed(tx: Connection, server: ServerId, now: datetime) -> list[SettledExcuse]:
    """Judge a batch of periods that closed by now and that an absence may have excused."""
    due = outage_excuses.due(tx, server, now - KEPT, now, BATCH_SIZE)
    return [SettledExcuse(key, day, is_excused(tx, server, key, day, now)) for key, day in due]


def settle(
    tx: Connection, server: ServerId, settled: Sequence[SettledExcuse], now: datetime
) -> dict[Member, datetime]:
    """Save which periods were excused; return who is to be told, and from when (UTC)."""
    outage_excuses.settle(tx, server, settled)
    told: dict[Member, datetime] = {}
    for key in {each.goal for each in settled if each.is_excused}:
        goal = goals.get(tx, server, key)
        if goal and notices.expect(tx, goal.owner, NoticeKind.OUTAGE, goal, since=now, due=now):
            told[goal.owner] = now
    return told


def next_close(tx: Connection, servers: Iterable[ServerId], now: datetime) -> datetime | None:
    """Return when the next period closes that an absence may excuse (UTC), or None."""
    closes = (outage_excuses.next_close(tx, server, now) for server in servers)
    return min(filter(None, closes), default=None)


def is_excused(tx: Connection, server: ServerId, key: GoalId, day: object, now: datetime) -> bool:
    """Return whether the bot's absence excused the period of a goal that began on a day."""
    goal = goals.get(tx, server, key)
    verdicts = windows.judge_since(tx, goal, now - KEPT, now) if goal else ()
    return any(_was_away(verdict) for verdict in verdicts if verdict.period.first == day)


def find_news(tx: Connection, notice: Notice, now: datetime) -> OutageNews | None:
    """Return which periods of a goal an absence excused since its owner was last told."""
    goal = goals.get(tx, notice.member.server, notice.goal)
    if goal is None or goal.state is not GoalState.ACTIVE:
        return None
    days = outage_excuses.excused_days(tx, goal)
    periods = [
        verdict.period
        for verdict in windows.judge_since(tx, goal, now - KEPT, now)
        if verdict.period.first in days and _was_away(verdict) and _is_new(verdict, notice)
    ]
    return OutageNews(goal_status.status_of(tx, goal, now), periods) if periods else None


def _can_excuse(absence: Interval, known: Iterable[Interval]) -> bool:
    begins, ends = absence
    return overlap_seconds(known, begins - LAST_HOURS, ends) > TOLERATED_ABSENCE


def _affected(tx: Connection, goal: Goal, absence: Interval, now: datetime) -> Iterator[Period]:
    """Yield the periods that are unmet and end, or have to be made up for, during an absence."""
    rules = windows.rules_since(tx, goal, absence[0])
    for verdict in windows.judge_since(tx, goal, absence[0], now):
        is_unmet = verdict.outcome in _WAITING or _was_away(verdict)
        period = verdict.period
        if is_unmet and _ends_in(period, absence) and bot_was_away(rules, period):
            yield period


def _ends_in(period: Period, absence: Interval) -> bool:
    """Return whether an absence overlaps the last hours of a period or of its grace period."""
    ends = [at for at in (period.ends, period.closes) if at]
    return any(overlap_seconds([absence], at - LAST_HOURS, at) for at in ends)


def _was_away(verdict: Verdict) -> bool:
    return verdict.outcome is Outcome.EXCUSED and verdict.reason == BOT_AWAY


def _is_new(verdict: Verdict, notice: Notice) -> bool:
    told = notice.told_at
    return told is None or (verdict.closed_at is not None and verdict.closed_at > told)
