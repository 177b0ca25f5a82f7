"""Find the unit of a number, and convert between units of the same quantity."""

from decimal import Decimal

from accountabot.domain.goals.amounts import STEP
from accountabot.phrases.language.matcher import Matcher
from accountabot.phrases.language.numerals import NumeralParser

_MAX_NAME_WORDS = 3
_MINUTES_PER_HOUR = 60
DURATIONS = {"seconds": Decimal(1), "minutes": Decimal(60), "hours": Decimal(3600)}
"""In seconds."""
_SMALLER_UNITS = {
    "hours": "minutes",
    "minutes": "seconds",
    "stone": "pounds",
    "km": "meters",
    "kg": "grams",
    "miles": "yards",
    "liters": "ml",
    "dollars": "cents",
}
"""The unit of the second part of an amount, such as "1h 30m"."""
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
    "stone": Decimal("6350.29318"),
}
"""In grams."""
_VOLUMES = {"ml": Decimal("0.001"), "liters": Decimal(1)}
"""In liters. Gallons, ounces and cups differ from country to country."""
_CENT = Decimal("0.01")
_MONEY = (
    {"$": Decimal(1), "dollars": Decimal(1), "cents": _CENT},
    {"€": Decimal(1), "euros": Decimal(1)},
)
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

        `allow_singular` accepts a singular unit, as in "1 blog post". So do words that complete the
        phrase, as in "50 pushup a day".
        """
        end = at
        last = at
        while end < at + _MAX_NAME_WORDS and self._is_name(end):
            end += 1
            last = end if self.matcher.is_plural(end - 1) else last
            while self._joins_names(end):
                end += 2
                last = end if self.matcher.is_plural(end - 1) else last
        if last == at and (allow_singular or self._is_sole_word(at, end)):
            last = end
        return (last, self.matcher.source(self.sentence, at, last)) if last > at else None

    def smaller_part(self, at: int, larger: str) -> tuple[int, Decimal] | None:
        """Return the end and value, in the larger unit, of a second part: "1 hour and 30 minutes".

        The unit of minutes may be missing, as in "1h30".
        """
        smaller = _SMALLER_UNITS.get(larger)
        at += self.matcher.has_class("conjunctions", at)
        found = self.numerals.number(at)
        if not smaller or not found or not self.matcher.is_free(at, found[0]):
            return None
        end, number = found
        if self._is_clock_unit(end, smaller):
            return end + 1, convert(number, smaller, larger) or Decimal()
        is_attached = self.matcher.tokens[at].is_attached or end in self.matcher.consumed
        is_attached = is_attached or self.matcher.has_class("of-words", end)
        is_minutes = larger in DURATIONS and is_attached and number < _MINUTES_PER_HOUR
        return (end, convert(number, smaller, larger) or Decimal()) if is_minutes else None

    def _is_clock_unit(self, at: int, unit: str) -> bool:
        kinds = ("unit", "short-clock")
        names = {self.matcher.value(kind, at) for kind in kinds}
        return unit in names and self.matcher.is_free(at, at + 1)

    def larger_clock_unit(self, at: int) -> str | None:
        """Return the unit of a duration; "m" is minutes if seconds follow, as in "1m30s"."""
        unit = self.matcher.value("unit", at)
        short = self.matcher.value("short-clock", at)
        if short == "minutes" and unit != short:
            seconds = self.numerals.number(at + 1)
            is_duration = seconds and self._is_clock_unit(seconds[0], "seconds")
            return short if is_duration and self.matcher.tokens[at].is_attached else unit
        return unit

    def _is_sole_word(self, at: int, end: int) -> bool:
        """Return whether a single noun stands between a number and consumed words."""
        is_noun = not self.matcher.has_class("adverbs", at)
        return end == at + 1 and is_noun and end in self.matcher.consumed

    def _is_name(self, at: int) -> bool:
        is_word = self.matcher.text(at)[:1].isalpha()
        is_stop_word = self.matcher.has_class("stop-words", at)
        return is_word and not is_stop_word and self.matcher.is_free(at, at + 1)

    def _is_hyphen(self, at: int) -> bool:
        return self.matcher.text(at) == "-" and self.matcher.tokens[at].is_attached

    def _joins_names(self, at: int) -> bool:
        return self._is_hyphen(at) and self._is_name(at + 1)


def convert(number: Decimal, unit: str, target: str) -> Decimal | None:
    """Convert a number to the target unit, or return None if the units are incompatible."""
    if unit == target:
        return number
    for sizes in _QUANTITIES:
        if unit in sizes and target in sizes:
            return (number * sizes[unit] / sizes[target]).quantize(STEP)
    return None
