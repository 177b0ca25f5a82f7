"""Give a unit the form that its number needs: "1 page", "2 pages"."""

import re
from decimal import Decimal
from functools import lru_cache

from accountabot.phrases.language.language_tables import ENGLISH, LanguageTable, load_table

_LAST_WORD = re.compile(r"[A-Za-z-]*\Z")
_ENDINGS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("oes", "o"),
    ("s", ""),
)
"""The endings of plurals, and those of their singulars."""
_SHORTEST = 4
"""A shorter word is more likely an abbreviation; one this long only loses its last letter."""


@lru_cache(maxsize=1024)
def unit_form(unit: str, number: Decimal) -> str:
    """Return a member's unit as it follows a number.

    Only a unit in the table gets a plural: "km" and "laundry" have none.
    """
    head, of, rest = unit.partition(" of ")  # "glasses of water"
    at = _LAST_WORD.search(head)
    word = at[0] if at else ""
    table = load_table(ENGLISH)
    form = _singular(table, word) if number == 1 else _plural(table, word)
    return f"{head.removesuffix(word)}{form}{of}{rest}" if word else unit


def _singular(table: LanguageTable, word: str) -> str:
    lower = word.casefold()
    if irregular := table.value("singular", lower):
        return irregular
    if name := table.value("unit", lower):
        shorter = [lower.removesuffix(ending) for ending in _plural_endings(table)]
        is_known = (each for each in shorter if each != lower and table.value("unit", each) == name)
        return next(is_known, word)
    no_plurals = tuple(table.word_classes.get("no-plural-endings", ()))
    if len(word) < _SHORTEST or lower.endswith(no_plurals):
        return word
    endings = _ENDINGS if len(word) > _SHORTEST else _ENDINGS[-1:]
    found = next((each for each in endings if lower.endswith(each[0])), ("", ""))
    return word.removesuffix(found[0]) + found[1]


def _plural(table: LanguageTable, word: str) -> str:
    """Return the word's plural if the table has it, or the word."""
    lower = word.casefold()
    name = table.value("unit", lower)
    plurals = [lower + ending for ending in _plural_endings(table)]
    if name and name in plurals:
        return name
    return next((each for each in plurals if table.value("singular", each) == lower), word)


def _plural_endings(table: LanguageTable) -> list[str]:
    return sorted(table.word_classes.get("plural-endings", ()))
