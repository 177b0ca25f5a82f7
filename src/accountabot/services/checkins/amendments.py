"""Add what is known of a check-in only after it was said: how much it was, and the message that proves it."""

from dataclasses import replace

from sqlalchemy import Connection

from accountabot.domain.identifiers import Action, GoalId, InteractionId, RecordId, WaitingId
from accountabot.domain.refusals import DuplicateInteraction, Refusal
from accountabot.services.checkins import pending, recording
from accountabot.services.checkins.recording import CheckedIn, CheckInInput
from accountabot.services.streaks import goal_status
from accountabot.store.checkins import check_ins, pending_check_ins
from accountabot.store.goals import record


def say_amount(
    tx: Connection, action: Action, goal_id: GoalId, words: WaitingId, amount: str
) -> CheckedIn:
    """Check in with what waited and the amount that is said now, once; raise Refusal where it was counted since."""
    kept = pending.load_pending(tx, action, words)
    line = goal_status.status_of(tx, pending.goal_of(tx, action, goal_id), action.at)
    result = recording.record_check_in(tx, action, line, kept.day, pending.said(kept, amount))
    pending_check_ins.set_taken(tx, action.member, words)
    return result


def add_amount(tx: Connection, action: Action, entry: RecordId, amount: str) -> CheckedIn:
    """Add the amount that a check-in's note tells to the same day, once.

    Raises Refusal where that was done, or the check-in was taken back.
    """
    done = record.get_open_entry(tx, action.member, entry)
    known = (
        check_ins.get(tx, action.member.server, done.check_in) if done and done.check_in else None
    )
    if done is None or known is None:
        raise Refusal("undo-already")
    line = goal_status.status_of(tx, pending.goal_of(tx, action, done.goal), action.at)
    once = replace(action, source=InteractionId(-entry))
    try:
        return recording.record_check_in(tx, once, line, known.day, CheckInInput(amount=amount))
    except DuplicateInteraction:
        raise Refusal("amount-counted") from None


def set_proof(tx: Connection, action: Action, entry: RecordId, link: str | None) -> bool:
    """Let a message prove a check-in, or none any more; return whether it was not taken back meanwhile."""
    done = record.get_open_entry(tx, action.member, entry)
    return bool(
        done
        and done.check_in
        and check_ins.set_proof(tx, action.member.server, done.check_in, link)
    )
