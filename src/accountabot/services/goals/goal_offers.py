"""Offer the goals in one sentence separately, each with a draft of its own."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.goals.goal import Promise
from accountabot.domain.goals.goal_input import GoalInput
from accountabot.domain.identifiers import Action, Member, PendingId
from accountabot.domain.refusals import Refusal
from accountabot.services.goals import draft_payloads, drafts
from accountabot.services.goals.declaration import Declared
from accountabot.store import pending
from accountabot.store.pending import GOAL_KINDS, PendingKind


class OfferedGoal(NamedTuple):
    """A draft, its input, and whether its goal is declared."""

    draft: PendingId
    typed: GoalInput
    is_declared: bool


class GoalOffer(NamedTuple):
    """A sentence as one goal, and the separate goals that it contains."""

    whole: OfferedGoal
    parts: tuple[OfferedGoal, ...]

    @property
    def goals(self) -> tuple[OfferedGoal, ...]:
        """The whole and its parts."""
        return (self.whole, *self.parts)

    @property
    def open_goals(self) -> tuple[OfferedGoal, ...]:
        """The goals that can still be declared: the parts, and the whole if no part is."""
        if self.whole.is_declared:
            return ()
        remaining = tuple(part for part in self.parts if not part.is_declared)
        return (*remaining, self.whole) if len(remaining) == len(self.parts) else remaining


class DeclaredDraft(NamedTuple):
    """A goal declared from a draft, and the offer that it belongs to, if any."""

    declared: Declared
    offer: GoalOffer | None


def save_offer(tx: Connection, action: Action, typed: GoalInput, parts: Sequence[str]) -> GoalOffer:
    """Save a sentence and its parts as drafts.

    Raises Refusal if the plan is invalid or the member has too many goals.
    """
    user_text.clean_plan(typed.plan)
    drafts.ensure_room(tx, action)
    pending.drop_expired(tx, action, GOAL_KINDS)
    whole = pending.add(tx, action, PendingKind.GOAL, {})
    saved = [
        pending.add(tx, action, PendingKind.GOAL, _payload(typed._replace(sentence=part), whole))
        for part in parts
    ]
    pending.set_payload(tx, action.member, whole, _payload(typed, whole) | {"parts": saved})
    return load_offer(tx, action.member, whole)


def declare(tx: Connection, action: Action, draft: PendingId, promise: Promise) -> DeclaredDraft:
    """Declare a draft's goal like `drafts.declare`, and return what is still on offer."""
    declared = drafts.declare(tx, action, draft, promise)
    offer = drafts.load_draft(tx, action.member, draft).offer
    return DeclaredDraft(declared, load_offer(tx, action.member, offer) if offer else None)


def load_offer(tx: Connection, member: Member, offer: PendingId) -> GoalOffer:
    """Return a member's own offer; raise Refusal if it is gone."""
    parts = drafts.load_draft(tx, member, offer).parts
    if not parts:
        raise Refusal("draft-gone")
    return GoalOffer(
        _offered(tx, member, offer), tuple(_offered(tx, member, part) for part in parts)
    )


def _payload(typed: GoalInput, whole: PendingId) -> pending.Payload:
    return draft_payloads.to_payload(typed) | {"offer": whole}


def _offered(tx: Connection, member: Member, draft_id: PendingId) -> OfferedGoal:
    draft = drafts.load_draft(tx, member, draft_id)
    is_declared = drafts.goal_of(tx, member, draft) is not None
    return OfferedGoal(draft_id, draft.typed, is_declared)
