"""Try the forms of a language at a place in a sentence, and keep what of it was understood."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from accountabot.phrases.goals.patterns import Forms
from accountabot.phrases.goals.tables import Table
from accountabot.phrases.goals.tokens import Token, quoted

Filled = dict[str, Any]
"""What a form was filled with, by the name of the slot."""
Match = tuple[int, str, Filled]
"""Where a form ends, what it means, and what it was filled with."""
Fill = Callable[[int], Iterator[tuple[int, Filled]]]
_QUANTITIES = ("number", "article", "count", "currency")
_PARTING = frozenset(",;:.!?()-–—/&")


class Reading:
    """A sentence's words, a language's table, and what was found so far."""

    def __init__(self, words: tuple[Token, ...], table: Table) -> None:
        self.words, self.table = words, table
        self.taken: set[int] = set()
        """The words that were understood and are no part of the title."""
        self.closed = quoted(words)
        """The words that are not to be read any more but stay: names, and what was understood and says more."""
        self.fills: dict[str, Fill] = {}
        """What fills the slots that are neither words nor parts of the table."""
        self._found: dict[tuple[str, int], list[tuple[int, Filled]]] = {}

    def text(self, at: int) -> str:
        """Return a word, or nothing behind the last and before the first."""
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def slice(self, sentence: str, first: int, end: int) -> str:
        """Return words as they stand in the sentence."""
        return sentence[self.words[first].start : self.words[end - 1].end]

    def is_a(self, kind: str, at: int) -> bool:
        """Tell whether the word at a place is of a kind."""
        return self.table.has(kind, self.text(at))

    def value(self, kind: str, at: int) -> str | None:
        """Return what the word at a place stands for, None where it is not of that kind."""
        return self.table.value(kind, self.text(at))

    def is_free(self, first: int, end: int) -> bool:
        """Tell whether none of the words is taken or closed."""
        return not any(at in self.taken or at in self.closed for at in range(first, end))

    def is_over(self, at: int) -> bool:
        """Tell whether nothing is said from a place on that belongs to what is before it."""
        while at < len(self.words) and at not in self.taken and not self.words[at].is_said:
            if self.is_parted(at):
                return True
            at += 1
        return at >= len(self.words) or at in self.taken

    def is_parted(self, at: int) -> bool:
        """Tell whether a sign, or words such as "I will", part what follows from what is before."""
        return self.text(at) in _PARTING or any(self.matches("leads", at))

    @property
    def beginning(self) -> int:
        """Where the first word stands that is still to be understood."""
        places = range(len(self.words))
        return next(
            (at for at in places if at not in self.taken and self.words[at].is_said),
            len(self.words),
        )

    @cached_property
    def first_quantity(self) -> int:
        """Where the first number stands, or word such as "a" or "twice"; behind the last word if there is none."""
        places = range(len(self.words))
        return next((at for at in places if self.is_quantity(at)), len(self.words))

    def is_quantity(self, at: int) -> bool:
        """Tell whether a number stands there, or a word such as "a" or "twice"."""
        return self.text(at)[0].isnumeric() or any(self.value(kind, at) for kind in _QUANTITIES)

    @cached_property
    def ceilings(self) -> set[int]:
        """The places behind words that make a number the most that is allowed."""
        found = {end for at in range(len(self.words)) for end, *_ in self.matches("ceilings", at)}
        return found | self._behind("limits", "bounds") | self._behind("never", "above")

    def _behind(self, opens: str, closes: str) -> set[int]:
        """Return the places behind a word of one kind that follows, somewhere, a word of another."""
        opened = next(
            (at for at in range(len(self.words)) if self.is_a(opens, at)), len(self.words)
        )
        return {at + 1 for at in range(opened + 1, len(self.words)) if self.is_a(closes, at)}

    def behind_and(self, at: int) -> int:
        """Return where the next of several days stands: behind "and", "," or "and on"."""
        begin = at
        while self.is_a("and", at) or (at > begin and self.is_a("again", at)):
            at += 1
        return at

    def close_names(self) -> None:
        """Keep the names that sound like a day."""
        for at in range(len(self.words)):
            if name := self.longest("names", at):
                self.closed |= set(range(at, name[0]))

    def is_ceiling(self, first: int, end: int) -> bool:
        """Tell whether a number that stands there, with what it counts, is the most that is allowed."""
        while end in self.taken:
            end += 1
        return first in self.ceilings or any(self.matches("afters", end))

    def longest(self, group: str, at: int) -> Match | None:
        """Return the longest match of a group of forms at a place."""
        return max(self.matches(group, at), key=lambda match: match[0], default=None)

    def matches(self, group: str, at: int) -> Iterator[Match]:
        """Yield every match of a group of forms at a place, of free words only."""
        if forms := self.table.forms.get(group):
            yield from (match for match in self._walk(forms, at, {}) if self.is_free(at, match[0]))

    def _walk(self, forms: Forms, at: int, filled: Filled) -> Iterator[Match]:
        if forms.meaning is not None:
            yield at, forms.meaning, filled
        if at >= len(self.words):
            return
        if following := forms.words.get(self.words[at].text):
            yield from self._walk(following, at + 1, filled)
        for slot, following in forms.slots.items():
            for end, more in self.fill(slot, at):
                yield from self._walk(following, end, more | filled)

    def fill(self, slot: str, at: int) -> list[tuple[int, Filled]]:
        """Return the ways to fill a slot at a place; each is looked for once."""
        if (slot, at) not in self._found:
            self._found[slot, at] = list(self._filled(slot, at))
        return self._found[slot, at]

    def _filled(self, slot: str, at: int) -> Iterator[tuple[int, Filled]]:
        if slot in self.fills:
            yield from self.fills[slot](at)
        elif part := self.table.forms.get(f"<{slot}>"):
            yield from ((end, filled) for end, _, filled in self._walk(part, at, {}))
        elif value := self.value(slot, at):
            yield at + 1, {slot: value}
