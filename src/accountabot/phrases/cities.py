"""Search the world's cities by name, with their population and time zone."""

import gzip
import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

TABLE = "cities.gz"
"""The file in this folder; `scripts/build_cities.py` generates it."""
_ALIAS_PENALTY = 100
"""How many times bigger a city must be to rank above another one by its alias."""
_IGNORED = re.compile("[\u0300-\u036f.'’ʻʼ()]+")
_SPACES = re.compile(" {2,}")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "đ": "d", "þ": "th", "ı": "i", "ħ": "h"}
    | {"-": " ", "_": " "}
)
"""Letters without an accent that could be dropped, as people type them; ß is "ss" already."""
_IN_BRACKETS = re.compile(r" *\([^)]*\)")


class City(NamedTuple):
    """A city with its country, IANA time zone and population."""

    name: str
    country: str
    zone: str
    population: int

    @property
    def place(self) -> str:
        """Return the city with its country, for display."""
        return f"{self.name}, {self.country}"


class _CityIndex(NamedTuple):
    """The entries of all cities, the biggest first, and their searchable names, as two texts.

    Searching a single text is faster than searching each name, and a text takes less memory than
    its lines do.
    """

    entries: bytes
    entry_starts: "array[int]"
    """The offset of each entry, followed by the length of the text."""
    names: bytes
    name_starts: "array[int]"
    """The offset of each entry's names, followed by the length of the text."""
    main: list[int]
    """The numbers of the main cities."""


def normalize(typed: str) -> str:
    """Normalize a name for comparison: drop case, accents, punctuation and extra spaces."""
    return " ".join(fold(typed).split())


def find_cities(name: str) -> Iterator[City]:
    """Yield the cities that match a normalized name, the best first, with repetitions.

    The order is: an exact match, a prefix of the main name, a prefix of the country (only the
    biggest city per zone), a prefix of another name, and a prefix of a later word in the main name.
    """
    if not name:
        return
    yield from cities_named(name)
    yield from _search(f"\f\n{name}")
    yield from _biggest_by_zone(_search(f"\t{name}"))
    yield from _search(f"\n{name}")
    yield from (city for city in _search(f" {name}") if f" {name}" in normalize(city.name))


def cities_named(name: str) -> list[City]:
    """Return the cities with exactly this normalized name, the best match first."""
    found = _search(f"\n{name}\n") if name else ()
    return sorted(found, key=lambda city: weight(city, name), reverse=True)


def weight(city: City, name: str) -> float:
    """Return how many people a normalized name stands for; an alias stands for fewer."""
    main = normalize(city.name), normalize(_IN_BRACKETS.sub("", city.name))
    is_main_name = name in main or _saint(main[0]) == _saint(name)
    return city.population if is_main_name else city.population / _ALIAS_PENALTY


def _saint(name: str) -> str:
    return f"saint {name[3:]}" if name.startswith("st ") else name


def in_country(country: str) -> list[City]:
    """Return the biggest city in each zone of a country, by its normalized name."""
    return [*_biggest_by_zone(_search(f"\t{country}\n"))] if country else []


def nearly_named(pattern: bytes) -> Iterator[tuple[str, City]]:
    """Yield the names that match a pattern as a whole, and their cities, the biggest first."""
    index = _index()
    for found in re.finditer(rb"(?<=\n)(?:%b)(?=\n)" % pattern, index.names):
        yield found[0].decode(), _city(bisect_right(index.name_starts, found.start()) - 1)


@cache
def main_cities() -> dict[str, City]:
    """Return the main city of each zone (its namesake or the biggest), sorted by population."""
    return {city.zone: city for city in map(_city, _index().main)}


def _biggest_by_zone(cities: Iterator[City]) -> Iterable[City]:
    biggest: dict[str, City] = {}
    for city in cities:
        biggest.setdefault(city.zone, city)
    return biggest.values()


def _search(needle: str) -> Iterator[City]:
    """Yield the cities whose searchable names contain a text, the biggest first."""
    index = _index()
    encoded = needle.encode(errors="replace")
    offset = index.names.find(encoded)
    while offset >= 0:
        number = bisect_right(index.name_starts, offset)
        yield _city(number - 1)
        offset = index.names.find(encoded, index.name_starts[number])


def _city(number: int) -> City:
    starts = _index().entry_starts
    entry = _index().entries[starts[number] : starts[number + 1]].decode()
    population, zone, country, name = entry.lstrip("\f").split("\n")
    return City(name, country, zone, int(population))


def fold(text: str) -> str:
    """Drop case, accents and punctuation, but keep control characters."""
    folded = _IGNORED.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return _SPACES.sub(" ", folded.translate(_LETTERS))


@cache
def _index() -> _CityIndex:
    packed = files("accountabot.phrases").joinpath(TABLE).read_bytes()
    entries, names, main = gzip.decompress(packed).split(b"\0")
    return _CityIndex(
        entries, _starts(entries), names, _starts(names), [int(number) for number in main.split()]
    )


def _starts(text: bytes) -> "array[int]":
    return array("L", (*(found.start() for found in re.finditer(b"\f", text)), len(text)))
