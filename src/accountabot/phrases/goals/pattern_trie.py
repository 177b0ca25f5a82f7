"""Compile a language's patterns into a trie, so that one walk tries all of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product


@dataclass(slots=True)
class PatternTrie:
    """A node of the trie: its children by word and by slot, and the meaning if a pattern ends."""

    words: dict[str, "PatternTrie"] = field(default_factory=dict)
    slots: dict[str, "PatternTrie"] = field(default_factory=dict)
    meaning: str | None = None

    def add(self, steps: Iterable[str], meaning: str) -> None:
        """Insert a pattern of words and `<slots>`; the first meaning of a pattern wins."""
        node = self
        for step in steps:
            is_slot = step.startswith("<") and len(step) > 1
            children = node.slots if is_slot else node.words
            node = children.setdefault(step.strip("<>") or step, PatternTrie())
        node.meaning = node.meaning or meaning


def build_trie(patterns: Mapping[str, Iterable[str]]) -> PatternTrie:
    """Return the trie of all patterns, given by meaning.

    In a pattern, `a|b` matches either word, and `?` makes the word or choice before it optional.
    """
    trie = PatternTrie()
    for meaning, alternatives in patterns.items():
        for pattern in alternatives:
            for steps in _expand(pattern):
                trie.add(steps, meaning)
    return trie


def _expand(pattern: str) -> Iterator[tuple[str, ...]]:
    """Yield every sequence of steps that a pattern allows."""
    choices = [_choices(step) for step in pattern.casefold().split()]
    return (tuple(filter(None, steps)) for steps in product(*choices))


def _choices(step: str) -> list[str]:
    is_optional = len(step) > 1 and step.endswith("?")
    choices = step.removesuffix("?").split("|")
    return [*choices, ""] if is_optional else choices
