"""Keep the forms of a language so that all of them are tried in one walk over a sentence's words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product


@dataclass(slots=True)
class Forms:
    """A tree of forms: by the words that may come next, and by what may be filled in; and what ends here means."""

    words: dict[str, "Forms"] = field(default_factory=dict)
    slots: dict[str, "Forms"] = field(default_factory=dict)
    meaning: str | None = None

    def add(self, form: Iterable[str], meaning: str) -> None:
        """Add one form, a word or an `<slot>` each; what was added first keeps its meaning."""
        node = self
        for step in form:
            branches = node.slots if step.startswith("<") and len(step) > 1 else node.words
            node = branches.setdefault(step.strip("<>") or step, Forms())
        node.meaning = node.meaning or meaning


def forms(meanings: Mapping[str, Iterable[str]]) -> Forms:
    """Return the forms that a table writes down, by what they mean.

    In a form `a|b` is either word, and a `?` after a word or a choice says that it may be left out.
    """
    tree = Forms()
    for meaning, written in meanings.items():
        for form in written:
            for steps in _expand(form):
                tree.add(steps, meaning)
    return tree


def _expand(form: str) -> Iterator[tuple[str, ...]]:
    choices = [_choices(step) for step in form.casefold().split()]
    return (tuple(filter(None, steps)) for steps in product(*choices))


def _choices(step: str) -> list[str]:
    optional = len(step) > 1 and step.endswith("?")
    return [*step.removesuffix("?").split("|"), *([""] if optional else [])]
