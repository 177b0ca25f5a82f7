"""Map an amount to the three columns that goals and edits have for it."""

from accountabot.domain.goals.amounts import Amount
from accountabot.store.prepared import RowValues


def columns(amount: Amount | None) -> dict[str, object]:
    """Return the values of an amount's columns."""
    if amount is None:
        return {"amount": None, "unit": "", "at_most": False}
    return {"amount": amount.number, "unit": amount.unit, "at_most": amount.at_most}


def from_row(row: RowValues) -> Amount | None:
    """Return the amount that a row holds, or None."""
    return None if row["amount"] is None else Amount(row["amount"], row["unit"], row["at_most"])
