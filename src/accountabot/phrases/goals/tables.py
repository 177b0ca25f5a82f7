"""Know the words of a language and the forms in which they are put together: a table for each, `en.toml` and others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from accountabot.phrases.goals.patterns import Forms, forms

ENGLISH = "en"
"""Where a language has no table."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """What a language calls things, and how it says when and how much; what a table leaves out is never found."""

    language: str
    times: str
    """What "twice" counts."""
    values: Mapping[str, Mapping[str, str]]
    """By kind, such as `day`, what each word stands for."""
    kinds: Mapping[str, frozenset[str]]
    """Words that only have to be told from others, such as those in front of a number that is no amount."""
    forms: Mapping[str, Forms]

    def value(self, kind: str, word: str) -> str | None:
        """Return what a word of a kind stands for, None where it is none."""
        return self.values.get(kind, {}).get(word)

    def has(self, kind: str, word: str) -> bool:
        """Tell whether a word is of a kind."""
        return word in self.kinds.get(kind, ())


def of(locale: str) -> Table:
    """Return the table of a locale's language, the English one where there is none."""
    return _load(_known(locale.replace("_", "-").partition("-")[0].casefold()))


def read(text: str) -> Table:
    """Return the table that is written down in TOML, as `en.toml` is."""
    import tomllib  # noqa: PLC0415 - not needed before someone says a sentence

    return _table(tomllib.loads(text))


def _known(language: str) -> str:
    return language if language.isalpha() and _file(language).is_file() else ENGLISH


def _file(language: str) -> Any:  # noqa: ANN401 - whatever importlib keeps packages in
    return files(__package__).joinpath(f"{language}.toml")


@cache
def _load(language: str) -> Table:
    return read(_file(language).read_text(encoding="utf-8"))


def _table(written: Mapping[str, Any]) -> Table:
    groups: dict[str, Mapping[str, Sequence[str]]] = written.get("forms", {})
    parts: dict[str, Sequence[str]] = written.get("parts", {})
    return Table(
        written["language"],
        written.get("times", ""),
        {kind: _inverted(values) for kind, values in written.get("words", {}).items()},
        {kind: frozenset(words) for kind, words in written.get("kinds", {}).items()},
        {name: forms(group) for name, group in groups.items()}
        | {f"<{name}>": forms({name: part}) for name, part in parts.items()},
    )


def _inverted(values: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {word: value for value, words in values.items() for word in words}
