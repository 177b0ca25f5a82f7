"""Declare a goal."""

from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.goals import periods
from accountabot.domain.goals.goal import (
    Goal,
    Promise,
    clean_promise,
    ensure_below_goal_limit,
    ensure_valid_dates,
)
from accountabot.domain.goals.record import EventKind
from accountabot.domain.goals.schedules import Start
from accountabot.domain.identifiers import Action, GoalId, RecordId
from accountabot.domain.judging_rules import JudgingRules
from accountabot.domain.refusals import Refusal
from accountabot.services.goals.goal_views import GoalView, load_view
from accountabot.services.people import preferences
from accountabot.services.reminders import choices
from accountabot.services.reminders.choices import Offer
from accountabot.services.streaks import goal_status
from accountabot.store import settings
from accountabot.store.goals import goals, record

DUPLICATE_WINDOW = timedelta(minutes=1)
"""An equal declaration within this time is an accidental repetition."""


class Declared(NamedTuple):
    """A declared goal and its record entry, which is None if the goal already existed."""

    view: GoalView
    entry: RecordId | None
    asks_zone: bool = False
    """Whether to ask for the owner's time zone, for the first time."""
    is_first: bool = False
    """Whether the owner never declared another goal on this server."""
    reminders: Offer | None = None
    """What to tell the owner about reminders, if anything."""


def declare(tx: Connection, action: Action, promise: Promise) -> Declared:
    """Declare a goal that starts now or on a later day.

    Raises Refusal if the title is empty or too long, if the end is in the past or too far away, or
    if the member has too many goals.
    """
    record.ensure_not_repeated(tx, action)
    rules = settings.judging_rules(tx, action.member)
    days = rules.days
    promise = clean_promise(promise)
    ensure_valid_dates(promise, days, action.at)
    if duplicate := goals.find_duplicate(tx, action.member, promise, action.at - DUPLICATE_WINDOW):
        return Declared(load_view(tx, duplicate, action.at), None)
    today = days.day_of(action.at)
    ensure_below_goal_limit(goals.count_active(tx, action.member, action.at, today))
    start = Start(action.at, promise.start or today, promise.until, promise.through)
    _ensure_has_period(action, promise, start, rules)
    goal = goals.add(tx, action.member, promise, start)
    entry = record.add(tx, goal, EventKind.DECLARED, action)
    goal_status.recompute(tx, goal, action.at)
    return Declared(
        load_view(tx, goal, action.at),
        entry,
        reminders=choices.begin(tx, goal, action.at),
        asks_zone=preferences.asks_zone(tx, action),
        is_first=len(goals.all_of(tx, action.member)) == 1,
    )


def _ensure_has_period(action: Action, promise: Promise, start: Start, rules: JudgingRules) -> None:
    goal = Goal(
        id=GoalId(0),
        owner=action.member,
        title=promise.title,
        schedule=promise.schedule,
        start=start,
    )
    if promise.through and next(periods.of(goal, rules, (), action.at), None) is None:
        raise Refusal("until-without-day", understood=promise.through)
