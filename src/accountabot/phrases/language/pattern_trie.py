"""Compile a language's patterns into a trie for matching all of them in one pass."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product


@dataclass(slots=True)
class PatternTrie:
    """A trie node: children by word and by slot, and the meaning if a pattern ends here."""

    words: dict[str, "PatternTrie"] = field(default_factory=dict)
    slots: dict[str, "PatternTrie"] = field(default_factory=dict)
    meaning: str | None = None

    def add(self, steps: Iterable[str], meaning: str) -> None:
        """Insert a pattern of words and `<slots>`; a duplicate keeps its first meaning."""
        node = self
        for step in steps:
            is_slot = step.startswith("<") and len(step) > 1
            children = node.slots if is_slot else node.words
            node = children.setdefault(step.strip("<>") or step, PatternTrie())
        node.meaning = node.meaning or meaning

    def all_words(self) -> Iterator[str]:
        """Yield the words of all patterns."""
        yield from self.words
        for child in (*self.words.values(), *self.slots.values()):
            yield from child.all_words()


def build_trie(patterns: Mapping[str, Iterable[str]]) -> PatternTrie:
    """Build a trie from the patterns of each meaning.

    In a pattern, `a|b` matches either word, and `?` makes the preceding word or choice optional.
    """
    trie = PatternTrie()
    for meaning, alternatives in patterns.items():
        for pattern in alternatives:
            for steps in _expand(pattern):
                trie.add(steps, meaning)
    return trie


def _expand(pattern: str) -> Iterator[tuple[str, ...]]:
    """Yield all sequences of steps that match a pattern."""
    choices = [_choices(step) for step in pattern.casefold().split()]
    return (tuple(filter(None, steps)) for steps in product(*choices))


def _choices(step: str) -> list[str]:
    is_optional = len(step) > 1 and step.endswith("?")
    choices = step.removesuffix("?").split("|")
    return [*choices, ""] if is_optional else choices
