"""Parse numbers, multiples and ordinals, such as "1,000", "twenty-five", "twice" and "15th"."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from accountabot.domain.goals import amounts
from accountabot.domain.refusals import Refusal
from accountabot.phrases.language import locales
from accountabot.phrases.language.matcher import Matcher, SlotValues

_MAX_MILLIONS = 10
_GROUP_LENGTH = 3
_MAX_DENOMINATOR = 10
_HALF = Decimal("0.5")
_TENS = range(20, 100, 10)
_ONES = range(1, 10)
_MONTH_DAYS = range(1, 32)
_POINT_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
"""Digits with a point as the thousands separator."""


class NumeralParser:
    """Parser for the numbers in a sentence."""

    def __init__(self, matcher: Matcher, locale: str = "") -> None:
        self.matcher = matcher
        self.groups_with_spaces = locales.groups_with_spaces(locale)
        self.groups_with_points = locales.groups_with_points(locale)
        matcher.slot_fillers |= {
            "n": self._whole,
            "count": self._multiple,
            "ordinal": self._ordinal,
            "nth": self._nth,
            "invalid-nth": self._invalid_nth,
        }

    def number(self, at: int) -> tuple[int, Decimal] | None:
        """Return the end and value of the number at a position, or None."""
        text = self.matcher.text(at)
        if text[:1].isdecimal() or (text[:1] == "." and text[1:].isdecimal()):
            return self._in_digits(at, f"0{text}" if text[0] == "." else text)
        if fraction := _fraction(text):
            return at + 1, fraction
        if value := self.matcher.value("number", at):
            return self._multiplied(*self._with_fraction(*self._compound(at + 1, int(value))))
        if self.matcher.value("article", at) and self.matcher.value("multiplier", at + 1):
            return self._multiplied(at + 1, Decimal(1))
        return None

    def _in_digits(self, at: int, text: str) -> tuple[int, Decimal] | None:
        """Match a number in digits; a plus sign after it, as in "20+", changes nothing."""
        if written := self._written_fraction(at):
            return at + 3, written
        if self._is_grouped(at):
            return at + 2, Decimal(text + self.matcher.text(at + 1))
        if self.groups_with_points and _POINT_GROUPS.fullmatch(text):
            text = text.replace(".", "")
        number = _parse_digits(text)
        if number is None:
            return None
        end, number = self._multiplied(*self._with_fraction(at + 1, number))
        is_more = self.matcher.text(end) == "+" and self.matcher.tokens[end].is_attached
        is_sum = self.matcher.text(end + 1)[:1].isdecimal()
        return end + (is_more and not is_sum), number

    def _is_grouped(self, at: int) -> bool:
        """Return whether the next number is the rest of this one, as in "1 500" in French."""
        first, second = self.matcher.text(at), self.matcher.text(at + 1)
        is_group = second.isdecimal() and len(second) == _GROUP_LENGTH
        return (
            self.groups_with_spaces
            and is_group
            and first.isdecimal()
            and len(first) <= _GROUP_LENGTH
        )

    def _compound(self, at: int, tens: int) -> tuple[int, Decimal]:
        """Combine the tens and ones of a number such as "twenty-five"."""
        after_hyphen = at + (self.matcher.text(at) == "-")
        ones = int(self.matcher.value("number", after_hyphen) or 0)
        if tens in _TENS and ones in _ONES:
            return after_hyphen + 1, Decimal(tens + ones)
        return at, Decimal(tens)

    def _with_fraction(self, at: int, number: Decimal) -> tuple[int, Decimal]:
        if fraction := _fraction(self.matcher.text(at)):
            return at + 1, number + fraction
        if written := self._written_fraction(at):
            return at + 3, number + written
        half = self.matcher.longest("and-a-half", at)
        if half and self.matcher.value("unit", half.end):  # "2 and a half miles"
            return half.end, number + _HALF
        return at, number

    def _written_fraction(self, at: int) -> Decimal | None:
        """Return the value of a fraction of a unit, such as "3/4 mile" or "2 1/2 hours"."""
        upper, lower = self.matcher.text(at), self.matcher.text(at + 2)
        is_fraction = self.matcher.text(at + 1) == "/" and upper.isdecimal() and lower.isdecimal()
        if not is_fraction or not self.matcher.value("unit", at + 3):
            return None
        is_proper = 0 < int(upper) < int(lower) <= _MAX_DENOMINATOR
        return (Decimal(upper) / Decimal(lower)).quantize(amounts.STEP) if is_proper else None

    def _multiplied(self, at: int, number: Decimal) -> tuple[int, Decimal]:
        multiplier = self.matcher.value("multiplier", at) or self._attached_multiplier(at, number)
        return (at + 1, number * int(multiplier)) if multiplier else (at, number)

    def _attached_multiplier(self, at: int, number: Decimal) -> str | None:
        """Return the value of a letter such as the M in "1M steps", unlike in "100m sprints"."""
        multiplier = self.matcher.value("attached-multiplier", at)
        if not multiplier or not self.matcher.tokens[at].is_attached:
            return None
        has_plural = self.matcher.value("unit", at + 1) or self.matcher.is_plural(at + 1)
        is_capital = self.matcher.tokens[at].is_upper and self.matcher.text(at + 1).isalpha()
        counts = has_plural or (is_capital and not self.matcher.has_class("stop-words", at + 1))
        return multiplier if counts and number < _MAX_MILLIONS else None

    def _whole(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        found = self.number(at)
        if found and found[1] == int(found[1]):
            yield found[0], {"n": int(found[1])}

    def _multiple(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        if value := self.matcher.value("count", at):
            yield at + 1, {"n": int(value)}

    def _ordinal(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        if value := self.matcher.value("ordinal", at):
            yield at + 1, {"ordinal": int(value)}
        yield from self._nth(at)

    def _nth(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        if self._is_nth(at) and int(self.matcher.text(at)) in _MONTH_DAYS:
            yield at + 2, {"ordinal": int(self.matcher.text(at))}

    def _invalid_nth(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        """Match an ordinal that is not a day of the month, such as "32nd"."""
        if self._is_nth(at) and int(self.matcher.text(at)) not in _MONTH_DAYS:
            yield at + 2, {}

    def _is_nth(self, at: int) -> bool:
        text = self.matcher.text(at)
        return text.isdecimal() and len(text) <= len("31") and self._has_suffix(at + 1)

    def _has_suffix(self, at: int) -> bool:
        is_suffix = self.matcher.has_class("ordinal-suffixes", at)
        return is_suffix and self.matcher.tokens[at].is_attached


def has_point_groups(text: str) -> bool:
    """Return whether a text is a number with points as thousands separators."""
    return _POINT_GROUPS.fullmatch(text) is not None


def _fraction(text: str) -> Decimal | None:
    """Return the value of a fraction character such as ½."""
    if len(text) != 1 or not unicodedata.decomposition(text).startswith("<fraction>"):
        return None
    return Decimal(unicodedata.numeric(text)).quantize(amounts.STEP)


def _parse_digits(text: str) -> Decimal | None:
    """Parse digits; a number above the highest amount is capped to just above it."""
    text = text.replace(" ", "")
    try:
        return amounts.parse_amount(text, allow_zero=True) if text.isascii() else None
    except Refusal:
        return amounts.HIGHEST + 1 if text.replace(",", "").isdecimal() else None
