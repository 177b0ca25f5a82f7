"""Count messages in the check-in channel; private goals are never asked about in public."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import ACTIVE_LIMIT
from accountabot.domain.identifiers import Action, GoalId, Member, PendingId, ServerId
from accountabot.domain.server.settings import SettingName
from accountabot.services.checkins import pending_check_ins, recording
from accountabot.services.checkins.checked_in import CheckedIn, CheckInInput
from accountabot.services.checkins.checkin_requests import (
    CheckInResult,
    HowMuch,
    WhichGoal,
    check_in_on,
    ensure_can_check_in,
)
from accountabot.services.goals import goal_views
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store import pending, settings
from accountabot.store.goals import record


class Answered(NamedTuple):
    """The result of answering a public question, and the goals still to be asked about."""

    result: CheckedIn | HowMuch
    proof: str
    """The link of the message."""
    remaining: list[GoalStatus]
    is_how_much: bool
    """Whether the question was about the amount, not the goal."""


def channels(tx: Connection) -> dict[ServerId, int]:
    """Return the check-in channel of every server that has one."""
    known = settings.values_by_server(tx, SettingName.CHECKIN_CHANNEL)
    return {server: int(channel) for server, channel in known.items() if channel}


def receive(tx: Connection, action: Action, entered: CheckInInput) -> CheckInResult | None:
    """Count a message for its author's due goal, or return a question if that is unclear.

    Returns None if no goal is due or the author was already asked that day. Raises
    DuplicateInteraction if the message was received before.
    """
    record.ensure_not_repeated(tx, action)
    due = _candidates(goal_views.statuses_due_first(tx, action.member, action.at))
    if not due:
        return None
    status = due[0]
    day = status.rules.days.day_of(action.at)
    if len(due) > 1:
        question_id = pending_check_ins.save_question(tx, action, day, entered)
        return WhichGoal(due[:ACTIVE_LIMIT], day, question_id) if question_id else None
    if status.revision_of(day).goal.amount is None:
        return recording.record_check_in(tx, action, status, day, entered)
    if status.goal.is_private:
        return None
    question_id = pending_check_ins.save_question(tx, action, day, entered, status.goal.id)
    return HowMuch(status, day, question_id) if question_id else None


def drop_question(tx: Connection, member: Member, pending_id: PendingId) -> None:
    """Delete a question that could not be posted, so that it can be asked again."""
    pending.drop(tx, member, pending_id)


def how_much(tx: Connection, action: Action, pending_id: PendingId, goal_id: GoalId) -> HowMuch:
    """Return the request for a goal's amount.

    Raises Refusal if someone else was asked or the day is over.
    """
    day = pending_check_ins.load_pending(tx, action, pending_id).day
    goal = pending_check_ins.own_goal(tx, action, goal_id)
    status = goal_status.status_of(tx, goal, action.at)
    ensure_can_check_in(status, day)
    return HowMuch(status, day, pending_id)


def answer(
    tx: Connection,
    action: Action,
    pending_id: PendingId,
    goal_id: GoalId,
    amount: str | None = None,
    locale: str = "en-US",
) -> Answered:
    """Count a message for the goal that its author picked, or with the amount they entered.

    Raises Refusal as `how_much` does.
    """
    message = pending_check_ins.load_pending(tx, action, pending_id)
    goal = pending_check_ins.own_goal(tx, action, goal_id)
    status = goal_status.status_of(tx, goal, action.at)
    entered = message.to_input(amount, locale=locale)
    result = check_in_on(tx, action, status, message.day, entered, pending_id=pending_id)
    remaining = [
        status
        for status in _still_due(tx, action, message.day)
        if message.goal in {None, status.goal.id}
    ]
    return Answered(
        result=result,
        proof=message.proof or "",
        remaining=remaining[:ACTIVE_LIMIT],
        is_how_much=message.goal is not None,
    )


def _candidates(own: Sequence[GoalStatus]) -> list[GoalStatus]:
    """Return the due public goals, or the only due private goal if none is public."""
    due = [status for status in own if status.due.today]
    private = [status for status in due if status.goal.is_private]
    public = [status for status in due if not status.goal.is_private]
    return public or (private if len(private) == 1 else [])


def _still_due(tx: Connection, action: Action, day: LocalDay) -> list[GoalStatus]:
    """Return the public goals still due on a day, which is today or yesterday."""
    public = [
        status
        for status in goal_views.statuses_due_first(tx, action.member, action.at)
        if not status.goal.is_private
    ]
    return [
        status
        for status in public
        if (
            status.due.today
            if day == status.rules.days.day_of(status.now)
            else status.due.yesterday
        )
    ]
