"""Store a goal's draft until the member completes it, then declare the goal once."""

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.goal import Promise, ensure_below_goal_limit
from accountabot.domain.goals.goal_input import GoalInput
from accountabot.domain.identifiers import Action, GoalId, Member, PendingId
from accountabot.domain.refusals import Refusal
from accountabot.services.goals import declaration, goal_views
from accountabot.services.goals.declaration import Declared
from accountabot.store import pending, settings
from accountabot.store.goals import goals, record
from accountabot.store.pending import GOAL_KINDS, Payload, PendingKind


class Draft(NamedTuple):
    """A goal's input, when it was entered (UTC), and the goal declared from it."""

    typed: GoalInput
    at: datetime
    goal: GoalId | None


def save_draft(tx: Connection, action: Action, typed: GoalInput, title: str) -> PendingId:
    """Save a draft; raise Refusal if a field is invalid or the member has too many goals."""
    user_text.clean_title(title)
    user_text.clean_plan(typed.plan)
    today = settings.judging_rules(tx, action.member).days.day_of(action.at)
    ensure_below_goal_limit(goals.count_active(tx, action.member, action.at, today))
    pending.drop_expired(tx, action, GOAL_KINDS)
    return pending.add(tx, action, PendingKind.GOAL, _to_payload(typed))


def load_draft(tx: Connection, member: Member, pending_id: PendingId) -> Draft:
    """Return a member's own draft; raise Refusal if it is gone."""
    found = pending.get_own(tx, member, pending_id, PendingKind.GOAL)
    if found is None:
        raise Refusal("draft-gone")
    return Draft(_from_payload(found.payload), found.at, found.goal)


def declare(tx: Connection, action: Action, pending_id: PendingId, promise: Promise) -> Declared:
    """Declare a draft's goal, or return the goal already declared from it.

    Raises Refusal if the draft is gone or the goal can't be declared.
    """
    record.ensure_not_repeated(tx, action)
    draft = load_draft(tx, action.member, pending_id)
    if draft.goal and (goal := goals.get(tx, action.member.server, draft.goal)):
        return Declared(goal_views.load_view(tx, goal, action.at), None)
    declared = declaration.declare(tx, action, promise)
    pending.set_done(tx, action.member, pending_id, declared.view.goal.id)
    return declared


def _to_payload(typed: GoalInput) -> Payload:
    amount = typed.amount
    return {
        "sentence": typed.sentence,
        "schedule": typed.schedule,
        "amount": {
            "number": str(amount.number),
            "unit": amount.unit,
            "at_most": amount.at_most,
        }
        if amount
        else None,
        "plan": typed.plan,
        "is_private": typed.is_private,
    }


def _from_payload(payload: Payload) -> GoalInput:
    amount = payload["amount"]
    return GoalInput(
        sentence=payload["sentence"],
        schedule=payload["schedule"],
        amount=Amount(Decimal(amount["number"]), amount["unit"], amount["at_most"])
        if amount
        else None,
        plan=payload["plan"],
        is_private=payload["is_private"],
    )
