"""Complete a pending check-in with its amount or its note, and attach a proof."""

from sqlalchemy import Connection

from accountabot.domain.identifiers import Action, GoalId, PendingId, RecordId
from accountabot.services.checkins import pending_check_ins, recording
from accountabot.services.checkins.checked_in import CheckedIn
from accountabot.services.streaks import goal_status
from accountabot.store.checkins import check_ins
from accountabot.store.goals import record


def enter_amount(
    tx: Connection,
    action: Action,
    goal_id: GoalId,
    pending_id: PendingId,
    amount: str,
    locale: str = "en-US",
) -> CheckedIn:
    """Record a pending check-in with the entered amount.

    Raises Refusal if the check-in is gone, already counted or not possible.
    """
    check_in = pending_check_ins.load_for(tx, action, pending_id, goal_id)
    goal = pending_check_ins.own_goal(tx, action, goal_id)
    status = goal_status.status_of(tx, goal, action.at)
    entered = check_in.to_input(amount, locale=locale)
    result = recording.record_check_in(tx, action, status, check_in.day, entered)
    pending_check_ins.set_counted(tx, action, pending_id, [goal_id])
    return result


def enter_note(tx: Connection, action: Action, goal_id: GoalId, pending_id: PendingId) -> CheckedIn:
    """Record a pending check-in with its note alone; raise Refusal as `enter_amount` does."""
    check_in = pending_check_ins.load_for(tx, action, pending_id, goal_id)
    goal = pending_check_ins.own_goal(tx, action, goal_id)
    status = goal_status.status_of(tx, goal, action.at)
    result = recording.record_check_in(tx, action, status, check_in.day, check_in.to_input())
    pending_check_ins.set_counted(tx, action, pending_id, [goal_id])
    return result


def set_proof(tx: Connection, action: Action, entry: RecordId, link: str | None) -> bool:
    """Set the link that proves a check-in, or remove it; return False if it was undone."""
    event = record.get_open_entry(tx, action.member, entry)
    return bool(
        event
        and event.check_in
        and check_ins.set_proof(tx, action.member.server, event.check_in, link)
    )
