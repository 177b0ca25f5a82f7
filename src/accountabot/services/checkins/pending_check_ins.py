"""Store a pending check-in until the member picks the goal or enters the amount."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.attachments import ProofFile
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import Action, GoalId, PendingId
from accountabot.domain.refusals import Refusal
from accountabot.services.checkins.checked_in import CheckInInput
from accountabot.store import pending
from accountabot.store.goals import goals
from accountabot.store.pending import CHECK_IN_KINDS, Payload, PendingKind

BLANK = "–"
"""Placeholder for a blank amount, which is then refused as not a number."""


class PendingCheckIn(NamedTuple):
    """A check-in for a local day, with its goal if that is known."""

    day: LocalDay
    goal: GoalId | None
    note: str
    amount: str | None
    """As typed: its unit is checked once the goal is known."""
    proof: str | None
    file: ProofFile | None
    counted: frozenset[GoalId] = frozenset()
    """The goals that it was recorded for."""
    waiting: frozenset[GoalId] | None = None
    """The goals that it is still for; None if it is for any."""

    @property
    def is_single(self) -> bool:
        """Return whether it has an amount or a proof, which fits only one goal."""
        return bool(self.amount or self.file or self.proof)

    def is_for(self, goal: GoalId) -> bool:
        """Return whether it can still be recorded for a goal."""
        return goal not in self.counted and (self.waiting is None or goal in self.waiting)

    def to_input(self, amount: str | None = None, *, locale: str = "en-US") -> CheckInInput:
        """Return the input as entered, with `amount` if it was entered later."""
        entered = self.amount if amount is None else amount.strip() or BLANK
        return CheckInInput(
            note=self.note or None,
            amount=entered,
            proof=self.proof,
            file=self.file,
            locale=locale,
        )


def save_pending(
    tx: Connection, action: Action, day: LocalDay, entered: CheckInInput
) -> PendingId | None:
    """Save a pending check-in unless it is empty; raise Refusal if a field is invalid."""
    note = user_text.clean_note(entered.note) or ""
    amount = (entered.amount or "").strip() or None
    if not (note or entered.proof or entered.file or amount):
        return None
    check_in = PendingCheckIn(
        day=day, goal=None, note=note, amount=amount, proof=entered.proof, file=entered.file
    )
    return _add(tx, action, PendingKind.CHECK_IN, check_in)


def save_question(
    tx: Connection, action: Action, day: LocalDay, entered: CheckInInput, goal: GoalId | None = None
) -> PendingId | None:
    """Save a message that needs a public question, about `goal` or about any goal if None.

    Returns None if the same question was already asked that day.
    """
    if pending.has_question(tx, action.member, day, goal):
        return None
    message = PendingCheckIn(
        day=day, goal=goal, note=entered.note or "", amount=None, proof=entered.proof, file=None
    )
    return _add(tx, action, PendingKind.QUESTION, message)


def load_pending(tx: Connection, action: Action, pending_id: PendingId) -> PendingCheckIn:
    """Return a member's pending check-in; raise Refusal if it is gone, counted or not theirs."""
    found = pending.get(tx, action.member.server, pending_id, CHECK_IN_KINDS)
    if found is None or found.is_done or found.day is None:
        raise Refusal("words-gone")
    if found.member != action.member.id:
        raise Refusal("question-not-yours", owner=found.member)
    return _from_payload(found.payload, found.day, found.goal)


def load_for(tx: Connection, action: Action, pending_id: PendingId, goal: GoalId) -> PendingCheckIn:
    """Return a pending check-in; raise Refusal as `load_pending` does, or if it was counted."""
    found = load_pending(tx, action, pending_id)
    if goal in found.counted:
        raise Refusal("words-gone")
    return found


def set_counted(
    tx: Connection,
    action: Action,
    pending_id: PendingId,
    counted: Collection[GoalId],
    waiting: Collection[GoalId] | None = None,
) -> None:
    """Save which goals a pending check-in was recorded for, and which it is still for.

    Those that wait are the same as before without `waiting`.
    """
    held = load_pending(tx, action, pending_id)
    still = (held.waiting or frozenset()) if waiting is None else frozenset(waiting)
    held = held._replace(counted=held.counted.union(counted), waiting=still.difference(counted))
    pending.set_payload(tx, action.member, pending_id, _to_payload(held))


def own_goal(tx: Connection, action: Action, goal_id: GoalId) -> Goal:
    """Return a member's own goal; raise Refusal if it is gone or not theirs."""
    goal = goals.get(tx, action.member.server, goal_id)
    if goal is None or goal.owner != action.member:
        raise Refusal("goal-gone")
    return goal


def _add(tx: Connection, action: Action, kind: PendingKind, check_in: PendingCheckIn) -> PendingId:
    pending.drop_expired(tx, action, CHECK_IN_KINDS)
    payload = _to_payload(check_in)
    return pending.add(tx, action, kind, payload, goal=check_in.goal, day=check_in.day)


def _to_payload(check_in: PendingCheckIn) -> Payload:
    return {
        "note": check_in.note,
        "amount": check_in.amount,
        "proof": check_in.proof,
        "file": check_in.file._asdict() if check_in.file else None,
        "counted": sorted(check_in.counted),
        "waiting": None if check_in.waiting is None else sorted(check_in.waiting),
    }


def _from_payload(payload: Payload, day: LocalDay, goal: GoalId | None) -> PendingCheckIn:
    file = payload["file"]
    waiting = payload.get("waiting")
    return PendingCheckIn(
        day=day,
        goal=goal,
        note=payload["note"],
        amount=payload["amount"],
        proof=payload["proof"],
        file=ProofFile(**file) if file else None,
        counted=frozenset(payload.get("counted", ())),
        waiting=None if waiting is None else frozenset(waiting),
    )
