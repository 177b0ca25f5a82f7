"""Format amounts."""

from decimal import Decimal

from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.goal import Goal
from accountabot.phrases.amounts.unit_forms import unit_form
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say


def number_text(value: Decimal) -> str:
    """Format a number without trailing zeros."""
    return f"{value.normalize():f}"


def promised_text(amount: Amount) -> str:
    """Format a promised amount: "20 pages", "at most 2 coffees"."""
    said = _with_unit(amount.number, amount.unit)
    return say("amount-at-most", amount=said) if amount.at_most else said


def editable_amount(amount: Amount) -> str:
    """Format an amount the way a member would type it."""
    said = example(amount)
    return say("amount-at-most", amount=said) if amount.at_most else said


def example(amount: Amount) -> str:
    """Format an example of an amount that a member may type."""
    return f"{number_text(amount.number)} {amount.unit}".strip()


def done_text(value: Decimal, goal: Goal) -> str:
    """Format how much of a goal's unit was done."""
    return _with_unit(value, goal.amount.unit if goal.amount else "")


def plain_done_text(value: Decimal, goal: Goal) -> str:
    """Format how much of a goal's unit was done, as plain text that is not escaped."""
    unit = unit_form(goal.amount.unit, value) if goal.amount else ""
    return f"{number_text(value)} {unit}".strip()


def _with_unit(value: Decimal, unit: str) -> str:
    return f"{number_text(value)} {escape(unit_form(unit, value))}" if unit else number_text(value)
