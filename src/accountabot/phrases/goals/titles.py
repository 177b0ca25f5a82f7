"""Extract a goal's title: the sentence without the lead-in and the consumed tokens."""

from collections.abc import Iterator

from accountabot.phrases.language.matcher import Matcher

_SEPARATORS = ",;:-–—&+/ "
"""The punctuation to drop next to consumed tokens."""
_LEADING = _SEPARATORS + ".!?)]"
_TRAILING = _SEPARATORS + "(["


def extract_title(matcher: Matcher, sentence: str) -> str:
    """Return the remaining text, or an empty string if all of it was consumed."""
    _consume_lead_ins(matcher)
    title = " ".join(filter(None, _pieces(matcher, sentence)))
    return title if any(map(str.isalnum, title)) or not matcher.consumed else ""


def _consume_lead_ins(matcher: Matcher) -> None:
    """Consume lead-ins such as "I promise" and "I will" before an activity."""
    while lead_in := matcher.longest("lead-ins", first := matcher.first_word):
        following = range(lead_in.end, len(matcher.tokens))
        is_movement = matcher.has_class("destinations", lead_in.end)
        if is_movement or not any(_is_remaining(matcher, at) for at in following):
            return
        matcher.consumed |= set(range(first, lead_in.end))


def _is_remaining(matcher: Matcher, at: int) -> bool:
    return matcher.tokens[at].is_word and at not in matcher.consumed


def _pieces(matcher: Matcher, sentence: str) -> Iterator[str]:
    """Yield the text before, between and after the runs of consumed tokens."""
    begin = 0
    for first, last in _runs(sorted(matcher.consumed)):
        yield _trimmed(sentence, begin, matcher.tokens[first].start)
        begin = matcher.tokens[last].end
    yield _trimmed(sentence, begin, len(sentence))


def _trimmed(sentence: str, begin: int, end: int) -> str:
    piece = sentence[begin:end].strip()
    if begin:
        piece = piece.lstrip(_LEADING)
    return piece.rstrip(_TRAILING) if end < len(sentence) else piece


def _runs(positions: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last position of each run of consecutive positions."""
    for index, at in enumerate(positions):
        if index == 0 or positions[index - 1] != at - 1:
            first = at
        if index == len(positions) - 1 or positions[index + 1] != at + 1:
            yield first, at
