"""Find the weekdays that a recurrence excludes: "except Fri", "Sundays off", "not on weekends"."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from accountabot.domain.goals.schedules import WEEKDAYS, Schedule, WeeklyOn
from accountabot.phrases.language.matcher import Matcher

_UNCERTAIN = "rest"
_OFF = {"rest", "off"}
_ALL = "all"
_OPENINGS = frozenset(",(-–—;:")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Excluded weekdays and their range of tokens."""

    first: int
    end: int
    days: frozenset[int]
    """Empty if something else than weekdays is excluded."""
    is_certain: bool = True
    """The words can't mean anything else, unlike "rest on Sundays" alone."""
    implies_daily: bool = False
    """All other days are due, as in "all week except Sunday"."""


def find_exclusions(matcher: Matcher) -> list[Exclusion]:
    """Return the exclusions in a sentence, without consuming them."""
    found: list[Exclusion] = []
    at = 0
    while at < len(matcher.tokens):
        exclusion = _exclusion(matcher, at)
        if exclusion:
            found.append(exclusion)
        at = exclusion.end if exclusion else at + 1
    return found


def find_shorter(matcher: Matcher, exclusion: Exclusion) -> Iterator[Exclusion]:
    """Yield the exclusions of only the last weekdays: Wed in "gym Mon-Fri, Wed off"."""
    for at in range(exclusion.first + 1, exclusion.end):
        found = _exclusion(matcher, at)
        if found and found.end == exclusion.end:
            yield found


def _exclusion(matcher: Matcher, at: int) -> Exclusion | None:
    match = matcher.longest("exclusions", at)
    if not match or (match.meaning in _OFF and not _ends(matcher, match.end)):
        return None
    days = frozenset(map(WEEKDAYS.index, match.slots["excluded"].split(",")))
    is_certain = match.meaning != _UNCERTAIN
    return Exclusion(at, match.end, days, is_certain, match.meaning == _ALL)


def find_unknown(matcher: Matcher, ends: Iterable[int]) -> list[Exclusion]:
    """Return what recurrences exclude other than weekdays, as in "every day except holidays"."""
    found = []
    for end in ends:
        at = end + (matcher.text(end) in _OPENINGS)
        marker = matcher.longest("exclusion-markers", at)
        if marker and marker.end < len(matcher.tokens):
            found.append(Exclusion(at, _end_of_phrase(matcher, marker.end), frozenset()))
    return found


def positions(exclusions: Iterable[Exclusion]) -> set[int]:
    """Return the positions of all tokens of some exclusions."""
    return {at for each in exclusions for at in range(each.first, each.end)}


def without(schedule: Schedule | None, exclusions: Sequence[Exclusion]) -> Schedule | None:
    """Return a schedule without the excluded weekdays, or None if that is impossible."""
    if not exclusions:
        return schedule
    if not isinstance(schedule, WeeklyOn) or not all(each.days for each in exclusions):
        return None
    days = schedule.days.difference(*(each.days for each in exclusions))
    return WeeklyOn(days) if days else None


def _ends(matcher: Matcher, at: int) -> bool:
    """Return whether no ordinary word follows, unlike in "the Friday off-topic podcast"."""
    if matcher.is_in_compound(at):
        return False
    return matcher.ends_phrase(at) or matcher.has_class("stop-words", at)


def _end_of_phrase(matcher: Matcher, at: int) -> int:
    while at < len(matcher.tokens) and not matcher.is_separator(at) and matcher.is_free(at, at + 1):
        at += 1
    return at
