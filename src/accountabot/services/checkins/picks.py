"""Check in on the goals that a member picked among those that are due."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.activity import CheckIn
from accountabot.domain.checkins.checkin_day import DayChoice, classify_day
from accountabot.domain.goals.goal import ACTIVE_LIMIT
from accountabot.domain.identifiers import Action, GoalId, PendingId
from accountabot.domain.refusals import Refusal
from accountabot.services.checkins import pending_check_ins, progress, recording
from accountabot.services.checkins.checked_in import NOTHING, CheckedIn
from accountabot.services.checkins.checkin_requests import (
    HowMuch,
    WhichGoal,
    check_in_on,
    ensure_can_check_in,
    ensure_not_counted,
)
from accountabot.services.checkins.pending_check_ins import PendingCheckIn
from accountabot.services.goals import goal_views
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus


class Refused(NamedTuple):
    """A picked goal that can't be done any more."""

    title: str | None
    """None if the goal is gone."""
    why: Refusal


class Picked(NamedTuple):
    """The check-ins on the picked goals, and the request to choose among those still due."""

    results: list[CheckedIn]
    remaining: WhichGoal | None
    refused: list[Refused]


def pick(
    tx: Connection,
    action: Action,
    goal_ids: Sequence[GoalId],
    day: LocalDay,
    *,
    pending_id: PendingId | None,
    locale: str = "en-US",
) -> Picked | HowMuch:
    """Check in on the picked goals with the pending check-in.

    One goal may need an amount, which is asked for. Of several goals, each counts as done: with
    all that is left of its amount. Those with a ceiling are left out, and asked about again. Raises
    Refusal if none of the goals can be done, and nothing else is due.
    """
    held = pending_check_ins.load_pending(tx, action, pending_id) if pending_id else None
    if held:
        ensure_not_counted(tx, action, held.to_input())
    picked, refused = _pickable(tx, action, goal_ids, day)
    if len(goal_ids) == 1 and picked:
        result = _pick_one(tx, action, picked[0], day, pending_id=pending_id, locale=locale)
        if isinstance(result, HowMuch):
            return result
        results = [result]
    else:
        asked = [status for status in picked if status.revision_of(day).goal.is_ceiling]
        done = [status for status in picked if status not in asked]
        results = [
            _pick_all_of(tx, action, status, day, held=held, locale=locale) for status in done
        ]
        if pending_id and picked:
            counted, waiting = ([status.goal.id for status in group] for group in (done, asked))
            pending_check_ins.set_counted(tx, action, pending_id, counted, waiting)
        if asked and not done and not refused:
            return HowMuch(asked[0], day, pending_id, is_choice=True)
    remaining = still_due(tx, action, day, pending_id)
    if refused and not results and remaining is None:
        raise refused[0].why
    return Picked(results, remaining, refused)


def still_due(
    tx: Connection, action: Action, day: LocalDay, pending_id: PendingId | None = None
) -> WhichGoal | None:
    """Return the request to choose among the goals that are due on a day, None if none is.

    It has the pending check-in if that is still for one of them.
    """
    own = goal_views.statuses_due_first(tx, action.member, action.at)
    due = [
        status
        for status in own
        if (
            status.due.today if day == status.rules.days.day_of(action.at) else status.due.yesterday
        )
    ]
    if not due:
        return None
    held = pending_check_ins.load_pending(tx, action, pending_id) if pending_id else None
    if held and any(held.is_for(status.goal.id) for status in due):
        return WhichGoal(due[:ACTIVE_LIMIT], day, pending_id, is_single=held.is_single)
    return WhichGoal(due[:ACTIVE_LIMIT], day, None)


def _pickable(
    tx: Connection, action: Action, goal_ids: Sequence[GoalId], day: LocalDay
) -> tuple[list[GoalStatus], list[Refused]]:
    """Return the picked goals that can be done, and those that have ended in the meantime."""
    picked: list[GoalStatus] = []
    refused: list[Refused] = []
    for goal_id in goal_ids:
        title = None
        try:
            goal = pending_check_ins.own_goal(tx, action, goal_id)
            title = goal.title
            status = goal_status.status_of(tx, goal, action.at)
            ensure_can_check_in(status, day)
        except Refusal as refusal:
            if refusal.key == "day-over":  # it holds for all of them
                raise
            refused.append(Refused(title, refusal))
        else:
            picked.append(status)
    return picked, refused


def _pick_one(
    tx: Connection,
    action: Action,
    status: GoalStatus,
    day: LocalDay,
    *,
    pending_id: PendingId | None,
    locale: str,
) -> CheckedIn | HowMuch:
    """Check in on the only picked goal, with the pending check-in if that is for it."""
    goal = status.goal.id
    entered = NOTHING
    if pending_id:
        held = pending_check_ins.load_for(tx, action, pending_id, goal)
        if held.is_for(goal):
            entered = held.to_input(locale=locale)
        else:
            pending_id = None
    result = check_in_on(tx, action, status, day, entered, pending_id=pending_id)
    if isinstance(result, HowMuch):
        return result._replace(is_choice=True)
    if pending_id:
        pending_check_ins.set_counted(tx, action, pending_id, [goal])
    return result


def _pick_all_of(
    tx: Connection,
    action: Action,
    status: GoalStatus,
    day: LocalDay,
    *,
    held: PendingCheckIn | None,
    locale: str,
) -> CheckedIn:
    """Check in with all that is left of a goal; if nothing is, it was already done."""
    goal = status.goal.id
    left = progress.amount_left(status, day)
    has_amount = status.revision_of(day).goal.amount is not None
    if (held and goal in held.counted) or (has_amount and left is None):
        when = classify_day(day, status.rules.days, action.at)
        return _already_done(status, when, CheckIn(day, action.at, "", None))
    entered = held.to_input(locale=locale) if held and held.is_for(goal) else NOTHING
    if left is not None:
        entered = entered._replace(amount=f"{left:f}", locale="en-US")
    return recording.record_check_in(tx, action, status, day, entered)


def _already_done(status: GoalStatus, when: DayChoice, check_in: CheckIn) -> CheckedIn:
    return CheckedIn(
        status=status,
        when=when,
        check_in=check_in,
        is_bonus=False,
        is_late=False,
        is_short=False,
        is_resumed=False,
        frozen=None,
        entry=None,
    )
