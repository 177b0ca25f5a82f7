"""Map an amount to its three columns in goals and edits."""

from accountabot.domain.goals.amounts import Amount
from accountabot.store.prepared import RowValues


def columns(amount: Amount | None) -> dict[str, object]:
    """Return the values of an amount's columns."""
    if amount is None:
        return {"amount": None, "unit": "", "at_most": False}
    return {"amount": amount.number, "unit": amount.unit, "at_most": amount.at_most}


def from_row(row: RowValues) -> Amount | None:
    """Return the amount in a row, or None."""
    return None if row["amount"] is None else Amount(row["amount"], row["unit"], row["at_most"])
