"""Find cities whose names are typed with a small mistake: "Pariss", "New Dehli", "newyork".

This searches all names, which takes some 30 ms, so it is for names that are found in no other way.
"""

import re

from accountabot.phrases import cities
from accountabot.phrases.cities import City
from accountabot.phrases.language.typos import distance

_MIN_LENGTH = 5
"""A shorter name with a mistake is more likely another name."""
_LONG_NAME = 10
"""From this length on, a name may have two mistakes."""
_MAX_LENGTH = 40


def cities_like(name: str) -> list[City]:
    """Return the cities that a normalized name may mean, the likeliest first."""
    if not _MIN_LENGTH <= len(name) <= _MAX_LENGTH:
        return []
    return _joined(name) or _misspelled(name)


def _joined(name: str) -> list[City]:
    """Return the cities whose names differ only in their spaces."""
    pattern = " ?".join(re.escape(letter) for letter in name.replace(" ", ""))
    found = [*cities.nearly_named(pattern.encode())]
    return [city for _, city in sorted(found, key=lambda each: -cities.weight(each[1], each[0]))]


def _misspelled(name: str) -> list[City]:
    """Return the cities whose names have few other letters; people rarely get the first wrong."""
    most = 2 if len(name) >= _LONG_NAME else 1
    size = len(name.encode()) - 1
    first = re.escape(name[0]).encode()
    pattern = rb"%b[^\n\t]{%d,%d}" % (first, max(size - 2 * most, 1), size + 2 * most)
    near: list[tuple[int, float, City]] = []
    for known, city in cities.nearly_named(pattern):
        if abs(len(known) - len(name)) > most or not _shares_letters(known, name, most):
            continue
        if (errors := distance(name, known)) <= most:
            near.append((errors, -cities.weight(city, known), city))
    least = min((errors for errors, _, _ in near), default=0)
    return [city for errors, _, city in sorted(near) if errors == least]


def _shares_letters(known: str, name: str, most: int) -> bool:
    """Return whether so few letters differ that comparing their order is worth the time."""
    rest = [*known]
    missing = 0
    for letter in name:
        if letter in rest:
            rest.remove(letter)
        else:
            missing += 1
            if missing > most:
                return False
    return True
