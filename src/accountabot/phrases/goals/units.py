"""Know what is counted: what a number's unit is called, and how hours and minutes are told in one another."""

from decimal import Decimal

from accountabot.phrases.goals.numerals import Numerals
from accountabot.phrases.goals.reading import Reading

_LONGEST = 3
"""Words; what is counted has no longer name."""
_MINUTES = {"minutes": 1, "hours": 60}


class Measures:
    """The units of a sentence."""

    def __init__(self, reading: Reading, numerals: Numerals, sentence: str) -> None:
        self.reading, self.numerals, self.sentence = reading, numerals, sentence

    def beginning(self, at: int) -> int:
        """Return where the unit begins that follows a number: "20 more pages", "10-minute"."""
        while self.reading.is_a("fillers", at) or (
            self.reading.text(at) == "-" and self.reading.words[at].is_glued
        ):
            at += 1
        return at

    def known(self, at: int, number: Decimal) -> str | None:
        """Return a unit that the table knows, in the member's word for it, or None."""
        name = self.reading.value("unit", at)
        if name is None or not self.reading.is_free(at, at + 1):
            return None
        word = self.reading.words[at]
        is_singular = any(
            f"{word.text}{ending}" == name for ending in self.reading.table.kinds.get("plurals", ())
        )
        return name if is_singular and number > 1 else self.sentence[word.start : word.end]

    def named(self, at: int, *, also_one: bool) -> tuple[int, str] | None:
        """Return what is counted by its own name, and where that ends: "pushups", "job applications".

        `also_one` takes a name that is not in the plural, as in "1 blog post".
        """
        end = last = at
        while end < at + _LONGEST and self._is_named(end):
            end += 1
            last = end if self._is_plural(end - 1) else last
            while self._is_hyphen(end):
                end += 2
                last = end if self._is_plural(end - 1) else last
        last = end if also_one and last == at else last
        return (
            (last, self.sentence[self.reading.words[at].start : self.reading.words[last - 1].end])
            if last > at
            else None
        )

    def minutes_after(self, at: int) -> tuple[int, Decimal] | None:
        """Return the minutes that follow hours, "1 hour and 30 minutes", and where they end."""
        at += self.reading.is_a("and", at)
        found = self.numerals.number(at)
        is_one = (
            found
            and self.reading.value("unit", found[0]) == "minutes"
            and self.reading.is_free(at, found[0] + 1)
        )
        return (found[0] + 1, found[1]) if found and is_one else None

    def _is_named(self, at: int) -> bool:
        text = self.reading.text(at)
        return (
            text[:1].isalpha()
            and not self.reading.is_a("stops", at)
            and self.reading.is_free(at, at + 1)
        )

    def _is_hyphen(self, at: int) -> bool:
        return (
            self.reading.text(at) == "-"
            and self.reading.words[at].is_glued
            and self._is_named(at + 1)
        )

    def _is_plural(self, at: int) -> bool:
        """Tell whether a word says more than one; in a language without endings for that, any does."""
        text, endings = self.reading.text(at), tuple(self.reading.table.kinds.get("plurals", ("",)))
        return (text.endswith(endings) and not text.endswith("ss")) or self.reading.is_a(
            "irregular", at
        )


def converted(number: Decimal, unit: str, to: str) -> Decimal | None:
    """Return an amount of one unit in another, None where they measure different things."""
    if unit == to:
        return number
    return number * _MINUTES[unit] / _MINUTES[to] if unit in _MINUTES and to in _MINUTES else None
