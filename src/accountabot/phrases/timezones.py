"""Find time zones by city, zone name, abbreviation, UTC offset or current time."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from accountabot.phrases import cities

LIMIT = 100
"""Characters of a name; also the longest label in Discord."""
_EXCLUDED = {"Factory", "localtime", "posixrules", "EST", "MST"}
"""EST and MST have no daylight saving time; a member who types EST most likely means New York."""
_PREFERRED = {
    "America/Chicago",
    "America/Denver",
    "America/New_York",
    "Europe/Athens",
    "Europe/Berlin",
    "Europe/London",
}
"""Preferred to zones of bigger cities that share their offset, some only half of the year."""
_MINUTE = timedelta(minutes=1)
_HOUR, _DAY = 60, 24 * 60
_NOON = 12
_SEASONS = tuple(timedelta(days=days) for days in (0, 91, 182, 273))
_CLOCK = re.compile(r"(\d\d?)(?:[:.h](\d{0,2}))?\s?(?:([ap])\.?m?\.?)?")
_OFFSET = re.compile(r"(?:utc|gmt)?\s?([-+−])\s?(\d\d?)(?::?([0-5]\d))?")


class Suggestion(NamedTuple):
    """A zone's IANA name and its label for members."""

    zone: str
    label: str


def suggest(typed: str, now: datetime, limit: int = 25) -> list[Suggestion]:
    """Return the zones that `typed` may mean, the likeliest first.

    If `typed` is empty, return a well-known zone for each UTC offset.
    """
    if not typed.strip():
        return [_suggestion(zone, _city_label(zone), now) for zone in _well_known(now, limit)]
    seen: dict[Suggestion, None] = {}
    for zone, city in _candidates(typed, now) if len(typed) <= LIMIT else ():
        if len(seen) >= limit:
            break
        seen[_suggestion(zone, city, now)] = None
    return list(seen)


def resolve(typed: str, now: datetime) -> str | None:
    """Return the only zone with a name or abbreviation, or that of the biggest city so named."""
    name = cities.normalize(typed[: LIMIT + 1])
    if zone := _zones().get(name):
        return zone
    if zones := _by_abbreviation(name, now):
        return zones[0] if len(zones) == 1 else None
    return next((city.zone for city in cities.with_name(name)), None)


def _candidates(typed: str, now: datetime) -> Iterator[tuple[str, str]]:
    """Yield zones with a city in each; a country or state after a comma is ignored."""
    name = cities.normalize(typed)
    for zone in (*_by_name(name), *_by_abbreviation(name, now), *_by_offset(typed, now)):
        yield zone, _city_label(zone)
    for city in cities.find(cities.normalize(typed.partition(",")[0])):
        yield city.zone, city.label
    for zone in _by_part_of_name(name):
        yield zone, _city_label(zone)


def _well_known(now: datetime, limit: int) -> list[str]:
    """Return one zone for each current UTC offset."""
    best: dict[int, str] = {}
    for zone in sorted(_clocks(), key=lambda zone: zone not in _PREFERRED):
        best.setdefault(_offset(_clocks()[zone], now), zone)
    return [zone for _, zone in sorted(list(best.items())[:limit])]


def _suggestion(zone: str, city: str, now: datetime) -> Suggestion:
    suffix = f" – {now.astimezone(ZoneInfo(zone)):%H:%M} ({zone})"
    return Suggestion(zone, city[: LIMIT - len(suffix)] + suffix)


def _city_label(zone: str) -> str:
    city = cities.by_zone().get(zone)
    return city.label if city else zone.rpartition("/")[2].replace("_", " ")


@cache
def _zones() -> dict[str, str]:
    """Return all zones by their normalized names, those with the biggest cities first."""
    return {
        cities.normalize(zone): zone
        for zone in (*cities.by_zone(), *sorted(available_timezones() - _EXCLUDED))
    }


@cache
def _clocks() -> dict[str, ZoneInfo]:
    """Return the zones that have cities, the biggest city's first; loading them is slow."""
    return {zone: ZoneInfo(zone) for zone in cities.by_zone()}


def _by_name(name: str) -> list[str]:
    return [_zones()[name]] if name in _zones() else []


def _by_part_of_name(name: str) -> list[str]:
    """Return the zones whose names contain `name`.

    Zones such as Etc/GMT+5 are left out: their signs are inverted, so it means UTC-5.
    """
    return [
        zone
        for known, zone in _zones().items()
        if name and name in known and not zone[-1].isdigit()
    ]


def _by_abbreviation(name: str, now: datetime) -> list[str]:
    """Return the zones that use an abbreviation at any time of the year.

    In summer only zones like Panama's use EST, but a member who types it then means New York.
    """
    if not name.isalpha():
        return []
    days = [now + season for season in _SEASONS]
    return [
        zone
        for zone, clock in _clocks().items()
        if any((day.astimezone(clock).tzname() or "").casefold() == name for day in days)
    ]


def _by_offset(typed: str, now: datetime) -> list[str]:
    """Return the zones with a UTC offset, or those in which it is a certain time now."""
    offsets = _offsets(typed.strip().casefold(), now)
    return (
        [zone for zone, clock in _clocks().items() if _offset(clock, now) in offsets]
        if offsets
        else []
    )


def _offset(clock: ZoneInfo, now: datetime) -> int:
    return (now.astimezone(clock).utcoffset() or timedelta()) // _MINUTE


def _offsets(typed: str, now: datetime) -> set[int]:
    """Return the UTC offsets, in minutes, that an offset or a clock time may mean."""
    if offset := _OFFSET.fullmatch(typed):
        sign, hours, minutes = offset.groups(default="0")
        return {(1 if sign == "+" else -1) * (int(hours) * _HOUR + int(minutes))}
    utc = now.astimezone(UTC)
    ahead = {(minute - utc.hour * _HOUR - utc.minute) % _DAY for minute in _minutes(typed)}
    return ahead | {minutes - _DAY for minutes in ahead}


def _minutes(typed: str) -> set[int]:
    """Return the minutes of the day that a clock time may mean: a few around it, or a full hour."""
    clock = _CLOCK.fullmatch(typed)
    if not clock or int(clock[2] or 0) >= _HOUR:
        return set()
    minutes = (
        range(int(clock[2]) - 2, int(clock[2]) + 3) if len(clock[2] or "") > 1 else range(_HOUR)
    )
    return {hour * _HOUR + minute for hour in _hours(int(clock[1]), clock[3]) for minute in minutes}


def _hours(hour: int, half: str | None) -> set[int]:
    """Return the hours from 0 to 23 that 4, 16, 4 am or 4 pm may mean."""
    if not 1 <= hour <= _NOON:
        return {hour} if hour < 2 * _NOON and not half else set()
    halves = {"a": {hour % _NOON}, "p": {hour % _NOON + _NOON}}
    return halves[half] if half else halves["a"] | halves["p"]
