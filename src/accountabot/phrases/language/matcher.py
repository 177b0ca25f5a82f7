"""Match a language's patterns against a sentence, and track the consumed tokens."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple

from accountabot.phrases.language.language_tables import LanguageTable
from accountabot.phrases.language.pattern_trie import PatternTrie
from accountabot.phrases.language.tokenizer import Token, quoted_positions

SlotValues = dict[str, Any]
"""The values that filled a pattern's slots, by name."""
SlotFiller = Callable[[int], Iterator[tuple[int, SlotValues]]]
"""Yields the end and values of each way to fill a slot at a position."""
_QUANTITIES = ("number", "article", "count", "currency")
_SEPARATORS = frozenset(",;:.!?()-–—/&")


class Match(NamedTuple):
    """The end of a matched pattern, its meaning and its slot values."""

    end: int
    meaning: str
    slots: SlotValues


class Matcher:
    """A sentence's tokens and the state shared by all parsers.

    A position, usually named `at`, is an index into the tokens.
    """

    def __init__(self, tokens: tuple[Token, ...], table: LanguageTable) -> None:
        self.tokens = tuple(replace(token, text=table.spelled(token.text)) for token in tokens)
        self.table = table
        self.is_bilingual = False
        """A word that the table doesn't contain may be a month in the member's own language."""
        self._texts = [token.text for token in self.tokens]
        self.consumed: set[int] = set()
        """The positions of tokens that are parsed and not part of the title."""
        self.locked = quoted_positions(tokens)
        """The positions of tokens that stay in the title unparsed, such as names."""
        self.slot_fillers: dict[str, SlotFiller] = {}
        """The parsers for slots that are neither words nor subpatterns."""
        self._filled: dict[tuple[str, int], list[tuple[int, SlotValues]]] = {}

    def text(self, at: int) -> str:
        """Return a token's text, or an empty string if the position is out of range."""
        return self._texts[at] if 0 <= at < len(self._texts) else ""

    def source(self, sentence: str, first: int, end: int) -> str:
        """Return the original text of a range of tokens."""
        return sentence[self.tokens[first].start : self.tokens[end - 1].end]

    def has_class(self, word_class: str, at: int) -> bool:
        """Return whether a token belongs to a word class."""
        return self.table.has(word_class, self.text(at))

    def value(self, kind: str, at: int) -> str | None:
        """Return the value of a token for a kind, or None."""
        return self.table.value(kind, self.text(at))

    def is_free(self, first: int, end: int) -> bool:
        """Return whether no token in a range is consumed or locked."""
        return not any(at in self.consumed or at in self.locked for at in range(first, end))

    def is_plural(self, at: int) -> bool:
        """Return whether a word is plural; in a language without plural endings, every word is."""
        text = self.text(at)
        endings = tuple(self.table.word_classes.get("plural-endings", ("",)))
        is_regular = text.endswith(endings) and not text.endswith("ss")
        return is_regular or self.has_class("irregular-plurals", at)

    def ends_phrase(self, at: int) -> bool:
        """Return whether a phrase ends before this position."""
        while at < len(self.tokens) and at not in self.consumed and not self.tokens[at].is_word:
            if self.is_separator(at):
                return True
            at += 1
        return at >= len(self.tokens) or at in self.consumed

    def is_separator(self, at: int) -> bool:
        """Return whether a separator, or a lead-in such as "I will", is at this position."""
        return self.text(at) in _SEPARATORS or any(self.matches("lead-ins", at))

    def is_in_compound(self, at: int) -> bool:
        """Return whether a hyphen without spaces, as in "off-topic", is at this position."""
        return self.text(at) == "-" and all(token.is_attached for token in self.tokens[at : at + 2])

    @property
    def first_word(self) -> int:
        """The position of the first unconsumed word, or the end of the sentence."""
        positions = range(len(self.tokens))
        return next(
            (at for at in positions if at not in self.consumed and self.tokens[at].is_word),
            len(self.tokens),
        )

    @cached_property
    def first_quantity(self) -> int:
        """The position of the first quantity, or the end of the sentence."""
        positions = range(len(self.tokens))
        return next((at for at in positions if self.is_quantity(at)), len(self.tokens))

    def is_quantity(self, at: int) -> bool:
        """Return whether a token is a number or a word such as "a" or "twice"."""
        return self.text(at)[0].isnumeric() or any(self.value(kind, at) for kind in _QUANTITIES)

    @cached_property
    def ceiling_positions(self) -> set[int]:
        """The positions at which a number is an upper limit."""
        positions = range(len(self.tokens))
        after_ceilings = {match.end for at in positions for match in self.matches("ceilings", at)}
        after_verbs = self._positions_after("limit-verbs", "limit-prepositions")
        negated = self._positions_after("negations", "comparatives")
        floors = {match.end for at in positions for match in self.matches("floors", at)}
        return (after_ceilings | after_verbs | negated) - floors

    @cached_property
    def target_positions(self) -> set[int]:
        """The positions at which a number may also be a value to reach: "under 80 kg"."""
        explicit = {
            match.end
            for at in range(len(self.tokens))
            for match in self.matches("ceilings", at)
            if match.meaning == "ceiling"
        }
        return self.ceiling_positions - explicit

    def _positions_after(self, opening: str, closing: str) -> set[int]:
        """Return the positions after words of class `closing` that follow one of `opening`."""
        size = len(self.tokens)
        opened = next((at for at in range(size) if self.has_class(opening, at)), size)
        return {at + 1 for at in range(opened + 1, size) if self.has_class(closing, at)}

    def skip_conjunctions(self, at: int) -> int:
        """Skip conjunctions between list items, such as "and", "," or "and on"."""
        first = at
        while self.has_class("conjunctions", at) or (
            at > first and self.has_class("item-prefixes", at)
        ):
            at += 1
        return at

    def lock_names(self) -> None:
        """Lock proper names that contain the name of a day."""
        self.lock_matches("names")

    def lock_matches(self, group: str) -> None:
        """Lock the longest match of a group at every position."""
        for at in range(len(self.tokens)):
            if match := self.longest(group, at):
                self.locked |= set(range(at, match.end))

    def is_ceiling(self, first: int, end: int) -> bool:
        """Return whether the number in this range, or the words after it, mark an upper limit."""
        while end in self.consumed:
            end += 1
        return first in self.ceiling_positions or any(self.matches("trailing-ceilings", end))

    def longest(self, group: str, at: int) -> Match | None:
        """Return the longest match of a group of patterns at a position."""
        return max(self.matches(group, at), key=lambda match: match.end, default=None)

    def matches(self, group: str, at: int) -> Iterator[Match]:
        """Yield all matches of a group at a position that cover only free tokens."""
        trie = self.table.patterns.get(group)
        if trie and self._may_begin_match(at):
            for match in self._walk(trie, at, {}):
                if self.is_free(at, match.end):
                    yield match

    def _may_begin_match(self, at: int) -> bool:
        """Return whether a word is known, or is a number or a sign."""
        text = self.text(at)
        return text in self.table.vocabulary or not text.isalpha() or self.is_bilingual

    def _walk(self, node: PatternTrie, at: int, values: SlotValues) -> Iterator[Match]:
        if node.meaning is not None:
            yield Match(at, node.meaning, values)
        if at >= len(self._texts):
            return
        if child := node.words.get(self._texts[at]):
            yield from self._walk(child, at + 1, values)
        for slot, child in node.slots.items():
            for end, more in self.fill(slot, at):
                yield from self._walk(child, end, more | values if values else more)

    def fill(self, slot: str, at: int) -> list[tuple[int, SlotValues]]:
        """Return all ways to fill a slot at a position, with a cache."""
        found = self._filled.get((slot, at))
        if found is None:
            found = self._filled[slot, at] = list(self._fillings(slot, at))
        return found

    def _fillings(self, slot: str, at: int) -> Iterator[tuple[int, SlotValues]]:
        if slot in self.slot_fillers:
            yield from self.slot_fillers[slot](at)
        elif subpattern := self.table.patterns.get(f"<{slot}>"):
            yield from ((match.end, match.slots) for match in self._walk(subpattern, at, {}))
        elif value := self.value(slot, at):
            yield at + 1, {slot: value}
