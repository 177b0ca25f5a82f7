"""Find an end that names a date without giving it, such as "until my exam"."""

from collections.abc import Sequence

from accountabot.domain.goals.schedules import Once
from accountabot.phrases.calendar.durations import ONE_DAY
from accountabot.phrases.goals.clauses import Clause
from accountabot.phrases.language.matcher import Matcher

_SEPARATORS = frozenset(",;:.!?()")


def find_unread_end(matcher: Matcher, sentence: str, clauses: Sequence[Clause]) -> str:
    """Return an end whose date is unknown, such as "until the concert", or "".

    A condition, as in "until I get a job", has no date.
    """
    ends = (clause.end for clause in clauses if clause.schedule != Once())
    for at in range(min(ends, default=0), len(matcher.tokens)):
        if period := matcher.longest("unknown-periods", at):
            return matcher.source(sentence, at, period.end)
        if match := matcher.longest("end-markers", at):
            end = _end_of_phrase(matcher, match.end)
            if match.slots.get("duration", ONE_DAY).clock:
                continue
            if end > at + 1 and not _names_no_date(matcher, match.end):
                return matcher.source(sentence, at, end)
    return ""


def _names_no_date(matcher: Matcher, at: int) -> bool:
    """Return whether a time of day, an event such as "bedtime" or a condition follows."""
    if any(slots["moment"].is_only_time for _, slots in matcher.fill("moment", at)):
        return True
    return matcher.has_class("daily-events", at) or matcher.has_class("condition-openers", at)


def _end_of_phrase(matcher: Matcher, at: int) -> int:
    while at < len(matcher.tokens) and at not in matcher.consumed:
        if matcher.text(at) in _SEPARATORS:
            return at
        at += 1
    return at
