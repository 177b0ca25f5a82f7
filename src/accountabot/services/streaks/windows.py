"""Judge the periods of a goal that closed in an interval."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from accountabot.domain.goals.goal import Goal
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.streaks import windows
from accountabot.domain.streaks.outcomes import Outcome, Verdict
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import ABSENCE_LOOKBACK
from accountabot.store import settings
from accountabot.store.checkins import activity


def closed_between(
    tx: Connection, goal: Goal, begins: datetime, ends: datetime, now: datetime
) -> list[Verdict]:
    """Return the verdicts on the periods that closed from `begins` until before `ends`."""
    rules = rules_since(tx, goal, begins)
    after = windows.activity_since(goal, windows.first_to_judge(rules, begins))
    found = activity.load(tx, goal, after)
    return windows.closed_between(goal, rules, found, begins=begins, ends=ends, now=now)


def judge_between(
    tx: Connection, goal: Goal, begins: datetime, ends: datetime, now: datetime
) -> list[Verdict]:
    """Judge, as of now, all periods that can close from `begins` on and have begun by `ends`."""
    rules = rules_since(tx, goal, begins)
    first = windows.first_to_judge(rules, begins)
    found = activity.load(tx, goal, windows.activity_since(goal, first))
    return [*windows.judge_since(goal, rules, found, first, now, until=ends)]


def judge_since(tx: Connection, goal: Goal, begins: datetime, now: datetime) -> Iterator[Verdict]:
    """Judge all periods that can close from `begins` on and have begun."""
    rules = rules_since(tx, goal, begins)
    first = windows.first_to_judge(rules, begins)
    found = activity.load(tx, goal, windows.activity_since(goal, first))
    return windows.judge_since(goal, rules, found, first, now)


def frozen_between(
    tx: Connection, goal: Goal, begins: datetime, ends: datetime, now: datetime
) -> int:
    """Count the periods that used a freeze and closed in an interval, from the whole record."""
    return sum(
        verdict.outcome is Outcome.FROZEN
        and verdict.closed_at is not None
        and begins <= verdict.closed_at < ends
        for verdict in goal_status.verdicts(tx, goal, now)
    )


def came_back_at(tx: Connection, goal: Goal, ends: datetime, now: datetime) -> datetime | None:
    """Return when the streak that a goal had before `ends` began, if it began after a miss."""
    rules = settings.judging_rules(tx, goal.owner)
    return windows.came_back_at(goal, rules, activity.load(tx, goal), ends, now)


def rules_since(tx: Connection, goal: Goal, begins: datetime) -> JudgingRules:
    """Return the rules for the periods of a goal that close from `begins` on."""
    return settings.judging_rules(tx, goal.owner, begins - ABSENCE_LOOKBACK)
