"""Find the amount in a check-in's note, such as "read 12 pages"; the member confirms it."""

from collections.abc import Iterator
from decimal import Decimal

from accountabot.domain.goals.amounts import HIGHEST
from accountabot.domain.user_text import NOTE_LIMIT
from accountabot.phrases.goals import tables
from accountabot.phrases.goals.numerals import Numerals
from accountabot.phrases.goals.reading import Reading
from accountabot.phrases.goals.tables import Table
from accountabot.phrases.goals.tokens import Token, tokenize
from accountabot.phrases.goals.units import Measures, converted

_MOST_WORDS = 100
_ONE = Decimal(1)


def amount_in_note(
    note: str, unit: str = "", *, locale: str = "en-US", table: Table | None = None
) -> Decimal | None:
    """Return the amount of a unit in a note, or None if it isn't clear.

    A number without a unit counts only if it is the only one. Hours and minutes are converted.
    """
    words = tokenize(note[:NOTE_LIMIT])[:_MOST_WORDS]
    read = _Note(words, table or tables.of(locale), note, tokenize(unit), locale)
    found = set(read.counted()) or set(read.bare())
    return found.pop() if len(found) == 1 else None


class _Note:
    """A note's numbers and the goal's unit."""

    def __init__(
        self,
        words: tuple[Token, ...],
        table: Table,
        note: str,
        unit: tuple[Token, ...],
        locale: str,
    ) -> None:
        self.reading = Reading(words, table)
        self.numerals = Numerals(self.reading, locale)
        self.measures = Measures(self.reading, self.numerals, note)
        self.unit = [word.text for word in unit]
        self.name = table.value("unit", self.unit[0]) if len(self.unit) == 1 else None

    def counted(self) -> Iterator[Decimal]:
        """Yield the numbers that count the unit."""
        at = 0
        while at < len(self.reading.words):
            end, number = self._in_words(at) or self._in_figures(at) or (at + 1, None)
            if number is not None:
                yield number
            at = end

    def bare(self) -> Iterator[Decimal]:
        """Yield the only number of the note, if it counts and names nothing."""
        if any(self.reading.is_a("halves", at) for at in range(len(self.reading.words))):
            return
        places = [at for at in range(len(self.reading.words)) if self.numerals.number(at)]
        found = self.numerals.number(places[0]) if len(places) == 1 else None
        if found and found[1] <= HIGHEST and self._is_bare(places[0], found[0]):
            yield found[1]

    def _in_words(self, at: int) -> tuple[int, Decimal | None] | None:
        found = self.reading.longest("amounts", at)
        if not found:
            return None
        number, unit = found[1].split()
        return found[0], converted(Decimal(number), unit, self.name or "")

    def _in_figures(self, at: int) -> tuple[int, Decimal | None] | None:
        is_one = self.reading.value("article", at) and not self.numerals.number(at)
        found = (at + 1, _ONE) if is_one else self.numerals.number(at)
        if not found:
            return None
        end, number = found
        if not self._is_whole(at, end) or number > HIGHEST:
            return end, None
        if is_one and self.reading.is_a("halves", at - 1):
            number /= 2
        first = self.measures.beginning(end)
        name = self.reading.value("unit", first)
        if name == "hours" and (more := self.measures.minutes_after(first + 1)):
            return more[0], converted(number * 60 + more[1], "minutes", self.name or "")
        return end, converted(number, name, self.name) if name and self.name else self._of_the_unit(
            first, number
        )

    def _of_the_unit(self, at: int, number: Decimal) -> Decimal | None:
        words = [self.reading.text(at + offset) for offset in range(len(self.unit))]
        return number if words and all(map(self._is_same, words, self.unit)) else None

    def _is_same(self, one: str, other: str) -> bool:
        """Tell whether two words are equal apart from a plural ending: page, pages."""
        endings = ("", *self.reading.table.kinds.get("plurals", ()))
        return any(one == other + ending or other == one + ending for ending in endings)

    def _is_whole(self, at: int, end: int) -> bool:
        """Tell whether a number isn't part of "3/4", "10-20", "-5" or "12 of my 20 pages"."""
        is_range = self.reading.is_a("either", end) and self.numerals.number(end + 1)
        is_end = self.reading.is_a("either", at - 1) and self._follows_a_number(at - 1)
        is_joined = self.reading.text(at - 1) in {"-", "/"} or self.reading.text(end) == "/"
        return not (is_range or is_end or is_joined or self._is_a_total(at))

    def _is_a_total(self, at: int) -> bool:
        """Tell whether a number is a total, like the 20 in "12 of my 20 pages"."""
        at -= self.reading.is_a("named", at - 1) and not self.reading.is_a("shares", at - 1)
        return self.reading.is_a("shares", at - 1) and self._follows_a_number(at - 1)

    def _follows_a_number(self, at: int) -> bool:
        return any(
            found and found[0] == at
            for found in map(self.numerals.number, range(max(0, at - 3), at))
        )

    def _is_short(self, at: int, end: int) -> bool:
        return end > at + 1 and self.reading.words[end - 1].is_glued

    def _is_bare(self, at: int, end: int) -> bool:
        """Tell whether a number counts and names nothing, unlike "chapter 3", "5k" and "5pm"."""
        if (
            self.reading.is_a("named", at - 1)
            or not self._is_whole(at, end)
            or self._is_short(at, end)
        ):
            return False
        return self.reading.is_over(end) or (
            self.reading.is_a("stops", end) and not self.reading.words[end].is_glued
        )
