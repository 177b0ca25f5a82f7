"""Read numbers in figures and in words, and those that count or put in order: 1,000, twenty-five, twice, 15th."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from accountabot.domain.goals import amounts
from accountabot.domain.refusals import Refusal
from accountabot.phrases.goals import locales
from accountabot.phrases.goals.reading import Filled, Reading

_TENS = range(20, 100, 10)
_ONES = range(1, 10)
_DAYS = range(1, 32)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
"""Points that part thousands, where they do."""


class Numerals:
    """The numbers of a sentence."""

    def __init__(self, reading: Reading, locale: str = "") -> None:
        self.reading, self.is_pointed = reading, locales.parts_by_points(locale)
        reading.fills |= {
            "n": self._whole,
            "some": self._some,
            "much": self._much,
            "count": self._counts,
            "ordinal": self._ordinals,
            "nth": self._nth,
            "odd": self._odd,
        }

    def number(self, at: int) -> tuple[int, Decimal] | None:
        """Return a number and where it ends."""
        text = self.reading.text(at)
        if text[:1].isdecimal():
            number = _figures(
                text.replace(".", "") if self.is_pointed and _THOUSANDS.fullmatch(text) else text
            )
            return (
                None if number is None else self._multiplied(*self._with_a_fraction(at + 1, number))
            )
        if fraction := _fraction(text):
            return at + 1, fraction
        if value := self.reading.value("number", at):
            return self._multiplied(*self._compound(at + 1, int(value)))
        if self.reading.value("article", at) and self.reading.value("multiplier", at + 1):
            return self._multiplied(at + 1, Decimal(1))
        return None

    def _compound(self, at: int, tens: int) -> tuple[int, Decimal]:
        after = at + (self.reading.text(at) == "-")
        ones = int(self.reading.value("number", after) or 0)
        return (
            (after + 1, Decimal(tens + ones))
            if tens in _TENS and ones in _ONES
            else (at, Decimal(tens))
        )

    def _with_a_fraction(self, at: int, number: Decimal) -> tuple[int, Decimal]:
        fraction = _fraction(self.reading.text(at))
        return (at + 1, number + fraction) if fraction else (at, number)

    def _multiplied(self, at: int, number: Decimal) -> tuple[int, Decimal]:
        multiplier = self.reading.value("multiplier", at)
        return (at + 1, number * int(multiplier)) if multiplier else (at, number)

    def _whole(self, at: int) -> Iterator[tuple[int, Filled]]:
        found = self.number(at)
        if found and found[1] == int(found[1]):
            yield found[0], {"n": int(found[1])}

    def _some(self, at: int) -> Iterator[tuple[int, Filled]]:
        yield from self._whole(at)
        if self.reading.value("article", at):
            yield at + 1, {"n": 1}

    def _much(self, at: int) -> Iterator[tuple[int, Filled]]:
        if found := self.number(at):
            yield found[0], {"n": found[1]}
        elif self.reading.value("article", at):
            yield at + 1, {"n": 1}

    def _counts(self, at: int) -> Iterator[tuple[int, Filled]]:
        if value := self.reading.value("count", at):
            yield at + 1, {"n": int(value)}

    def _ordinals(self, at: int) -> Iterator[tuple[int, Filled]]:
        if value := self.reading.value("ordinal", at):
            yield at + 1, {"ordinal": int(value)}
        yield from self._nth(at)

    def _nth(self, at: int) -> Iterator[tuple[int, Filled]]:
        if self._is_nth(at) and int(self.reading.text(at)) in _DAYS:
            yield at + 2, {"ordinal": int(self.reading.text(at))}

    def _odd(self, at: int) -> Iterator[tuple[int, Filled]]:
        """Read "32nd", which is the day of no month."""
        if self._is_nth(at) and int(self.reading.text(at)) not in _DAYS:
            yield at + 2, {}

    def _is_nth(self, at: int) -> bool:
        text = self.reading.text(at)
        return text.isdecimal() and len(text) <= len("31") and self._has_suffix(at + 1)

    def _has_suffix(self, at: int) -> bool:
        return self.reading.is_a("suffixes", at) and self.reading.words[at].is_glued


def _fraction(text: str) -> Decimal | None:
    """Return what a sign such as ½ says."""
    is_one = len(text) == 1 and unicodedata.decomposition(text).startswith("<fraction>")
    return Decimal(unicodedata.numeric(text)).quantize(amounts.STEP) if is_one else None


def _figures(text: str) -> Decimal | None:
    """Return a number; one that is more than anybody could mean is just above the highest."""
    text = text.replace(" ", "")
    try:
        return amounts.parse_amount(text, allow_zero=True) if text.isascii() else None
    except Refusal:
        return amounts.HIGHEST + 1 if text.replace(",", "").isdecimal() else None
