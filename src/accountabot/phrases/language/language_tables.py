"""Load a language's vocabulary and patterns from a table such as `en.toml`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from accountabot.phrases.language import locales, typos
from accountabot.phrases.language.pattern_trie import PatternTrie, build_trie

ENGLISH = "en"
"""The fallback for a language without a table."""


@dataclass(frozen=True, slots=True, eq=False)
class LanguageTable:
    """The vocabulary and patterns of one language; a missing entry never matches."""

    language: str
    times: str
    """The unit of "twice"."""
    values: Mapping[str, Mapping[str, str]]
    """The value of each word by kind, such as `day`."""
    word_classes: Mapping[str, frozenset[str]]
    """Words without a value, such as those before a number that is not an amount."""
    patterns: Mapping[str, PatternTrie]
    """The patterns by group, and the subpatterns by `<name>`."""
    vocabulary: frozenset[str]
    """All words of the table."""
    correctable: frozenset[str]
    """The words whose misspellings are corrected."""

    def value(self, kind: str, word: str) -> str | None:
        """Return the value of a word for a kind, or None."""
        return self.values.get(kind, {}).get(word)

    def has(self, word_class: str, word: str) -> bool:
        """Return whether a word belongs to a class."""
        return word in self.word_classes.get(word_class, ())

    def spelled(self, word: str) -> str:
        """Return the table's spelling of a misspelled word, or the word itself."""
        return word if word in self.vocabulary else self._corrected(word)

    @lru_cache(maxsize=4096)  # noqa: B019 - tables live as long as the process
    def _corrected(self, word: str) -> str:
        return typos.correct(word, self.correctable) or word


def load_table(locale: str) -> LanguageTable:
    """Return the table for a locale's language, with English as the fallback."""
    language = locale.replace("_", "-").partition("-")[0].casefold()
    is_known = language.isalpha() and _file(language).is_file()
    return _load(language if is_known else ENGLISH)


def load_table_with_dates(locale: str) -> LanguageTable:
    """Return the table for a locale with the weekdays and months of the member's own language."""
    table = load_table(locale)
    languages = locales.date_languages(table.language, locale)
    return _with_dates(table, languages[-1]) if len(languages) > 1 else table


@cache
def _with_dates(table: LanguageTable, language: str) -> LanguageTable:
    days = locales.weekdays(language)
    own = {"day": days, "weekday": days, "month": locales.months(language)}
    values = {kind: own.get(kind, {}) | dict(words) for kind, words in table.values.items()}
    vocabulary = table.vocabulary.union(*own.values())
    return replace(table, values=values, vocabulary=vocabulary)


def parse_table(text: str) -> LanguageTable:
    """Parse a language table from TOML."""
    import tomllib  # noqa: PLC0415 - loaded with the first sentence only

    return _table(tomllib.loads(text))


def _file(language: str) -> Any:  # noqa: ANN401 - the type depends on how the package is stored
    return files(__package__).joinpath(f"{language}.toml")


@cache
def _load(language: str) -> LanguageTable:
    return parse_table(_file(language).read_text(encoding="utf-8"))


def _table(source: Mapping[str, Any]) -> LanguageTable:
    values = {kind: _inverted(words) for kind, words in source.get("values", {}).items()}
    classes = {name: frozenset(words) for name, words in source.get("word-classes", {}).items()}
    patterns = {
        group: build_trie(meanings) for group, meanings in source.get("patterns", {}).items()
    }
    subpatterns = {
        f"<{name}>": build_trie({name: alternatives})
        for name, alternatives in source.get("subpatterns", {}).items()
    }
    vocabulary = frozenset(_words(values, classes, (patterns | subpatterns).values()))
    return LanguageTable(
        language=source["language"],
        times=source.get("times", ""),
        values=values,
        word_classes=classes,
        patterns=patterns | subpatterns,
        vocabulary=vocabulary,
        correctable=classes.get("correctable", frozenset()),
    )


def _words(
    values: Mapping[str, Mapping[str, str]],
    classes: Mapping[str, frozenset[str]],
    tries: Iterable[PatternTrie],
) -> Iterator[str]:
    """Yield all words of a table."""
    for words in (*values.values(), *classes.values()):
        yield from words
    for trie in tries:
        yield from trie.all_words()


def _inverted(values: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {word: value for value, words in values.items() for word in words}
