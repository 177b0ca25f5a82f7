"""Split a sentence that contains several goals: "piano on Tuesdays, guitar on Thursdays"."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from accountabot.phrases.goals import exclusions
from accountabot.phrases.goals.parsed_goal import ParsedGoal
from accountabot.phrases.language.matcher import Matcher
from accountabot.phrases.language.tokenizer import tokenize

_MAX_SEGMENTS = 6
_OTHER_KINDS = ("day", "month", "span", "part", "meridiem", "number")
"""The kinds of words that are no activity."""
_CALENDAR_KINDS = ("day", "span", "part", "month", "count")


class Segment(NamedTuple):
    """A part of a sentence as parsed on its own."""

    parsed: ParsedGoal
    is_only_time: bool
    """Its deadline is a time without a day."""

    @property
    def when(self) -> tuple[object, ...]:
        """When the goal is due."""
        parsed = self.parsed
        return parsed.schedule, parsed.start, parsed.until, parsed.through, parsed.choices


def split_goals(
    matcher: Matcher, sentence: str, parse: Callable[[str], Segment]
) -> tuple[str, ...]:
    """Return the sentences of several goals, or nothing if the sentence is one goal.

    Each goal has an activity, and a frequency or a date of its own.
    """
    ranges = list(_segments(matcher, sentence))
    if not 1 < len(ranges) <= _MAX_SEGMENTS:
        return ()
    goals: list[str] = []
    whens: list[tuple[object, ...]] = []
    begin = 0
    for number, (first, end) in enumerate(ranges, 1):
        segment = parse(sentence[first:end])
        if _is_goal(matcher, segment, allow_amount=bool(goals)):
            goals.append(sentence[begin:end].strip())
            whens.append(segment.when)
            begin = ranges[number][0] if number < len(ranges) else len(sentence)
    if goals and begin < len(sentence):
        goals[-1] = sentence[sentence.index(goals[-1]) :].strip()
    return tuple(goals) if len(goals) > 1 and any(when != whens[0] for when in whens) else ()


def _segments(matcher: Matcher, sentence: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of characters between conjunctions and separators."""
    splits = [
        at for at in range(len(matcher.tokens)) if matcher.has_class("goal-separators", at)
    ]
    if not _has_two_times(matcher, splits):
        return
    bound = exclusions.positions(exclusions.find_exclusions(matcher)) | matcher.locked
    splits = [at for at in splits if not {at - 1, at, at + 1} & bound]
    begin = 0
    for at in splits:
        if begin < matcher.tokens[at].start:
            yield begin, matcher.tokens[at].start
        begin = matcher.tokens[at].end
    yield begin, len(sentence)


def _has_two_times(matcher: Matcher, splits: list[int]) -> bool:
    """Return whether words about time are on both sides of a split."""
    if not splits:
        return False
    places = [at for at in range(len(matcher.tokens)) if _is_about_time(matcher, at)]
    return bool(places) and any(places[0] < at < places[-1] for at in splits)


def _is_about_time(matcher: Matcher, at: int) -> bool:
    is_of_kind = any(matcher.value(kind, at) for kind in _CALENDAR_KINDS)
    return is_of_kind or matcher.has_class("calendar-words", at)


def _is_goal(matcher: Matcher, segment: Segment, *, allow_amount: bool) -> bool:
    """Return whether a segment has an activity, and a frequency or a date.

    An amount alone is enough after the first goal: "study 1h on Mondays, 2h on Wednesdays".
    """
    parsed = segment.parsed
    if segment.is_only_time or not (parsed.schedule or parsed.unread_frequency):
        return False
    kinds = _OTHER_KINDS if allow_amount else (*_OTHER_KINDS, "unit")
    words = [token.text for token in tokenize(parsed.title) if token.text.isalpha()]
    return any(
        not matcher.table.has("stop-words", word)
        and not any(matcher.table.value(kind, word) for kind in kinds)
        for word in words
    )
