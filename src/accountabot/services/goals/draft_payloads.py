"""Convert a goal's input to JSON and back."""

from decimal import Decimal
from typing import Any

from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.goal_input import GoalInput
from accountabot.store.pending import Payload


def to_payload(typed: GoalInput) -> Payload:
    """Return an input as JSON."""
    return typed._asdict() | {"amount": _amount_payload(typed.amount)}


def input_from(payload: Payload) -> GoalInput:
    """Return the input in a payload."""
    saved = {name: payload[name] for name in GoalInput._fields}
    return GoalInput(**saved | {"amount": _amount(payload["amount"])})


def _amount_payload(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {"number": str(amount.number), "unit": amount.unit, "at_most": amount.at_most}


def _amount(saved: dict[str, Any] | None) -> Amount | None:
    if saved is None:
        return None
    return Amount(Decimal(saved["number"]), saved["unit"], saved["at_most"])
