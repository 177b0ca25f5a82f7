"""Find how much is promised in a sentence, "20 pages", "at most 2 coffees"."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from accountabot.domain.goals import amounts
from accountabot.domain.goals.amounts import Amount
from accountabot.phrases.goals.numerals import Numerals
from accountabot.phrases.goals.reading import Reading
from accountabot.phrases.goals.units import Measures, converted

_YEARS = range(1900, 2100)
_ROUND = 50
_LONGEST_CEILING = 3
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts, and where both stand."""

    first: int
    end: int
    amount: Amount


class Finder:
    """Look for the quantities of a sentence; what it says of when must be taken out before."""

    def __init__(self, reading: Reading, numerals: Numerals, sentence: str) -> None:
        self.reading, self.numerals = reading, numerals
        self.measures = Measures(reading, numerals, sentence)

    def promised(self) -> Amount | None:
        """Return how much is promised: what is at most allowed, or how many times, or what comes first.

        Raises Refusal where nobody could mean so much, or so little.
        """
        found = [quantity.amount for quantity in self._all()]
        ceilings = (amount for amount in found if amount.at_most)
        times = (amount for amount in found if amount.unit == self.reading.table.times)
        return next(
            (_checked(amount) for group in (ceilings, times, found) for amount in group), None
        )

    def _all(self) -> Iterator[Quantity]:
        at = 0
        while at < len(self.reading.words):
            found = self._at(at) if self.reading.is_free(at, at + 1) else None
            if found:
                yield found
            at = found.end if found else at + 1

    def _at(self, at: int) -> Quantity | None:
        return (
            self._in_words(at)
            or self._times(at)
            or self._money(at)
            or self._counted(at)
            or self._single(at)
        )

    def _quantity(self, at: int, end: int, number: Decimal, unit: str) -> Quantity:
        return Quantity(at, end, Amount(number, unit, self.reading.is_ceiling(at, end)))

    def _in_words(self, at: int) -> Quantity | None:
        """Read what needs no number: "half an hour"."""
        if found := self.reading.longest("amounts", at):
            number, unit = found[1].split()
            return self._quantity(at, found[0], Decimal(number), unit)
        return None

    def _times(self, at: int) -> Quantity | None:
        """Read "twice"; "once" says nothing but as the most."""
        value = None if self.reading.words[at].is_glued else self.reading.value("count", at)
        if value and (int(value) > 1 or self.reading.is_ceiling(at, at + 1)):
            return self._quantity(at, at + 1, Decimal(value), self.reading.table.times)
        return None

    def _money(self, at: int) -> Quantity | None:
        unit, found = self.reading.value("currency", at), self.numerals.number(at + 1)
        return self._quantity(at, found[0], found[1], unit) if unit and found else None

    def _counted(self, at: int) -> Quantity | None:
        found = self.numerals.number(at)
        if not found or self._is_joined(at) or self._multiplies(at - 1, found[0]):
            return None
        end, number = self._to_the_end_of_a_range(found[0]), found[1]
        if self.reading.text(at - 1) == "-":
            return self._negative(at, end, number)
        if unit := self.reading.value("currency", end):
            return self._quantity(at, end + 1, number, unit)
        first = self.measures.beginning(end)
        if unit := self.measures.known(first, number):
            is_bare_one = number == 1 and not self.reading.text(at)[0].isdecimal()
            return (
                None
                if is_bare_one and self._counts_times(first)
                else self._measured(at, first, number, unit)
            )
        return self._named(at, end, first, number)

    def _is_joined(self, at: int) -> bool:
        """Tell whether a number is no whole one: "/5", "2-5", "top-5", "- 5"; "read -5" is one below zero."""
        sign = self.reading.text(at - 1)
        is_below_zero = (
            at > 1 and self.reading.words[at].is_glued and not self.reading.words[at - 1].is_glued
        )
        return sign == "/" or (
            sign == "-" and not (is_below_zero and self.reading.words[at - 2].is_said)
        )

    def _negative(self, at: int, end: int, number: Decimal) -> Quantity | None:
        first = self.measures.beginning(end)
        unit = self.measures.known(first, number) or self.measures.named(first, also_one=False)
        return (
            Quantity(at, end, Amount(-number, at_most=at - 1 in self.reading.ceilings))
            if unit
            else None
        )

    def _multiplies(self, before: int, behind: int) -> bool:
        """Tell whether a number is one of "3x5", which is no amount."""
        is_second = self._counts_times(before) and self.numerals.number(before - 1)
        return bool(is_second or (self._counts_times(behind) and self.numerals.number(behind + 1)))

    def _to_the_end_of_a_range(self, end: int) -> int:
        """Return where "10" ends in "10-20 pages": the first number is what has to be reached."""
        more = self.numerals.number(end + 1) if self.reading.is_a("to", end) else None
        return more[0] if more else end

    def _measured(self, at: int, end: int, number: Decimal, unit: str) -> Quantity | None:
        if self.reading.value("unit", end) == "hours" and (
            more := self.measures.minutes_after(end + 1)
        ):
            number += converted(more[1], "minutes", "hours") or 0
            return self._quantity(at, more[0], number, self.measures.known(end, number) or unit)
        if self._is_a_pace(at, end):
            return None
        if self._counts_times(end):
            unit = self.reading.table.times
        return self._quantity(at, end + 1, number, unit)

    def _is_a_pace(self, at: int, unit: int) -> bool:
        if self.reading.value("clock", unit) is None:
            return False
        fronts = [
            at,
            *(
                first
                for first in range(max(0, at - _LONGEST_CEILING), at)
                if self._is_limit(first, at)
            ),
        ]
        return any(self.reading.is_a("paces", first - 1) for first in fronts)

    def _is_limit(self, first: int, end: int) -> bool:
        return any(match[0] == end for match in self.reading.matches("ceilings", first))

    def _counts_times(self, at: int) -> bool:
        return self.reading.value("unit", at) == self.reading.table.times

    def _named(self, at: int, end: int, first: int, number: Decimal) -> Quantity | None:
        is_ceiling = at in self.reading.ceilings
        if is_ceiling and end in self.reading.taken:
            return self._quantity(at, end, number, "")
        if first >= len(self.reading.words) or (
            self.reading.words[first].is_glued and first == end
        ):
            return None
        if not is_ceiling and (self.reading.is_a("named", at - 1) or self._is_a_year(at, number)):
            return None
        in_words = not self.reading.text(at)[0].isdecimal()
        if number == 1 and in_words and not is_ceiling:
            return None
        found = self.measures.named(first, also_one=number == 1 or is_ceiling)
        if not found or (self.reading.value("span", found[0] - 1) and not is_ceiling):
            return None
        return self._quantity(at, found[0], number, found[1])

    def _is_a_year(self, at: int, number: Decimal) -> bool:
        return (
            self.reading.text(at).isdecimal()
            and int(number) in _YEARS
            and int(number) % _ROUND != 0
        )

    def _single(self, at: int) -> Quantity | None:
        """Read "a page", "an hour"; of what is not measured only where it is the most: "at most a beer"."""
        if not self.reading.value("article", at):
            return None
        if (unit := self.measures.known(at + 1, _ONE)) and not self._counts_times(at + 1):
            return self._measured(at, at + 1, _ONE, unit)
        found = self.measures.named(at + 1, also_one=True) if at in self.reading.ceilings else None
        return self._quantity(at, found[0], _ONE, found[1]) if found else None


def _checked(amount: Amount) -> Amount:
    number = amounts.parse_amount(f"{amount.number:f}", allow_zero=amount.at_most)
    return Amount(number or amount.number, amounts.parse_unit(amount.unit), amount.at_most)
