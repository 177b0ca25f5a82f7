"""Find the unit of a number, and convert between units of the same quantity."""

from decimal import Decimal

from accountabot.domain.goals.amounts import STEP
from accountabot.phrases.language.matcher import Matcher
from accountabot.phrases.language.numerals import NumeralParser

_MAX_NAME_WORDS = 3
DURATIONS = {"seconds": Decimal(1), "minutes": Decimal(60), "hours": Decimal(3600)}
"""In seconds."""
DISTANCES = {
    "meters": Decimal(1),
    "km": Decimal(1000),
    "miles": Decimal("1609.344"),
    "yards": Decimal("0.9144"),
}
"""In meters."""
_WEIGHTS = {
    "mg": Decimal("0.001"),
    "grams": Decimal(1),
    "kg": Decimal(1000),
    "pounds": Decimal("453.59237"),
}
"""In grams."""
_VOLUMES = {"ml": Decimal("0.001"), "liters": Decimal(1)}
"""In liters. Gallons, ounces and cups differ from country to country."""
_MONEY = {"$": Decimal(1), "dollars": Decimal(1)}, {"€": Decimal(1), "euros": Decimal(1)}
_QUANTITIES = (DURATIONS, DISTANCES, _WEIGHTS, _VOLUMES, *_MONEY)


class UnitFinder:
    """Parser for the units after numbers in a sentence."""

    def __init__(self, matcher: Matcher, numerals: NumeralParser, sentence: str) -> None:
        self.matcher = matcher
        self.numerals = numerals
        self.sentence = sentence

    def skip_modifiers(self, at: int) -> int:
        """Skip a modifier, such as "more" in "20 more pages", or a hyphen."""
        while self.matcher.has_class("unit-modifiers", at) or self._is_hyphen(at):
            at += 1
        return at

    def known(self, at: int, number: Decimal) -> str | None:
        """Return a unit from the table in the member's spelling, or None."""
        name = self.matcher.value("unit", at)
        if name is None or not self.matcher.is_free(at, at + 1):
            return None
        token = self.matcher.tokens[at]
        endings = self.matcher.table.word_classes.get("plural-endings", ())
        is_singular = any(f"{token.text}{ending}" == name for ending in endings)
        if is_singular and number > 1:
            return name
        return self.sentence[token.start : token.end]

    def named(self, at: int, *, allow_singular: bool) -> tuple[int, str] | None:
        """Return the end and text of a unit that is not in the table, such as "job applications".

        `allow_singular` accepts a singular unit, as in "1 blog post".
        """
        end = at
        last = at
        while end < at + _MAX_NAME_WORDS and self._is_name(end):
            end += 1
            last = end if self._is_plural(end - 1) else last
            while self._joins_names(end):
                end += 2
                last = end if self._is_plural(end - 1) else last
        if allow_singular and last == at:
            last = end
        return (last, self.matcher.source(self.sentence, at, last)) if last > at else None

    def minutes_after(self, at: int) -> tuple[int, Decimal] | None:
        """Return the end and value of minutes after hours, as in "1 hour and 30 minutes"."""
        at += self.matcher.has_class("conjunctions", at)
        found = self.numerals.number(at)
        if not found:
            return None
        end, number = found
        is_minutes = self.matcher.value("unit", end) == "minutes"
        return (end + 1, number) if is_minutes and self.matcher.is_free(at, end + 1) else None

    def _is_name(self, at: int) -> bool:
        is_word = self.matcher.text(at)[:1].isalpha()
        is_stop_word = self.matcher.has_class("stop-words", at)
        return is_word and not is_stop_word and self.matcher.is_free(at, at + 1)

    def _is_hyphen(self, at: int) -> bool:
        return self.matcher.text(at) == "-" and self.matcher.tokens[at].is_attached

    def _joins_names(self, at: int) -> bool:
        return self._is_hyphen(at) and self._is_name(at + 1)

    def _is_plural(self, at: int) -> bool:
        """Return whether a word is plural; in a language without plural endings, every word is."""
        text = self.matcher.text(at)
        endings = tuple(self.matcher.table.word_classes.get("plural-endings", ("",)))
        is_regular = text.endswith(endings) and not text.endswith("ss")
        return is_regular or self.matcher.has_class("irregular-plurals", at)


def convert(number: Decimal, unit: str, target: str) -> Decimal | None:
    """Convert a number to the target unit, or return None if the units are incompatible."""
    if unit == target:
        return number
    for sizes in _QUANTITIES:
        if unit in sizes and target in sizes:
            return (number * sizes[unit] / sizes[target]).quantize(STEP)
    return None
