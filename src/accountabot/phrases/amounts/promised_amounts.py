"""Find the amount promised in a sentence, such as "20 pages" or "at most 2 coffees"."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from accountabot.domain.goals import amounts
from accountabot.domain.goals.amounts import Amount
from accountabot.phrases.amounts.units import DISTANCES, UnitFinder
from accountabot.phrases.language.matcher import Matcher
from accountabot.phrases.language.numerals import NumeralParser

_YEARS = range(1900, 2100)
_ROUND_NUMBER = 50
"""A multiple of this, such as 2000, is a quantity, not a year."""
_MAX_CEILING_TOKENS = 3
_MAX_OBJECT_TOKENS = 5
_SHORTEST_UNIT = 4
"""Characters of an unknown unit that is joined to its number, as in "40laps" but not "90s"."""
_ONE = Decimal(1)
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class AmountMatch:
    """An amount and its range of tokens."""

    first: int
    end: int
    amount: Amount


class AmountFinder:
    """Parser for the amounts in a sentence, after its dates and recurrences are consumed."""

    def __init__(
        self, matcher: Matcher, numerals: NumeralParser, sentence: str, *, is_result: bool = False
    ) -> None:
        self.matcher = matcher
        self.numerals = numerals
        self.has_pace = False
        self.is_result = is_result
        """The goal is to reach something by a date, as in "under 80 kg by March"."""
        self.units = UnitFinder(matcher, numerals, sentence)

    def promised(self) -> Amount | None:
        """Return the promised amount; upper limits take precedence, then numbers of times.

        Raises Refusal if the amount is out of range.
        """
        found = [match.amount for match in self._matches()]
        if self.has_pace and self.is_result:
            return None
        ceilings = [amount for amount in found if amount.at_most]
        times = [amount for amount in found if amount.unit == self.matcher.table.times]
        candidates = ceilings or times or found
        return _validated(candidates[0]) if candidates else None

    def _matches(self) -> Iterator[AmountMatch]:
        at = 0
        while at < len(self.matcher.tokens):
            match = self._match(at) if self.matcher.is_free(at, at + 1) else None
            if match and not self._is_target(at, match.amount.unit):
                yield match
            at = match.end if match else at + 1

    def _match(self, at: int) -> AmountMatch | None:
        return (
            self._fixed(at)
            or self._multiple(at)
            or self._money(at)
            or self._counted(at)
            or self._single(at)
        )

    def _is_target(self, at: int, unit: str) -> bool:
        """Return whether a number is what a measure should reach, not a sum: "under 80 kg"."""
        if not self.is_result or at not in self.matcher.ceiling_positions:
            return False
        name = self.matcher.table.value("unit", unit.casefold())
        if at not in self.matcher.target_positions:
            return self.matcher.table.has("levels", name or "")
        has_limit_verb = any(
            self.matcher.has_class("limit-verbs", place) for place in range(at)
        )  # "Keep chapter 3 under 2,000 words by Friday"
        return not has_limit_verb or name is None or self.matcher.table.has("measures", name)

    def _amount(self, at: int, end: int, number: Decimal, unit: str) -> AmountMatch:
        is_ceiling = self.matcher.is_ceiling(at, end) or self._limits_object(end)
        return AmountMatch(at, end, Amount(number, unit, is_ceiling))

    def _limits_object(self, at: int) -> bool:
        """Return whether a limit ends the phrase after the unit, as in "1 hour of TV max"."""
        places = range(at + 1, len(self.matcher.tokens))
        free = (place for place in places if place not in self.matcher.consumed)
        for place in islice(free, _MAX_OBJECT_TOKENS):  # "2 hours of TV a day max"
            if self.matcher.ends_phrase(place) or self.numerals.number(place):
                return False
            if match := self.matcher.longest("final-ceilings", place):
                return self.matcher.ends_phrase(match.end)
        return False

    def _fixed(self, at: int) -> AmountMatch | None:
        """Match an amount without digits, such as "half an hour"."""
        match = self.matcher.longest("fixed-amounts", at)
        if not match:
            return None
        number, unit = match.meaning.split()
        return self._amount(at, match.end, Decimal(number), unit)

    def _multiple(self, at: int) -> AmountMatch | None:
        """Match "twice"; "once" only counts as an upper limit."""
        if self.matcher.tokens[at].is_attached:
            return None
        value = self.matcher.value("count", at)
        if value and not self._is_apart(at + 1):
            return None
        if value and (int(value) > 1 or self.matcher.is_ceiling(at, at + 1)):
            return self._amount(at, at + 1, Decimal(value), self.matcher.table.times)
        return None

    def _is_apart(self, at: int) -> bool:
        """Return whether no ordinary word follows, unlike in "the new Twice album"."""
        is_phrase_end = self.matcher.ends_phrase(at) or not self.matcher.is_free(at, at + 1)
        return is_phrase_end or self.matcher.has_class("stop-words", at)

    def _money(self, at: int) -> AmountMatch | None:
        unit = self.matcher.value("currency", at)
        found = self.numerals.number(at + 1) if unit else None
        return self._amount(at, found[0], found[1], unit) if unit and found else None

    def _counted(self, at: int) -> AmountMatch | None:
        """Match a number and its unit."""
        found = self.numerals.number(at)
        if not found or self._is_partial(at) or self._is_factor(at - 1, found[0]):
            return None
        end = self._skip_upper_bound(at, found[0])
        number = found[1]
        if self.matcher.text(at - 1) == "-":
            return self._negative(at, end, number)
        if unit := self.matcher.value("currency", end):
            return self._amount(at, end + 1, number, unit)
        first = self.units.skip_modifiers(end)
        unit = self.units.known(first, number)
        if not unit:
            return self._named(at, end, first, number)
        is_one_in_words = number == 1 and not self._is_in_digits(at)
        if is_one_in_words and self._counts_times(first):
            return None
        return self._measured(at, first, number, unit)

    def _is_in_digits(self, at: int) -> bool:
        return self.matcher.text(at)[0].isdecimal()

    def _is_partial(self, at: int) -> bool:
        """Return whether a number is part of "1/5", "2-5" or "top-5", unlike "read -5"."""
        sign = self.matcher.text(at - 1)
        if sign.isdecimal() and not self.matcher.tokens[at - 1].is_attached:  # the rest of "1 500"
            return True
        if sign != "-":
            return sign in {"/", ":"} and self.matcher.tokens[at].is_attached
        is_attached_sign = (
            at > 1
            and self.matcher.tokens[at].is_attached
            and not self.matcher.tokens[at - 1].is_attached
        )
        return not (is_attached_sign and self.matcher.tokens[at - 2].is_word)

    def _negative(self, at: int, end: int, number: Decimal) -> AmountMatch | None:
        first = self.units.skip_modifiers(end)
        unit = self.units.known(first, number) or self.units.named(first, allow_singular=False)
        if not unit:
            return None
        at_most = at - 1 in self.matcher.ceiling_positions
        return AmountMatch(at, end, Amount(-number, at_most=at_most))

    def _is_factor(self, before: int, after: int) -> bool:
        """Return whether a number is a factor, as in "3x5", which is not an amount."""
        if self._counts_times(before) and self.numerals.number(before - 1):
            return True
        return self._counts_times(after) and self.numerals.number(after + 1) is not None

    def _skip_upper_bound(self, at: int, end: int) -> int:
        """Skip the upper bound of a range such as "10-20"; the first number is the target."""
        if match := self.matcher.longest("number-suffixes", end):  # "5 or more"
            return match.end
        is_between = self.matcher.has_class("range-openers", at - 1)
        joins = self.matcher.has_class("range-words", end) or self.matcher.has_class(
            "or-words", end
        )
        if not joins and not (is_between and self.matcher.has_class("conjunctions", end)):
            return end
        upper = self.numerals.number(end + 1)
        return upper[0] if upper else end

    def _measured(self, at: int, end: int, number: Decimal, unit: str) -> AmountMatch | None:
        if self._is_pace(at, end):
            self.has_pace = True
            return None
        larger = self.units.larger_clock_unit(end) or ""
        half = self.matcher.longest("and-a-half", end + 1)
        if half and number == int(number):  # "a mile and a half"
            return self._amount(
                at, half.end, number + _HALF, self.units.known(end, number + 1) or unit
            )
        if part := self.units.smaller_part(end + 1, larger):
            number += part[1]
            return self._amount(at, part[0], number, self.units.known(end, number) or unit)
        if self._counts_times(end):
            unit = self.matcher.table.times
        return self._amount(at, end + 1, number, unit)

    def _is_pace(self, at: int, unit: int) -> bool:
        """Return whether a duration is a pace, as in "5 km in under 30 minutes"."""
        if self.matcher.value("clock", unit) is None:
            return False
        places = range(max(0, at - _MAX_CEILING_TOKENS), at)
        ceilings = [first for first in places if self._is_ceiling_phrase(first, at)]
        starts = [at, *ceilings]
        if any(self.matcher.has_class("pace-prepositions", first - 1) for first in starts):
            return True
        return any(self._ends_measure(first) for first in ceilings)

    def _ends_measure(self, end: int) -> bool:
        """Return whether a distance precedes, as in "5 km under 30 minutes"."""
        name = self.matcher.value("unit", end - 1)
        return name in DISTANCES or self.matcher.value("multiplier", end - 1) is not None

    def _is_ceiling_phrase(self, first: int, end: int) -> bool:
        return any(match.end == end for match in self.matcher.matches("ceilings", first))

    def _counts_times(self, at: int) -> bool:
        return self.matcher.value("unit", at) == self.matcher.table.times

    def _named(self, at: int, end: int, first: int, number: Decimal) -> AmountMatch | None:
        """Match a number with a unit that is not in the table."""
        is_ceiling = at in self.matcher.ceiling_positions
        is_rate = self.matcher.has_class("rate-openers", end) and not self._is_label(at, number)
        is_money = self.matcher.has_class("money-verbs", at - 1)
        before = at - 2 if self.matcher.text(at - 1) == ":" else at - 1
        is_counted = self.matcher.is_plural(before) and before >= 0  # "pushups: 100 daily"
        is_name = "'" in self.matcher.text(before) or self.matcher.has_class("labels", before)
        is_counted = is_counted and not is_name and end == at + 1
        is_alone = is_ceiling or ((is_rate or is_money or is_counted) and self._is_in_digits(at))
        if end in self.matcher.consumed and is_alone:
            return self._amount(at, end, number, "")
        is_ceiling = is_ceiling or self._has_trailing_ceiling(at, first)
        if first >= len(self.matcher.tokens) or (not is_ceiling and self._is_label(at, number)):
            return None
        is_attached = first == end and self.matcher.tokens[first].is_attached
        has_suffix = is_attached and len(self.matcher.text(first)) < _SHORTEST_UNIT
        unit = self.units.named(first, allow_singular=number == 1 or is_ceiling)
        if has_suffix or not unit:
            return None
        unit_end, name = unit
        if self.matcher.value("span", unit_end - 1) and not is_ceiling:
            return None
        return self._amount(at, unit_end, number, name)

    def _has_trailing_ceiling(self, at: int, first: int) -> bool:
        """Return whether a limit follows the unit, as in "one coffee max"."""
        unit = self.units.named(first, allow_singular=True)
        return unit is not None and self.matcher.is_ceiling(at, unit[0])

    def _is_label(self, at: int, number: Decimal) -> bool:
        """Return whether a number is not a quantity, such as "chapter 3", "2026" or "one"."""
        if self.matcher.has_class("labels", at - 1) or self._is_year(at, number):
            return True
        return number == 1 and not self._is_in_digits(at)

    def _is_year(self, at: int, number: Decimal) -> bool:
        is_integer = self.matcher.text(at).isdecimal()
        if not is_integer or int(number) not in _YEARS or int(number) % _ROUND_NUMBER == 0:
            return False
        verb = self.matcher.text(at - 1)  # "do 2001 pushups", unlike "in 2001" and "2027 goals"
        return not verb.isalpha() or self.matcher.has_class("stop-words", at - 1)

    def _single(self, at: int) -> AmountMatch | None:
        """Match "a page" or "an hour"; an unknown unit only counts as an upper limit."""
        if not self.matcher.value("article", at) or self.matcher.value("ordinal", at + 1):
            return None
        unit = self.units.known(at + 1, _ONE)
        if unit and self.matcher.has_class("halves", at - 1):
            return self._amount(at, at + 2, _HALF, unit)
        if unit and not self._counts_times(at + 1):
            return self._measured(at, at + 1, _ONE, unit)
        if at not in self.matcher.ceiling_positions:
            return None
        named = self.units.named(at + 1, allow_singular=True)
        return self._amount(at, named[0], _ONE, named[1]) if named else None


def _validated(amount: Amount) -> Amount:
    """Validate the amount like a typed one."""
    number = amounts.parse_amount(f"{amount.number:f}", allow_zero=amount.at_most)
    unit = amounts.parse_unit(amount.unit)
    return Amount(number or amount.number, unit, amount.at_most)
