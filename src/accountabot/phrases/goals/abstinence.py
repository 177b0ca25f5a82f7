"""Recognize a goal to abstain from something: "no sugar", "I won't smoke", "quit soda"."""

from collections.abc import Iterator

from accountabot.phrases.language.matcher import Matcher


def is_abstinence(matcher: Matcher) -> bool:
    """Return whether the goal is to abstain from something, which is a daily goal."""
    first = matcher.first_word
    places = {
        *activity_starts(matcher),
        *(found.end for found in matcher.matches("lengths", first)),
    }
    return any(begins_abstinence(matcher, at) for at in places)


def begins_abstinence(matcher: Matcher, at: int) -> bool:
    """Return whether words such as "no" or "stay away from" are at a position."""
    return matcher.longest("abstinence", at) is not None


def activity_starts(matcher: Matcher) -> Iterator[int]:
    """Yield the positions at which the activity may begin, with and without a lead-in."""
    first = matcher.first_word
    yield first
    yield from (match.end for match in matcher.matches("lead-ins", first))
