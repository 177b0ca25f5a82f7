"""Parse a time zone after a time: "5pm PST", "18:00Z", "9am UTC+2", "noon London time"."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from accountabot.phrases.language.matcher import Matcher

_MAX_CITY_WORDS = 3
_HOURS = re.compile(r"(\d{1,2})(?::?([0-5]\d))?")
_LARGEST_OFFSET = timedelta(hours=14)
_FOLLOWING_KINDS = ("day", "part", "month")
_SEASONS = (timedelta(), timedelta(days=182))
_OWN = "own"
"""The meaning of "my time"."""

Zones = tuple[tzinfo, ...]
"""The possible zones of an expression; empty for the member's own zone."""


class ZoneParser:
    """Parser for the time zones in a sentence."""

    def __init__(self, matcher: Matcher, now: datetime, zone: tzinfo) -> None:
        self.matcher = matcher
        self.now = now
        self.zone = zone

    def parse(self, at: int) -> tuple[int, Zones]:
        """Return the end of the time zone at a position and its possible zones.

        Return the position itself if there is none. "PST" means the time in Los Angeles, whether
        or not clocks show summer time there. "CST" may mean three different zones.
        """
        opening = self.matcher.text(at) == "("
        found = max(self._candidates(at + opening), key=lambda found: found[0], default=None)
        if not found:
            return at, ()
        end, zones = found
        if opening:
            return (end + 1, zones) if self.matcher.text(end) == ")" else (at, ())
        is_word = self.matcher.has_class("zone-like-words", end - 1)
        return (at, ()) if is_word and not self._ends(end) else (end, zones)

    def _candidates(self, at: int) -> Iterator[tuple[int, Zones]]:
        for match in self.matcher.matches("zones", at):
            end = match.end + self.matcher.has_class("zone-nouns", match.end)
            names = match.meaning.split()
            is_own = names == [_OWN] or (len(names) == 1 and self._is_own(at, names[0]))
            yield end, () if is_own else tuple(map(ZoneInfo, names))
        yield from self._offset(at)
        yield from self._city(at)

    def _is_own(self, at: int, name: str) -> bool:
        """Return whether the member's clock shows these letters for the same time.

        In Phoenix, MST is local time even in summer. In Manila, the PST of Los Angeles is not.
        """
        local = self.now.astimezone(self.zone)
        is_named = (local.tzname() or "").casefold() == self.matcher.text(at)
        zone = ZoneInfo(name)
        return is_named and any(
            (self.now + season).astimezone(zone).utcoffset() == local.utcoffset()
            for season in _SEASONS
        )

    def _offset(self, at: int) -> Iterator[tuple[int, Zones]]:
        """Yield "UTC+2", "GMT -05:00", "+02:00", "UTC" and an attached "Z"."""
        is_attached = at < len(self.matcher.tokens) and self.matcher.tokens[at].is_attached
        is_named = self.matcher.has_class("universal-time", at)
        if is_named or (is_attached and self.matcher.text(at) == "z"):
            yield at + 1, (UTC,)
        sign = at + is_named
        hours = _HOURS.fullmatch(self.matcher.text(sign + 1))
        if self.matcher.text(sign) not in {"+", "-", "−"} or not hours:
            return
        is_signed = (
            sign + 1 < len(self.matcher.tokens) and self.matcher.tokens[sign + 1].is_attached
        )
        if not is_named and not (is_signed and hours[2]):
            return
        offset = timedelta(hours=int(hours[1]), minutes=int(hours[2] or 0))
        if offset <= _LARGEST_OFFSET:
            yield sign + 2, (timezone(offset if self.matcher.text(sign) == "+" else -offset),)

    def _city(self, at: int) -> Iterator[tuple[int, Zones]]:
        """Yield the zone of a city before "time", as in "New York time"."""
        for end in range(at + 1, at + 1 + _MAX_CITY_WORDS):
            if self.matcher.has_class("zone-nouns", end):
                from accountabot.phrases import timezones  # noqa: PLC0415 - rarely needed

                words = " ".join(self.matcher.text(place) for place in range(at, end))
                if zone := timezones.find_zone(words, self.now):
                    yield end + 1, (ZoneInfo(zone),)

    def _ends(self, at: int) -> bool:
        """Return whether no ordinary word follows; "at 6pm eat a salad" has no time zone."""
        if self.matcher.ends_phrase(at) or self.matcher.longest("bare-moments", at):
            return True
        return any(self.matcher.value(kind, at) for kind in _FOLLOWING_KINDS)
