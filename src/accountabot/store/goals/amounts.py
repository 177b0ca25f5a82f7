"""Keep how much a promise asks for: the three columns that goals and drafts have for it."""

from accountabot.domain.goals.amounts import Amount
from accountabot.store.prepared import RowValues


def columns(amount: Amount | None) -> dict[str, object]:
    """Return what is kept of an amount."""
    if amount is None:
        return {"amount": None, "unit": "", "at_most": False}
    return {"amount": amount.number, "unit": amount.unit, "at_most": amount.at_most}


def of(kept: RowValues) -> Amount | None:
    """Return the amount that a row keeps, None where it keeps none."""
    return None if kept["amount"] is None else Amount(kept["amount"], kept["unit"], kept["at_most"])
