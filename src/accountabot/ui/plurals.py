"""The plural categories of English, by the rules of Unicode's CLDR."""

_TEENS = range(11, 14)
_ORDINALS = {1: "one", 2: "two", 3: "few"}


def cardinal(number: int) -> str:
    """Return the category of a number of things: 1 day, 2 days."""
    return "one" if number == 1 else "other"


def ordinal(number: int) -> str:
    """Return the category of a place in an order: 1st, 2nd, 3rd, 4th."""
    return "other" if number % 100 in _TEENS else _ORDINALS.get(number % 10, "other")
