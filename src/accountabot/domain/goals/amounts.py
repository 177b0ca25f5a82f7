"""Define the amount that a goal requires or limits, and parse typed amounts."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from accountabot.domain.refusals import Refusal
from accountabot.domain.user_text import TextField, clean_text

HIGHEST = Decimal(1_000_000)
STEP = Decimal("0.001")
"""The precision of stored amounts."""
UNIT_LIMIT = 30
TEXT_LIMIT = 60
"""The longest text in which an amount is typed, in characters."""
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
"""Commas that separate thousands; any other comma is a decimal point."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of units, either a minimum or, with `at_most`, a ceiling."""

    number: Decimal
    unit: str = ""
    at_most: bool = False

    def is_reached(self, total: Decimal) -> bool:
        """Return whether `total` reaches the amount, or stays within it if it is a ceiling."""
        return total <= self.number if self.at_most else total >= self.number


def parse_amount(text: str | None, *, allow_zero: bool) -> Decimal | None:
    """Parse a typed amount; return None for empty text.

    Raises Refusal if it is not a number or is out of range; zero needs `allow_zero`.
    """
    if text is None or not text.strip():
        return None
    try:
        typed = text.strip()
        number = Decimal(typed.replace(",", "" if _THOUSANDS.fullmatch(typed) else "."))
        # A comparison rounds nothing, so it can't overflow as abs() does for "1e999999999".
        is_near = number.is_finite() and -HIGHEST <= number <= HIGHEST
        amount = number.quantize(STEP) if is_near else None
    except InvalidOperation:
        amount = None
    if amount is None or amount < 0 or (amount == 0 and not allow_zero):
        raise Refusal(
            "amount-out-of-range", lowest="0" if allow_zero else str(STEP), highest=f"{HIGHEST:,}"
        )
    return abs(amount)


def parse_unit(text: str | None) -> str:
    """Clean a typed unit; raise Refusal if it is too long."""
    return clean_text(text, UNIT_LIMIT, TextField.UNIT) if text else ""
