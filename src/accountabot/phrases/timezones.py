"""Find the time zones that a member means: by a city, a zone's name, an abbreviation, or the time that it is there."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from accountabot.phrases import cities

LIMIT = 100
"""Characters; no place's name needs more, and Discord shows no longer label."""
_NEVER = {"Factory", "localtime", "posixrules", "EST", "MST"}
"""The last two know no summer: whoever says EST most likely lives in New York, which does."""
_BEST_KNOWN = {
    "America/Chicago",
    "America/Denver",
    "America/New_York",
    "Europe/Athens",
    "Europe/Berlin",
    "Europe/London",
}
"""Looked for by more people than a bigger city that is on the same offset, some of them only for half the year."""
_MINUTE = timedelta(minutes=1)
_HOUR, _DAY = 60, 24 * 60
_NOON = 12
_SEASONS = tuple(timedelta(days=days) for days in (0, 91, 182, 273))
_CLOCK = re.compile(r"(\d\d?)(?:[:.h](\d{0,2}))?\s?(?:([ap])\.?m?\.?)?")
_OFFSET = re.compile(r"(?:utc|gmt)?\s?([-+−])\s?(\d\d?)(?::?([0-5]\d))?")


class Suggestion(NamedTuple):
    """A zone's IANA name, and how a member is told which it is."""

    zone: str
    label: str


def suggest(typed: str, now: datetime, limit: int = 25) -> list[Suggestion]:
    """Return the zones that `typed` may mean, the likeliest first; where it is empty, one for each offset at `now`."""
    if not typed.strip():
        return [_suggestion(zone, _place(zone), now) for zone in _best_known(now, limit)]
    seen: dict[Suggestion, None] = {}
    for zone, place in _meant(typed, now) if len(typed) <= LIMIT else ():
        if len(seen) >= limit:
            break
        seen[_suggestion(zone, place, now)] = None
    return list(seen)


def named(typed: str, now: datetime) -> str | None:
    """Return the one zone of that name or with that abbreviation, or of the biggest city that is called so."""
    name = cities.plain(typed[: LIMIT + 1])
    if zone := _zones().get(name):
        return zone
    if abbreviated := _abbreviated(name, now):
        return abbreviated[0] if len(abbreviated) == 1 else None
    return next((city.zone for city in cities.called(name)), None)


def _meant(typed: str, now: datetime) -> Iterator[tuple[str, str]]:
    """Yield zones with a place in each; what follows a comma (a country, a state) is left aside."""
    name = cities.plain(typed)
    for zone in (*_exactly(name), *_abbreviated(name, now), *_showing(typed, now)):
        yield zone, _place(zone)
    for city in cities.find(cities.plain(typed.partition(",")[0])):
        yield city.zone, city.place
    for zone in _partly(name):
        yield zone, _place(zone)


def _best_known(now: datetime, limit: int) -> list[str]:
    best: dict[int, str] = {}
    for zone in sorted(_clocks(), key=lambda zone: zone not in _BEST_KNOWN):
        best.setdefault(_offset(_clocks()[zone], now), zone)
    return [zone for _, zone in sorted(list(best.items())[:limit])]


def _suggestion(zone: str, place: str, now: datetime) -> Suggestion:
    where = f" – {now.astimezone(ZoneInfo(zone)):%H:%M} ({zone})"
    return Suggestion(zone, place[: LIMIT - len(where)] + where)


def _place(zone: str) -> str:
    home = cities.homes().get(zone)
    return home.place if home else zone.rpartition("/")[2].replace("_", " ")


@cache
def _zones() -> dict[str, str]:
    """Return all zones by their plain names, those with the biggest cities first."""
    return {
        cities.plain(zone): zone
        for zone in (*cities.homes(), *sorted(available_timezones() - _NEVER))
    }


@cache
def _clocks() -> dict[str, ZoneInfo]:
    """Return the zones in which cities lie, the biggest city's first; read once."""
    return {zone: ZoneInfo(zone) for zone in cities.homes()}


def _exactly(name: str) -> list[str]:
    return [_zones()[name]] if name in _zones() else []


def _partly(name: str) -> list[str]:
    """Return the zones with `name` in theirs, but for those like Etc/GMT+5, which means what others call UTC-5."""
    return [
        zone
        for known, zone in _zones().items()
        if name and name in known and not zone[-1].isdigit()
    ]


def _abbreviated(name: str, now: datetime) -> list[str]:
    """Return the zones that are on an abbreviation at any time of the year.

    Not only those on it now: in summer that is Panama for EST, and it is New York that is meant.
    """
    if not name.isalpha():
        return []
    days = [now + season for season in _SEASONS]
    return [
        zone
        for zone, clock in _clocks().items()
        if any((day.astimezone(clock).tzname() or "").casefold() == name for day in days)
    ]


def _showing(typed: str, now: datetime) -> list[str]:
    """Return the zones whose clocks show the time, or are on the offset from UTC, that `typed` says."""
    offsets = _offsets(typed.strip().casefold(), now)
    return (
        [zone for zone, clock in _clocks().items() if _offset(clock, now) in offsets]
        if offsets
        else []
    )


def _offset(clock: ZoneInfo, now: datetime) -> int:
    return (now.astimezone(clock).utcoffset() or timedelta()) // _MINUTE


def _offsets(said: str, now: datetime) -> set[int]:
    if offset := _OFFSET.fullmatch(said):
        sign, hours, minutes = offset.groups(default="0")
        return {(1 if sign == "+" else -1) * (int(hours) * _HOUR + int(minutes))}
    here = now.astimezone(UTC)
    ahead = {(minute - here.hour * _HOUR - here.minute) % _DAY for minute in _readings(said)}
    return ahead | {minutes - _DAY for minutes in ahead}


def _readings(said: str) -> set[int]:
    """Return the minutes of the day that a clock reading may mean: a few around it, or its whole hour."""
    clock = _CLOCK.fullmatch(said)
    if not clock or int(clock[2] or 0) >= _HOUR:
        return set()
    minutes = (
        range(int(clock[2]) - 2, int(clock[2]) + 3) if len(clock[2] or "") > 1 else range(_HOUR)
    )
    return {hour * _HOUR + minute for hour in _hours(int(clock[1]), clock[3]) for minute in minutes}


def _hours(hour: int, half: str | None) -> set[int]:
    """Return the hours of the day, 0 to 23, that 4, 16, 4 a(m) or 4 p(m) may mean."""
    if not 1 <= hour <= _NOON:
        return {hour} if hour < 2 * _NOON and not half else set()
    halves = {"a": {hour % _NOON}, "p": {hour % _NOON + _NOON}}
    return halves[half] if half else halves["a"] | halves["p"]
