"""Parse an amount that was typed alone: "20 pages", "ten", "5km", "$20", "12k", "1h 15m"."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from accountabot.domain.goals import amounts
from accountabot.domain.goals.amounts import HIGHEST, STEP, UNIT_LIMIT, Amount
from accountabot.domain.refusals import Refusal
from accountabot.phrases.amounts.units import DISTANCES, DURATIONS, UnitFinder, convert
from accountabot.phrases.language import language_tables, locales, numerals
from accountabot.phrases.language.language_tables import LanguageTable
from accountabot.phrases.language.matcher import Matcher
from accountabot.phrases.language.numerals import NumeralParser
from accountabot.phrases.language.tokenizer import tokenize

_MINUTES_PER_HOUR = 60
_LETTER_THEN_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)")
_CEILING = re.compile(
    r"\s*(?:at most|no more than|not more than|up to|max(?:imum|\.)?(?!\w)|<=|≤|<)\s*",
    re.IGNORECASE,
)
_AROUND = "~≈+ "
"""Dropped in front of an amount."""


class Term(NamedTuple):
    """A number and its unit as typed; the unit is empty if none was."""

    number: Decimal
    unit: str


def parse_done(
    text: str | None, promised: Amount, *, locale: str = "en-US", table: LanguageTable | None = None
) -> Decimal | None:
    """Parse how much of a promised amount was done, in the goal's unit; None for empty text.

    Raises Refusal, with the unit and an example, if it is no amount, out of range, or of another
    unit that can't be converted.
    """
    if text is None or not text.strip():
        return None
    typed = _normalized(text, locale)
    number = _plain_number(typed)
    if number is None:
        table = table or language_tables.load_table(locale)
        number = _total(text, typed, promised, locale, table)
    if not 0 <= number <= HIGHEST or (number < STEP / 2 and number > 0):
        raise _refusal("amount-range", promised)
    if number == 0 and not promised.at_most:
        raise _refusal("amount-range", promised)
    return abs(number).quantize(STEP)


def parse_promised(
    text: str | None,
    unit: str | None,
    *,
    locale: str = "en-US",
    table: LanguageTable | None = None,
) -> Amount | None:
    """Parse a promised amount such as "20 pages" or "at most 2"; return None for empty text.

    A separate unit overrides the typed one, which is converted to it. Raises Refusal if it is no
    amount or out of range.
    """
    if text is None or not text.strip():
        return None
    typed = _normalized(text, locale)
    ceiling = _CEILING.match(typed)
    at_most = bool(ceiling)
    rest = typed[ceiling.end() :] if ceiling else typed
    unit = amounts.parse_unit(unit)
    number = _plain_number(rest)
    if number is None:
        table = table or language_tables.load_table(locale)
        parser = _AmountParser(rest, Amount(Decimal(1), unit), locale, table)
        if unit:
            number = parser.total(Amount(Decimal(1), unit), text)
        else:
            number, unit = parser.promised(text)
    if number < 0 or number > HIGHEST or (number < STEP and not (at_most and number == 0)):
        raise Refusal("amount-out-of-range", lowest="0" if at_most else str(STEP), highest=_HIGHEST)
    return Amount(abs(number).quantize(STEP), amounts.parse_unit(unit), at_most)


_HIGHEST = f"{HIGHEST:,}"


def _normalized(text: str, locale: str) -> str:
    """Return the text with plain digits and signs, and no thousands separators of the locale."""
    plain = "".join(_plain(character) for character in text).strip().rstrip("!").strip()
    if locales.groups_with_points(locale) and numerals.has_point_groups(plain):
        plain = plain.replace(".", "")
    return plain.lstrip(_AROUND) or plain


def _plain(character: str) -> str:
    if character in "−－﹣":
        return "-"
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    is_fullwidth = unicodedata.east_asian_width(character) == "F"
    return unicodedata.normalize("NFKC", character) if is_fullwidth else character


def _plain_number(typed: str) -> Decimal | None:
    """Return the value of a text that is nothing but a number, in or out of range."""
    try:
        return amounts.parse_amount(typed, allow_zero=True)
    except Refusal:
        pass
    try:
        number = Decimal(typed.replace(",", ""))
    except InvalidOperation:
        return None
    if number.is_nan():
        return None
    return Decimal(-1) if number < 0 else HIGHEST + 1 if number > HIGHEST else None


def _total(text: str, typed: str, promised: Amount, locale: str, table: LanguageTable) -> Decimal:
    return _AmountParser(typed, promised, locale, table).total(promised, text)


class _AmountParser:
    """Parser for one or more numbers with units."""

    def __init__(self, typed: str, goal: Amount, locale: str, table: LanguageTable) -> None:
        self.typed = _LETTER_THEN_DIGIT.sub(" ", typed)
        self.table = table
        self.matcher = Matcher(tokenize(self.typed), table)
        self.numerals = NumeralParser(self.matcher, locale)
        self.units = UnitFinder(self.matcher, self.numerals, self.typed)
        self.goal_words = [token.text for token in tokenize(goal.unit)]
        self.goal_unit: str | None = None
        self.goal_unit = self._known(self.goal_words)

    def total(self, promised: Amount, text: str) -> Decimal:
        """Return the sum in the goal's unit; raise Refusal if that is impossible."""
        if self.matcher.text(0) == "-" and self.numerals.number(1):
            return Decimal(-1)
        if not any(token.is_word for token in self.matcher.tokens):
            raise _refusal("amount-range", promised)
        terms = self._terms()
        if not terms or (len(terms) > 1 and not all(term.unit for term in terms)):
            raise _refusal("amount-unreadable", promised, read=text.strip()[:UNIT_LIMIT])
        return sum((self._converted(term, promised) for term in terms), Decimal())

    def promised(self, text: str) -> tuple[Decimal, str]:
        """Return the number and unit of a promise, whose unit may be any words."""
        if self.matcher.text(0) == "-" and self.numerals.number(1):
            return Decimal(-1), ""
        terms = self._terms(any_unit=True)
        if not terms:
            raise _unclear(text)
        unit = self._known([token.text for token in tokenize(terms[0].unit)])
        number = terms[0].number
        for term in terms[1:]:
            more = self._known([token.text for token in tokenize(term.unit)])
            part = convert(term.number, more or "", unit or "") if unit and more else None
            if part is None:
                raise _unclear(text)
            number += part
        return number, terms[0].unit

    def _terms(self, *, any_unit: bool = False) -> Sequence[Term]:
        """Return all numbers with their units, or nothing if anything else is in the text."""
        terms: list[Term] = []
        at = 0
        while at < len(self.matcher.tokens):
            if terms and self.matcher.has_class("conjunctions", at):
                at += 1
            found = self._term(at, any_unit=any_unit)
            if found is None:
                return ()
            at, term = found
            if not term.unit and terms and terms[-1].unit in self._names("hours"):
                term = term._replace(unit="minutes")  # "1h 15"
            terms.append(term)
        return terms

    def _term(self, at: int, *, any_unit: bool) -> tuple[int, Term] | None:
        if fixed := self.matcher.longest("fixed-amounts", at):
            number, unit = fixed.meaning.split()
            return fixed.end, Term(Decimal(number), unit)
        if (money := self.matcher.value("currency", at)) and (
            found := self.numerals.number(at + 1)
        ):
            return found[0], Term(found[1], money)
        found = self._number(at)
        return self._with_unit(*found, any_unit=any_unit) if found else None

    def _number(self, at: int) -> tuple[int, Decimal] | None:
        """Return the end and value of a number, also of "a" and "half a"."""
        if self.matcher.has_class("halves", at) and self.matcher.value("article", at + 1):
            return at + 2, Decimal("0.5")
        found = self.numerals.number(at)
        if found and self._is_kilo(found[0] - 1):
            return found[0] - 1, found[1] / 1000
        if not found and self.matcher.value("article", at):
            return at + 1, Decimal(1)
        return found

    def _is_kilo(self, at: int) -> bool:
        """Return whether "k" stands for kilometers, as in "5k" of a run."""
        return self.goal_unit in DISTANCES and self.matcher.text(at) == "k"

    def _with_unit(self, at: int, number: Decimal, *, any_unit: bool) -> tuple[int, Term] | None:
        first = self.units.skip_modifiers(at)
        end = len(self.matcher.tokens)
        if first >= end:
            return end, Term(number, "")
        words = [self.matcher.text(first + n) for n in range(len(self.goal_words))]
        if self.goal_words and self._is_goal_unit(words):
            return first + len(words), Term(number, " ".join(self.goal_words))
        if self._known([self.matcher.text(first)]) or self.matcher.value("currency", first):
            return first + 1, Term(number, self.matcher.source(self.typed, first, first + 1))
        if any(map(str.isdecimal, "".join(token.text for token in self.matcher.tokens[first:]))):
            return None
        rest = self.matcher.source(self.typed, first, end)
        return (end, Term(number, rest)) if any_unit or rest[:1].isalpha() else None

    def _is_goal_unit(self, words: Sequence[str]) -> bool:
        """Return whether words are the goal's unit, apart from a plural ending."""
        endings = ("", *self.table.word_classes.get("plural-endings", ()))
        return all(
            any(word == own + ending or own == word + ending for ending in endings)
            for word, own in zip(words, self.goal_words, strict=True)
        )

    def _known(self, words: Sequence[str]) -> str | None:
        """Return the display name of a unit in the table; "m" is minutes if time is counted."""
        if len(words) != 1:
            return None
        [word] = words
        counts_time = self.goal_unit in DURATIONS or (not self.goal_words and self._has_hours())
        if counts_time and (short := self.table.value("short-clock", word)):
            return short
        if self.goal_unit in DISTANCES and word == "k":
            return "km"
        return self.table.value("unit", word) or self.table.value("currency", word)

    def _has_hours(self) -> bool:
        return any(token.text in self._names("hours") for token in self.matcher.tokens)

    def _names(self, unit: str) -> set[str]:
        return {word for word, name in self.table.values.get("unit", {}).items() if name == unit}

    def _converted(self, term: Term, promised: Amount) -> Decimal:
        words = [token.text for token in tokenize(term.unit)]
        if not words or words == self.goal_words:
            return term.number
        unit = self._known(words)
        if not self.goal_words and unit == self.table.times:
            return term.number
        number = convert(term.number, unit, self.goal_unit) if unit and self.goal_unit else None
        if number is None:
            raise _refusal("amount-other-unit", promised, read=term.unit[:UNIT_LIMIT])
        return number


def _unclear(text: str) -> Refusal:
    return Refusal(
        "amount-unclear", read=text.strip()[:UNIT_LIMIT], lowest=str(STEP), highest=_HIGHEST
    )


_BARE = {
    "amount-unreadable": "amount-unreadable-bare",
    "amount-range": "amount-range-bare",
    "amount-other-unit": "amount-other-unit-bare",
}
"""The refusals of a goal without a unit."""


def _refusal(key: str, promised: Amount, **read: str) -> Refusal:
    """Build a refusal that names the goal's unit, the range, and an example that works."""
    example = f"{promised.number.normalize():f} {promised.unit}".strip()
    return Refusal(
        key if promised.unit else _BARE[key],
        unit=promised.unit,
        lowest="0" if promised.at_most else str(STEP),
        highest=_HIGHEST,
        example=example,
        **read,
    )
