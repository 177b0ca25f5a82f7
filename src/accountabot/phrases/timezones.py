"""Find a member's time zone by city, zone name, abbreviation, UTC offset or local time."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import chain, islice
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from accountabot.phrases import cities
from accountabot.phrases.cities import City
from accountabot.phrases.countries import country_name
from accountabot.phrases.misspelled_cities import cities_like

LIMIT = 100
"""The maximum number of characters in a search, and Discord's limit for a label."""
_EXCLUDED = {"Factory", "localtime", "posixrules", "EST", "MST"}
"""EST and MST have no summer time; a member who types EST most likely lives in New York."""
_PREFERRED = {
    "America/Chicago",
    "America/Denver",
    "America/New_York",
    "Europe/Athens",
    "Europe/Berlin",
    "Europe/London",
}
"""These take precedence over the zone of a bigger city with the same offset."""
_CLEARLY = 2
"""How many times more people must live in a city than in others with its name."""
_MINUTE = timedelta(minutes=1)
_MINUTES_PER_HOUR = 60
_MINUTES_PER_DAY = 24 * 60
_NOON = 12
_CLOCK_TOLERANCE = 2
"""The tolerance in minutes for a member's clock."""
_SEASONS = tuple(timedelta(days=days) for days in (0, 91, 182, 273))
_CLOCK = re.compile(r"(\d\d?)(?:[:.h](\d{0,2}))?\s?(?:([ap])\.?m?\.?)?")
_OFFSET = re.compile(r"(?:utc|gmt)?\s?([-+−])\s?(\d\d?)(?::?([0-5]\d))?")


class Suggestion(NamedTuple):
    """An IANA time zone with its label for the member."""

    zone: str
    label: str


def suggest(typed: str, now: datetime, limit: int = 25) -> list[Suggestion]:
    """Return the zones that match a search, the best match first.

    An empty search returns one zone per UTC offset at `now`.
    """
    if not typed.strip():
        return [_suggestion(zone, _place(zone), now) for zone in _zone_per_offset(now, limit)]
    found: dict[Suggestion, None] = {}
    for zone, place in _matches(typed, now) if len(typed) <= LIMIT else ():
        if len(found) >= limit:
            break
        found[_suggestion(zone, place, now)] = None
    return list(found)


def find_zone(typed: str, now: datetime) -> str | None:
    """Return the zone with a name or abbreviation, or of the country or city with that name.

    Return None if it is ambiguous: several zones use an abbreviation or are in a country, or cities
    of a similar size have the name.
    """
    name = cities.normalize(typed[: LIMIT + 1])
    if zone := _zones_by_name().get(name):
        return zone
    if abbreviated := _with_abbreviation(name, now):
        return abbreviated[0] if len(abbreviated) == 1 else None
    place, _, country = typed.partition(",")
    if country.strip():
        return _clear(*_named_in(cities.normalize(place), cities.normalize(country)), now=now)
    here = cities.in_country(country_name(name))
    if len({_year(city.zone, now) for city in here}) == 1:
        return here[0].zone
    named = _named_in(name, name) if here else _weighed(name)
    return _clear(*named, now=now)


def _weighed(name: str) -> list[tuple[float, str]]:
    """Return the zones of the cities with a name, and how many people they stand for."""
    return [(cities.weight(city, name), city.zone) for city in cities.cities_named(name)]


def _named_in(name: str, country: str) -> list[tuple[float, str]]:
    """Return the same for the cities in a country, of which the beginning is enough."""
    wanted = country_name(country)
    return [
        (cities.weight(city, name), city.zone)
        for city in cities.cities_named(name)
        if cities.normalize(city.country).startswith(wanted)
    ]


def _clear(*found: tuple[float, str], now: datetime) -> str | None:
    """Return the zone that most people mean, or None if about as many mean another time."""
    if not found:
        return None
    most, zone = found[0]
    others = (weight for weight, other in found if _year(other, now) != _year(zone, now))
    return zone if most >= _CLEARLY * max(others, default=0) else None


def _year(zone: str, now: datetime) -> tuple[int, ...]:
    """Return a zone's UTC offsets over a year."""
    return tuple(_offset(ZoneInfo(zone), now + season) for season in _SEASONS)


def _matches(typed: str, now: datetime) -> Iterator[tuple[str, str]]:
    """Yield matching zones with a city; a country after a comma comes first, a state is ignored."""
    name = cities.normalize(typed)
    exact = _with_name(name)
    for zone in (*exact, *_with_abbreviation(name, now), *_with_local_time(typed, now)):
        yield zone, _place(zone)
    place, _, country = typed.partition(",")
    found = False
    for city in chain(cities.in_country(country_name(name)), _cities(place, country)):
        found = True
        yield city.zone, city.place
    for zone in _containing(name):
        found = True
        yield zone, _place(zone)
    for city in () if found or exact else cities_like(cities.normalize(place)):
        yield city.zone, city.place


def _cities(place: str, country: str) -> Iterator[City]:
    """Yield the cities with a name, at first those in the country."""
    found = cities.find_cities(cities.normalize(place))
    if not (wanted := country_name(cities.normalize(country))):
        yield from found
        return
    known = [*islice(found, LIMIT)]
    yield from sorted(known, key=lambda city: not cities.normalize(city.country).startswith(wanted))


def _zone_per_offset(now: datetime, limit: int) -> list[str]:
    zones: dict[int, str] = {}
    for zone in sorted(_city_zones(), key=lambda zone: zone not in _PREFERRED):
        zones.setdefault(_offset(_city_zones()[zone], now), zone)
    return [zone for _, zone in sorted(list(zones.items())[:limit])]


def _suggestion(zone: str, place: str, now: datetime) -> Suggestion:
    suffix = f" – {now.astimezone(ZoneInfo(zone)):%H:%M} ({zone})"
    return Suggestion(zone, place[: LIMIT - len(suffix)] + suffix)


def _place(zone: str) -> str:
    city = cities.main_cities().get(zone)
    return city.place if city else zone.rpartition("/")[2].replace("_", " ")


@cache
def _zones_by_name() -> dict[str, str]:
    """Return all zones by normalized name, ordered by the population of their main cities."""
    zones = (*cities.main_cities(), *sorted(available_timezones() - _EXCLUDED))
    return {cities.normalize(zone): zone for zone in zones}


@cache
def _city_zones() -> dict[str, ZoneInfo]:
    """Return the zones that have a main city, ordered by its population."""
    return {zone: ZoneInfo(zone) for zone in cities.main_cities()}


def _with_name(name: str) -> list[str]:
    return [_zones_by_name()[name]] if name in _zones_by_name() else []


def _containing(name: str) -> list[str]:
    """Return the zones whose names contain a text.

    Zones such as Etc/GMT+5 are excluded, because their sign is inverted.
    """
    if not name:
        return []
    return [
        zone for known, zone in _zones_by_name().items() if name in known and not zone[-1].isdigit()
    ]


def _with_abbreviation(name: str, now: datetime) -> list[str]:
    """Return the zones that use an abbreviation at any time of the year.

    In summer, only Panama is on EST, but the member most likely means New York.
    """
    if not name.isalpha():
        return []
    days = [now + season for season in _SEASONS]
    return [
        zone
        for zone, info in _city_zones().items()
        if any((day.astimezone(info).tzname() or "").casefold() == name for day in days)
    ]


def _with_local_time(typed: str, now: datetime) -> list[str]:
    """Return the zones with the typed UTC offset or local time."""
    offsets = _offsets(typed.strip().casefold(), now)
    if not offsets:
        return []
    return [zone for zone, info in _city_zones().items() if _offset(info, now) in offsets]


def _offset(info: ZoneInfo, now: datetime) -> int:
    """Return a zone's UTC offset in minutes."""
    return (now.astimezone(info).utcoffset() or timedelta()) // _MINUTE


def _offsets(typed: str, now: datetime) -> set[int]:
    """Return the UTC offsets, in minutes, that match a typed offset or local time."""
    if offset := _OFFSET.fullmatch(typed):
        sign, hours, minutes = offset.groups(default="0")
        total = int(hours) * _MINUTES_PER_HOUR + int(minutes)
        return {total if sign == "+" else -total}
    utc = now.astimezone(UTC)
    utc_minute = utc.hour * _MINUTES_PER_HOUR + utc.minute
    ahead = {(minute - utc_minute) % _MINUTES_PER_DAY for minute in _minutes_of_day(typed)}
    return ahead | {offset - _MINUTES_PER_DAY for offset in ahead}


def _minutes_of_day(typed: str) -> set[int]:
    """Return the minutes of the day that match a clock time.

    A time with minutes has a small tolerance; a time without them matches the whole hour.
    """
    clock = _CLOCK.fullmatch(typed)
    if not clock or int(clock[2] or 0) >= _MINUTES_PER_HOUR:
        return set()
    minutes = range(_MINUTES_PER_HOUR)
    if len(clock[2] or "") > 1:
        minute = int(clock[2])
        minutes = range(minute - _CLOCK_TOLERANCE, minute + _CLOCK_TOLERANCE + 1)
    hours = _hours_of_day(int(clock[1]), clock[3])
    return {hour * _MINUTES_PER_HOUR + minute for hour in hours for minute in minutes}


def _hours_of_day(hour: int, meridiem: str | None) -> set[int]:
    """Return the hours, 0 to 23, that match a number with an optional "a" (am) or "p" (pm)."""
    if not 1 <= hour <= _NOON:
        return {hour} if hour < 2 * _NOON and not meridiem else set()
    morning = {hour % _NOON}
    afternoon = {hour % _NOON + _NOON}
    if not meridiem:
        return morning | afternoon
    return morning if meridiem == "a" else afternoon
