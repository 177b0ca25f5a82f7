"""Read numbers in figures and in words, and those that count or put in order: 1,000, twenty-five, twice, 15th."""

from collections.abc import Iterator
from decimal import Decimal

from accountabot.domain import amounts
from accountabot.domain.refusals import Refusal
from accountabot.phrases.reading import Filled, Reading

_TENS = range(20, 100, 10)
_ONES = range(1, 10)
_DAYS = range(1, 32)


class Numerals:
    """The numbers of a sentence."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        reading.fills |= {
            "n": self._whole,
            "some": self._some,
            "much": self._much,
            "count": self._counts,
            "ordinal": self._ordinals,
            "nth": self._nth,
        }

    def number(self, at: int) -> tuple[int, Decimal] | None:
        """Return a number and where it ends."""
        text = self.reading.text(at)
        if text[:1].isdecimal():
            number = _figures(text)
            return None if number is None else self._multiplied(at + 1, number)
        if value := self.reading.value("number", at):
            return self._multiplied(*self._compound(at + 1, int(value)))
        if self.reading.value("article", at) and self.reading.value("multiplier", at + 1):
            return self._multiplied(at + 1, Decimal(1))
        return None

    def _compound(self, at: int, tens: int) -> tuple[int, Decimal]:
        after = at + (self.reading.text(at) == "-")
        ones = int(self.reading.value("number", after) or 0)
        return (after + 1, Decimal(tens + ones)) if tens in _TENS and ones in _ONES else (at, Decimal(tens))

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
        text = self.reading.text(at)
        if text.isdecimal() and len(text) <= len("31") and int(text) in _DAYS and self._has_suffix(at + 1):
            yield at + 2, {"ordinal": int(text)}

    def _has_suffix(self, at: int) -> bool:
        return self.reading.is_a("suffixes", at) and self.reading.words[at].is_glued


def _figures(text: str) -> Decimal | None:
    """Return a number; one that is more than anybody could mean is just above the highest."""
    text = text.replace(" ", "")
    try:
        return amounts.read(text, allow_zero=True) if text.isascii() else None
    except Refusal:
        return amounts.HIGHEST + 1 if text.replace(",", "").isdecimal() else None
