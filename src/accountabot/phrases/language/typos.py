"""Recognize misspelled words, such as "wendsday", "evry" and "febuary"."""

from collections.abc import Collection, Sequence
from functools import lru_cache

_MIN_LENGTH = 4
"""A shorter word is more likely another word."""
_LONG_NAME = 8
"""From this length on, a name may have two errors."""
_MIN_LENGTH_OF_TWO_ERRORS = 7
_MAX_ERRORS = 2


def correct(word: str, names: Collection[str]) -> str | None:
    """Return the name that a word is a misspelling of, or None if there is none or several."""
    if len(word) < _MIN_LENGTH or not word.isalpha():
        return None
    distances = {name: distance(word, name) for name in names if _may_be(word, name)}
    near = {
        name: distance
        for name, distance in distances.items()
        if distance <= _allowed_errors(word, name)
    }
    nearest = [name for name, distance in near.items() if distance == min(near.values())]
    return nearest[0] if len(nearest) == 1 else None


def _may_be(word: str, name: str) -> bool:
    """Return whether first and last letter agree; people rarely get these wrong."""
    has_same_end = word[-1] == name[-1] or sorted(word) == sorted(name)
    return word[0] == name[0] and has_same_end and abs(len(word) - len(name)) <= _MAX_ERRORS


def _allowed_errors(word: str, name: str) -> int:
    is_long = len(name) >= _LONG_NAME and len(word) >= _MIN_LENGTH_OF_TWO_ERRORS
    return _MAX_ERRORS if is_long else 1


@lru_cache(maxsize=4096)
def distance(word: str, name: str) -> int:
    """Return the number of letters that are wrong, missing, extra or swapped (OSA distance)."""
    before: Sequence[int] = ()
    previous: Sequence[int] = range(len(name) + 1)
    for row, letter in enumerate(word, 1):
        current = [row]
        for column, other in enumerate(name, 1):
            cost = min(
                previous[column] + 1,
                current[column - 1] + 1,
                previous[column - 1] + (letter != other),
            )
            if row > 1 and column > 1 and letter == name[column - 2] and word[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, previous = previous, current
    return previous[-1]
