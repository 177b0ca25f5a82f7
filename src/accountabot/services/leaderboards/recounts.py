"""Count what leaderboards need to know of a goal, whenever that has changed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import islice, takewhile
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import BEGINNING
from accountabot.domain.checkins.activity import Activity
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import GoalId, Member, ServerId
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.leaderboards.scores import WeekResult
from accountabot.domain.streaks import windows
from accountabot.domain.streaks.kept_ratio import WINDOW, KeptRatio
from accountabot.domain.streaks.outcomes import Outcome, Verdict
from accountabot.domain.streaks.replay import Replay
from accountabot.domain.streaks.tallies import SettledTally, Standing
from accountabot.services.leaderboards import scores, server_time
from accountabot.services.streaks.goal_status import ABSENCE_LOOKBACK
from accountabot.store import settings
from accountabot.store.checkins import activity, check_ins
from accountabot.store.goals import goals
from accountabot.store.leaderboards import closed_periods, recounts
from accountabot.store.leaderboards.closed_periods import ClosedPeriod
from accountabot.store.leaderboards.recounts import DueGoal
from accountabot.store.streaks import standings
from accountabot.store.unreadable_goals import RETRY_AFTER, attempt

BATCH_SIZE = 20
"""Goals counted per transaction that were counted before, to keep the write lock short.

That takes 1 to 2 ms each. A goal that was never counted, or has to be counted from its whole
record, has a transaction of its own: two years of daily check-ins take 10 to 20 ms.
"""
_IDLE = timedelta(days=100)
"""How far back the unsettled periods of a goal without a streak are judged again.

Longer than the longest period and its grace period, so that each has closed at most once before.
"""
_COUNTS_FOR = WINDOW + timedelta(microseconds=1)
"""How long after its end a closed period stops being counted: the window includes its edges."""
_LOOK_AHEAD = 400
"""The number of periods to search for one that is not over."""
_COUNTED = {
    Outcome.KEPT: Outcome.KEPT,
    Outcome.LATE: Outcome.KEPT,
    Outcome.MISSED: Outcome.MISSED,
    Outcome.FROZEN: Outcome.FROZEN,
}


def recount_due(tx: Connection, now: datetime) -> list[GoalId]:
    """Count a batch of due goals of all servers; an empty batch means that none is due."""
    return _recount(tx, recounts.due(tx, now, BATCH_SIZE), now)


def recount_due_here(tx: Connection, server: ServerId, now: datetime) -> list[GoalId]:
    """Count a batch of due goals of one server; an empty batch means that none is due."""
    return _recount(tx, recounts.due_here(tx, server, now, BATCH_SIZE), now)


def count_due(tx: Connection, now: datetime) -> int:
    """Return how many goals of all servers are due."""
    return recounts.count_due(tx, now)


def next_due(tx: Connection) -> datetime | None:
    """Return when (UTC) the next goal of any server is due."""
    return recounts.next_due(tx)


def _recount(tx: Connection, due: Sequence[DueGoal], now: datetime) -> list[GoalId]:
    owners: dict[Member, DueGoal] = {}
    batch = [*takewhile(lambda each: each.counted_at, due)] or due[:1]
    for each in batch:
        if not attempt(tx, each.goal, partial(_recount_one, tx, each, now, owners)):
            recounts.postpone(tx, each, now + RETRY_AFTER)
    for owner, each in owners.items():
        if not attempt(tx, each.goal, partial(_refresh, tx, owner, now)):
            recounts.postpone(tx, each, now + RETRY_AFTER)
    return [each.goal for each in batch]


def _recount_one(
    tx: Connection, due: DueGoal, now: datetime, owners: dict[Member, DueGoal]
) -> bool:
    """Count a goal, and add its owner; return that it was read."""
    if goal := goals.get(tx, due.server, due.goal):
        recount(tx, goal, due, now)
        owners[goal.owner] = due
    else:
        recounts.forget(tx, due.server, due.goal)
        closed_periods.forget(tx, due.server, due.goal)
    return True


def _refresh(tx: Connection, owner: Member, now: datetime) -> bool:
    scores.refresh(tx, owner, now)
    return True


def recount(tx: Connection, goal: Goal, last: DueGoal, now: datetime) -> None:
    """Count a goal's closed periods, the results of its weeks, and its days with a check-in."""
    saved = standings.get(tx, goal)
    judged = _judge(tx, goal, saved, last, now)
    rules = judged.replay.rules
    _save(tx, goal, judged.since, judged.closed, last, rules, now)
    recounts.set_counted(
        tx,
        goal,
        saved.settled,
        now,
        days=check_ins.count_days(tx, goal),
        next_at=_next_change(tx, goal, judged.replay, saved.settled, now),
    )


def kept_ratio_of(tx: Connection, goal: Goal, saved: Standing, now: datetime) -> KeptRatio:
    """Compute a goal's kept ratio from what was counted, and judge only what came after that."""
    judged = _judge(tx, goal, saved, recounts.get(tx, goal).last, now)
    since = judged.since
    known = closed_periods.of_goal(tx, goal) if since else []
    earlier = [period for period in known if since and period.last_day <= since]
    outcomes = Counter(
        period.outcome
        for period in (*earlier, *judged.closed)
        if now - WINDOW <= period.closed_at <= now
    )
    kept = outcomes[Outcome.KEPT]
    return KeptRatio(kept, kept + outcomes[Outcome.MISSED])


class _Judged(NamedTuple):
    """What closed after a day, or from the beginning."""

    replay: Replay
    since: LocalDay | None
    closed: list[ClosedPeriod]


def _judge(tx: Connection, goal: Goal, saved: Standing, last: DueGoal, now: datetime) -> _Judged:
    """Judge the periods after the settled totals of the last count."""
    since = last.settled.through if last.settled else None
    rules = settings.judging_rules(tx, goal.owner, now - ABSENCE_LOOKBACK if since else BEGINNING)
    found = activity.load(tx, goal, since)
    replay = Replay(goal, rules, found, now)
    if idle := _idle_since(found, saved.tally.streak, rules, last):
        verdicts = [*windows.judge_since(goal, rules, found, idle + timedelta(days=1), now)]
        return _Judged(replay, idle, _closed(verdicts, rules, idle))
    judged = replay.judge_from(replay.begin(last.settled))
    return _Judged(replay, since, _closed((each.verdict for each in judged), rules, since))


def _idle_since(
    found: Activity, streak: int, rules: JudgingRules, last: DueGoal
) -> LocalDay | None:
    """Return the day after which an abandoned goal is judged; all before it is counted.

    Its periods can neither settle nor use a freeze, so all of them would be judged each time.
    """
    if last.counted_at is None or streak:
        return None
    late = rules.days.day_of(last.counted_at) - _IDLE
    is_abandoned = all(check_in.day <= late for check_in in found.check_ins)
    through = last.settled.through if last.settled else None
    return late if is_abandoned and (through is None or through < late) else None


def _closed(
    verdicts: Iterable[Verdict], rules: JudgingRules, since: LocalDay | None
) -> list[ClosedPeriod]:
    """Return the closed periods after a day; those until then are counted."""
    found = (
        _closed_period(verdict, verdict.closed_at, rules)
        for verdict in verdicts
        if verdict.closed_at and verdict.outcome in _COUNTED
    )
    return [period for period in found if since is None or period.last_day > since]


def _closed_period(verdict: Verdict, at: datetime, rules: JudgingRules) -> ClosedPeriod:
    last, closed_day = verdict.period.last or verdict.period.first, rules.days.day_of(at)
    return ClosedPeriod(min(last, closed_day), at, closed_day, _COUNTED[verdict.outcome])


def _save(
    tx: Connection,
    goal: Goal,
    since: LocalDay | None,
    closed: Sequence[ClosedPeriod],
    last: DueGoal,
    rules: JudgingRules,
    now: datetime,
) -> None:
    """Replace what closed after a day: the periods themselves, and the results of their weeks.

    Weeks that were over 90 days before the last count stay: the periods in them are not stored.
    """
    known = closed_periods.of_goal(tx, goal) if since else []
    earlier = [period for period in known if since and period.last_day <= since]
    recent = [period for period in closed if period.closed_at >= now - WINDOW]
    closed_periods.replace(tx, goal, since, recent)
    closed_periods.forget_before(tx, goal, now - WINDOW)
    weeks = server_time.weeks(tx, goal.owner.server)
    final = LocalDay.min
    if since and last.counted_at:
        final = weeks.first_of(rules.days.day_of(last.counted_at - WINDOW))
    results: defaultdict[LocalDay, WeekResult] = defaultdict(lambda: WeekResult(0, 0))
    for period in (*earlier, *closed):
        week = weeks.first_of(period.closed_day)
        if week > final:
            results[week] = results[week].plus(period.outcome)
    closed_periods.replace_weeks(tx, goal, final, results)


def _next_change(
    tx: Connection, goal: Goal, replay: Replay, settled: SettledTally, now: datetime
) -> datetime | None:
    """Return when the next period ends or closes, or the oldest one no longer counts."""
    ends = (
        at
        for revision, period in islice(replay.periods(settled), _LOOK_AHEAD)
        if not revision.ended_within(period)
        for at in (period.ends, period.closes)
        if at and at > now
    )
    oldest = min((each.closed_at for each in closed_periods.of_goal(tx, goal)), default=None)
    changes = (next(ends, None), oldest and oldest + _COUNTS_FOR, replay.over_at)
    return min((at for at in changes if at and at > now), default=None)
