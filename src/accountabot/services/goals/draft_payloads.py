"""Convert a goal's input and the answers about it to JSON and back."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.goal_input import GoalAnswers, GoalInput
from accountabot.domain.goals.schedules import parse_schedule
from accountabot.store.pending import Payload


def to_payload(typed: GoalInput) -> Payload:
    """Return an input as JSON."""
    return typed._asdict() | {"amount": _amount_payload(typed.amount)}


def input_from(payload: Payload) -> GoalInput:
    """Return the input in a payload."""
    saved = {name: payload[name] for name in GoalInput._fields}
    return GoalInput(**saved | {"amount": _amount(payload["amount"])})


def with_answers(payload: Payload, answers: GoalAnswers) -> Payload:
    """Return a payload with other answers."""
    return payload | {
        "answers": {
            "schedule": answers.schedule and str(answers.schedule),
            "start": answers.start and answers.start.isoformat(),
            "until": answers.until and answers.until.isoformat(),
            "through": answers.through and answers.through.isoformat(),
            "is_endless": answers.is_endless,
        }
    }


def answers_from(payload: Payload) -> GoalAnswers:
    """Return the answers in a payload."""
    saved = payload.get("answers")
    if not saved:
        return GoalAnswers()
    return GoalAnswers(
        schedule=parse_schedule(saved["schedule"]) if saved["schedule"] else None,
        start=date.fromisoformat(saved["start"]) if saved["start"] else None,
        until=datetime.fromisoformat(saved["until"]) if saved["until"] else None,
        through=date.fromisoformat(saved["through"]) if saved["through"] else None,
        is_endless=saved["is_endless"],
    )


def _amount_payload(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {"number": str(amount.number), "unit": amount.unit, "at_most": amount.at_most}


def _amount(saved: dict[str, Any] | None) -> Amount | None:
    if saved is None:
        return None
    return Amount(Decimal(saved["number"]), saved["unit"], saved["at_most"])
