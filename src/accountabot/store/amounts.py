"""Keep how much a promise asks for: the three columns that goals and drafts have for it."""

from typing import Any

from sqlalchemy import Row

from accountabot.domain.amounts import Amount


def columns(amount: Amount | None) -> dict[str, object]:
    """Return what is kept of an amount."""
    if amount is None:
        return {"amount": None, "unit": "", "at_most": False}
    return {"amount": amount.number, "unit": amount.unit, "at_most": amount.at_most}


def of(row: Row[Any]) -> Amount | None:
    """Return the amount that a row keeps, None where it keeps none."""
    kept = row._mapping  # noqa: SLF001 - SQLAlchemy's own public name for a row by column
    return None if kept["amount"] is None else Amount(kept["amount"], kept["unit"], kept["at_most"])
