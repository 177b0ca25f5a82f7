"""Find the time of day that a recurring goal mentions, as in "yoga Tuesdays @ 6pm"."""

from datetime import time

from accountabot.phrases.calendar.moments import MomentParser
from accountabot.phrases.language.matcher import Matcher


def find_usual_time(matcher: Matcher, moments: MomentParser) -> time | None:
    """Return the first time of day in the title, by the member's clock.

    Return None if it is unclear whether a time such as "at 6" is in the morning or the evening.
    """
    for at in range(len(matcher.tokens)):
        if at in matcher.consumed or at in matcher.locked:
            continue
        allow_hour = matcher.has_class("time-prepositions", at - 1)
        if found := moments.clock_times.parse(at, allow_hour=allow_hour):
            end, clock = found
            is_hour_alone = allow_hour and moments.clock_times.parse(at) is None
            if not is_hour_alone or moments.ends_time(end):
                return moments.timing.local_time(clock.in_part(_part_of_day(matcher)))
    return None


def _part_of_day(matcher: Matcher) -> str | None:
    """Return the part of the day that the sentence mentions, such as "am" for "every morning"."""
    parts = {matcher.value("part", at) for at in range(len(matcher.tokens))} - {None}
    return parts.pop() if len(parts) == 1 else None
