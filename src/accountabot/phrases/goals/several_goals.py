"""Split a sentence that contains several goals: "piano on Tuesdays, guitar on Thursdays"."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from accountabot.phrases.goals import exclusions
from accountabot.phrases.goals.parsed_goal import ParsedGoal
from accountabot.phrases.language.matcher import Matcher
from accountabot.phrases.language.tokenizer import tokenize

_MAX_SEGMENTS = 6
_MAX_TOKENS = 30
"""A longer sentence is not split, because every part is parsed on its own."""
_MAX_PAIRS = 2
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
        """What sets goals apart: their schedule, dates and amount."""
        parsed = self.parsed
        amount = parsed.amount
        return parsed.schedule, parsed.start, parsed.until, parsed.through, parsed.choices, amount


def split_goals(
    matcher: Matcher, sentence: str, parse: Callable[[str], Segment]
) -> tuple[str, ...]:
    """Return the sentences of several goals, or nothing if the sentence is one goal.

    Each goal has an activity, and a frequency or a date of its own, or an amount of its own.
    """
    if len(matcher.tokens) > _MAX_TOKENS:
        return ()
    parse = cache(parse)
    splits = [at for at in range(len(matcher.tokens)) if _is_split(matcher, at)]
    has_two_times = _has_two_times(matcher, splits)
    if not (has_two_times or _has_two_numbers(matcher, splits)):
        return ()
    ranges = list(_segments(matcher, sentence, splits))
    if not 1 < len(ranges) <= _MAX_SEGMENTS:
        return ()
    goals = _with_own_times(matcher, sentence, ranges, parse) if has_two_times else ()
    pairs = (
        (sentence[:end].strip(), sentence[begin:].strip())
        for (_, end), (begin, _) in pairwise(ranges)
    )
    counted = [pair for pair in pairs if all(map(_is_counted, pair))]
    if goals or len(counted) > _MAX_PAIRS:
        return goals
    return next(filter(None, (_with_shared_time(pair, parse) for pair in counted)), ())


def _with_own_times(
    matcher: Matcher,
    sentence: str,
    ranges: Sequence[tuple[int, int]],
    parse: Callable[[str], Segment],
) -> tuple[str, ...]:
    """Return the goals that have their own times; segments without a time join a neighbor."""
    begins: list[int] = []
    whens: set[tuple[object, ...]] = set()
    begin = 0
    for number, (first, end) in enumerate(ranges, 1):
        segment = parse(sentence[first:end])
        if _is_goal(matcher, segment, allow_amount=bool(begins)):
            begins.append(begin)
            whens.add(segment.when)
            begin = ranges[number][0] if number < len(ranges) else len(sentence)
    if len(begins) < 2 or len(whens) < 2:  # noqa: PLR2004 - several goals must differ
        return ()
    ends = [max(end for _, end in ranges if end < start) for start in begins[1:]]
    pieces = zip(begins, [*ends, len(sentence)], strict=True)
    return tuple(sentence[first:end].strip() for first, end in pieces)


def _with_shared_time(
    segments: tuple[str, str], parse: Callable[[str], Segment]
) -> tuple[str, ...]:
    """Return two goals that share a frequency or a date: "run 4 miles and read 10 pages daily".

    Each begins with an activity and contains a number; only one names the time.
    """
    titles = [parse(segment).parsed.title for segment in segments]
    if not all(map(_is_counted, titles)):
        return ()
    times = [
        segment.replace(title, "", 1).strip(" ,:")
        for segment, title in zip(segments, titles, strict=True)
    ]
    if times[1] and not times[0] and segments[1].startswith(titles[1]):
        return f"{segments[0]} {times[1]}", segments[1]
    if times[0] and not times[1] and segments[0].endswith(titles[0]):
        return segments[0], f"{times[0]} {segments[1]}"
    return ()


def _is_counted(title: str) -> bool:
    """Return whether a title has a number after its first word."""
    words = [token.text for token in tokenize(title)]
    return title[:1].isalpha() and any(word[0].isdecimal() for word in words)


def _segments(matcher: Matcher, sentence: str, splits: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of characters between conjunctions and separators."""
    bound = exclusions.positions(exclusions.find_exclusions(matcher)) | matcher.locked
    begin = 0
    for at in splits:
        if {at - 1, at, at + 1} & bound:
            continue
        if begin < matcher.tokens[at].start:
            yield begin, matcher.tokens[at].start
        end = at
        while matcher.has_class("goal-separators", end + 1):
            end += 1
        begin = matcher.tokens[end].end
    yield begin, len(sentence)


def _is_split(matcher: Matcher, at: int) -> bool:
    """Return whether a token separates goals, unlike the signs of "3.12." and "2+"."""
    is_sign = matcher.text(at) in {".", "+"} and matcher.tokens[at].is_attached
    is_in_number = is_sign and matcher.text(at - 1)[-1:].isdecimal()
    is_first = not matcher.has_class("goal-separators", at - 1)  # not the "and" of ", and"
    return matcher.has_class("goal-separators", at) and is_first and not is_in_number


def _has_two_times(matcher: Matcher, splits: list[int]) -> bool:
    """Return whether words about time are on both sides of a split."""
    if not splits:
        return False
    places = [at for at in range(len(matcher.tokens)) if _is_about_time(matcher, at)]
    return bool(places) and any(places[0] < at < places[-1] for at in splits)


def _has_two_numbers(matcher: Matcher, splits: list[int]) -> bool:
    """Return whether numbers are on both sides of a split."""
    numbers = [at for at in range(len(matcher.tokens)) if matcher.text(at)[0].isdecimal()]
    return bool(numbers) and any(numbers[0] < at < numbers[-1] for at in splits)


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
