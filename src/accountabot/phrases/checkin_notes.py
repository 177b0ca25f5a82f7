"""Find the amount in a check-in's note, such as "read 12 pages"."""

from collections.abc import Iterator
from decimal import Decimal

from accountabot.domain.goals.amounts import HIGHEST
from accountabot.domain.user_text import NOTE_LIMIT
from accountabot.phrases.amounts.units import UnitFinder, convert
from accountabot.phrases.language import language_tables
from accountabot.phrases.language.language_tables import LanguageTable
from accountabot.phrases.language.matcher import Matcher
from accountabot.phrases.language.numerals import NumeralParser
from accountabot.phrases.language.tokenizer import Token, tokenize

_MAX_TOKENS = 100
_MAX_NUMBER_TOKENS = 3
_ONE = Decimal(1)


def amount_in_note(
    note: str, unit: str = "", *, locale: str = "en-US", table: LanguageTable | None = None
) -> Decimal | None:
    """Return the amount in a note, or None if it is unclear.

    A number without a unit counts if it is the only number. Hours and minutes are converted.
    """
    tokens = tokenize(note[:NOTE_LIMIT])[:_MAX_TOKENS]
    table = table or language_tables.load_table(locale)
    parser = _NoteParser(tokens, table, note=note, unit=tokenize(unit), locale=locale)
    amounts = set(parser.amounts_of_unit()) or set(parser.bare_amounts())
    return amounts.pop() if len(amounts) == 1 else None


class _NoteParser:
    """Parser for the numbers in a note that have a given unit."""

    def __init__(
        self,
        tokens: tuple[Token, ...],
        table: LanguageTable,
        *,
        note: str,
        unit: tuple[Token, ...],
        locale: str,
    ) -> None:
        self.matcher = Matcher(tokens, table)
        self.numerals = NumeralParser(self.matcher, locale)
        self.units = UnitFinder(self.matcher, self.numerals, note)
        self.unit_words = [token.text for token in unit]
        self.known_unit = (
            table.value("unit", self.unit_words[0]) if len(self.unit_words) == 1 else None
        )

    def amounts_of_unit(self) -> Iterator[Decimal]:
        """Yield the numbers followed by the unit."""
        at = 0
        while at < len(self.matcher.tokens):
            end, number = self._fixed(at) or self._counted(at) or (at + 1, None)
            if number is not None:
                yield number
            at = end

    def bare_amounts(self) -> Iterator[Decimal]:
        """Yield the note's only number if it has no unit."""
        positions = range(len(self.matcher.tokens))
        if any(self.matcher.has_class("halves", at) for at in positions):
            return
        numbers = [at for at in positions if self.numerals.number(at)]
        found = self.numerals.number(numbers[0]) if len(numbers) == 1 else None
        if found and found[1] <= HIGHEST and self._is_bare(numbers[0], found[0]):
            yield found[1]

    def _fixed(self, at: int) -> tuple[int, Decimal | None] | None:
        """Match an amount in words, such as "half an hour"."""
        match = self.matcher.longest("fixed-amounts", at)
        if not match:
            return None
        number, unit = match.meaning.split()
        return match.end, convert(Decimal(number), unit, self.known_unit or "")

    def _counted(self, at: int) -> tuple[int, Decimal | None] | None:
        """Match a number or an article; the amount is None if it has a different unit."""
        found = self.numerals.number(at)
        is_article = not found and self.matcher.value("article", at)
        if is_article:
            found = (at + 1, _ONE)
        if not found:
            return None
        end, number = found
        if not self._is_whole(at, end) or number > HIGHEST:
            return end, None
        if is_article and self.matcher.has_class("halves", at - 1):
            number /= 2
        return self._with_unit(end, number)

    def _with_unit(self, end: int, number: Decimal) -> tuple[int, Decimal | None]:
        """Return the end and amount of a number that is followed by its unit."""
        first = self.units.skip_modifiers(end)
        unit = self.units.larger_clock_unit(first) if first < len(self.matcher.tokens) else None
        if unit and (part := self.units.smaller_part(first + 1, unit)):
            return part[0], convert(number + part[1], unit, self.known_unit or "")
        if unit and self.known_unit:
            return end, convert(number, unit, self.known_unit)
        return end, number if self._is_unit(first) else None

    def _is_unit(self, at: int) -> bool:
        """Return whether the words of the unit follow."""
        typed = [self.matcher.text(at + offset) for offset in range(len(self.unit_words))]
        return bool(typed) and all(map(self._is_same_word, typed, self.unit_words))

    def _is_same_word(self, typed: str, word: str) -> bool:
        """Return whether two words are equal, apart from a plural ending."""
        endings = ("", *self.matcher.table.word_classes.get("plural-endings", ()))
        return any(typed == word + ending or word == typed + ending for ending in endings)

    def _is_whole(self, at: int, end: int) -> bool:
        """Return whether a number stands alone, unlike in "3/4", "10-20", "-5" or "12 of 20"."""
        starts_range = self.matcher.has_class("alternatives", end) and self.numerals.number(end + 1)
        ends_range = self.matcher.has_class("alternatives", at - 1) and self._number_ends(at - 1)
        is_joined = self.matcher.text(at - 1) in {"-", "/"} or self.matcher.text(end) == "/"
        return not (starts_range or ends_range or is_joined or self._is_total(at))

    def _is_total(self, at: int) -> bool:
        """Return whether a number is the total in "12 of my 20 pages"."""
        has_label = self.matcher.has_class("labels", at - 1)
        if has_label and not self.matcher.has_class("of-words", at - 1):
            at -= 1
        return self.matcher.has_class("of-words", at - 1) and self._number_ends(at - 1)

    def _number_ends(self, at: int) -> bool:
        """Return whether a number ends at a position."""
        for first in range(max(0, at - _MAX_NUMBER_TOKENS), at):
            found = self.numerals.number(first)
            if found and found[0] == at:
                return True
        return False

    def _is_bare(self, at: int, end: int) -> bool:
        """Return whether a number has no unit or label, unlike "chapter 3", "5k" and "5pm"."""
        if self.matcher.has_class("labels", at - 1) or not self._is_whole(at, end):
            return False
        is_abbreviated = end > at + 1 and self.matcher.tokens[end - 1].is_attached
        if is_abbreviated:
            return False
        if self.matcher.ends_phrase(end):
            return True
        return (
            self.matcher.has_class("stop-words", end) and not self.matcher.tokens[end].is_attached
        )
