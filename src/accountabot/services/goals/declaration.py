"""Declare a goal."""

from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.goals import periods
from accountabot.domain.goals.goal import Goal, Promise, ensure_below_goal_limit, ensure_valid_dates
from accountabot.domain.goals.record import EventKind
from accountabot.domain.goals.schedules import Start
from accountabot.domain.identifiers import Action, GoalId, RecordId
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.refusals import Refusal
from accountabot.services.goals.goal_views import GoalView, view
from accountabot.services.people import preferences
from accountabot.store import settings
from accountabot.store.goals import goals, record

SAID_TWICE = timedelta(minutes=1)
"""Within this the same sentence is the same goal: a finger slipped."""


class Declared(NamedTuple):
    """A goal as it now stands, and the entry by which it can be undone; none where it stood already."""

    view: GoalView
    entry: RecordId | None
    asks_zone: bool = False
    """It is not known where its owner lives, and they were not asked before."""


def declare(tx: Connection, action: Action, promise: Promise) -> Declared:
    """Declare a goal in the member's own words, from now on or from a day to come.

    Raises Refusal for a sentence that says nothing or too much, an end in the past, and one goal too many.
    """
    record.ensure_not_repeated(tx, action)
    rules = settings.judging_rules(tx, action.member)
    days = rules.days
    promise = replace(
        promise, title=user_text.clean_title(promise.title), plan=user_text.clean_plan(promise.plan)
    )
    ensure_valid_dates(promise, days, action.at)
    if same := goals.same(tx, action.member, promise, action.at - SAID_TWICE):
        return Declared(view(tx, same, action.at), None)
    today = days.day_of(action.at)
    ensure_below_goal_limit(goals.count_going(tx, action.member, action.at, today))
    start = Start(action.at, promise.start or today, promise.until, promise.through)
    _refuse_without_period(action, promise, start, rules)
    goal = goals.add(tx, action.member, promise, start)
    entry = record.add(tx, goal, EventKind.DECLARED, action)
    return Declared(view(tx, goal, action.at), entry, preferences.asks_zone(tx, action))


def _refuse_without_period(
    action: Action, promise: Promise, start: Start, rules: JudgingRules
) -> None:
    goal = Goal(GoalId(0), action.member, promise.title, promise.schedule, start)
    if promise.through and next(periods.of(goal, rules, (), action.at), None) is None:
        raise Refusal("until-without-day", understood=promise.through)
