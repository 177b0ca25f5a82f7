"""Find the recurrence in a sentence, and report an unsupported one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from accountabot.domain.goals.schedules import (
    DAILY,
    Every,
    Once,
    Per,
    Schedule,
    WeeklyOn,
    find_schedule,
)
from accountabot.phrases.goals import abstinence, exclusions
from accountabot.phrases.goals.clauses import Clause
from accountabot.phrases.goals.exclusions import Exclusion
from accountabot.phrases.language.matcher import Matcher, SlotValues

_MAX_MINIMUM_TOKENS = 3
_UNSUPPORTED = "unsupported"
"""The meaning of patterns that no schedule supports."""


def take_recurrences(matcher: Matcher) -> list[Clause]:
    """Consume and return the recurrences of a sentence, without the days that it excludes."""
    _take_emphases(matcher)
    excluded = exclusions.find_exclusions(matcher)
    clauses = _take_around(matcher, excluded)
    if excluded and not clauses:
        matcher.locked -= exclusions.positions(excluded)
        for shorter in exclusions.find_shorter(matcher, excluded[-1]):
            if clauses := _take_around(matcher, [shorter]):
                excluded = [shorter]
                break
            matcher.locked -= exclusions.positions([shorter])
    clauses += [Clause(at.first, at.first, DAILY) for at in excluded if at.implies_daily]
    excluded += exclusions.find_unknown(matcher, [clause.end for clause in clauses])
    if not excluded:
        return clauses
    if not clauses and abstinence.is_abstinence(matcher):
        clauses = [Clause(excluded[0].first, excluded[0].first, DAILY)]
    if any(clause.schedule not in {None, Once()} for clause in clauses):
        return _exclude(matcher, clauses, excluded)
    matcher.locked -= exclusions.positions(excluded)
    certain = [each for each in excluded if each.is_certain]
    matcher.locked |= exclusions.positions(certain)
    unread = [Clause(each.first, each.end, None, stays=True) for each in certain]
    return clauses + unread + _take_all(matcher, _explicit) + _take_all(matcher, _loose)


def _take_around(matcher: Matcher, excluded: list[Exclusion]) -> list[Clause]:
    """Consume and return the recurrences outside the exclusions, which are locked."""
    matcher.locked |= exclusions.positions(excluded)
    return _take_all(matcher, _explicit) + _take_all(matcher, _loose)


def _take_emphases(matcher: Matcher) -> None:
    """Consume words that only stress a recurrence: "even on weekends", "not just Mondays"."""
    for at in range(len(matcher.tokens)):
        if match := matcher.longest("emphases", at):
            matcher.consumed |= set(range(at, match.end))


def _exclude(matcher: Matcher, clauses: list[Clause], excluded: list[Exclusion]) -> list[Clause]:
    """Return the clauses without the excluded days, or report what no schedule supports."""
    kept = [replace(each, schedule=exclusions.without(each.schedule, excluded)) for each in clauses]
    places = exclusions.positions(excluded)
    if all(clause.schedule for clause in kept):
        matcher.locked -= places
        matcher.consumed |= places
        return kept
    return clauses + [Clause(each.first, each.end, None, stays=True) for each in excluded]


def take_loose(matcher: Matcher) -> list[Clause]:
    """Consume and return recurrences at the end of a phrase, such as "Gym Mondays"."""
    return _take_all(matcher, _loose)


def take_adjectives(matcher: Matcher) -> list[Clause]:
    """Consume and return adjectives, as in "take a daily walk" but not "the weekly report"."""
    return _take_all(matcher, _adjective)


def take_adjectives_of_weekday(matcher: Matcher, clauses: Sequence[Clause]) -> list[Clause]:
    """Consume and return the "biweekly" of one weekday: "fortnightly call on Sundays"."""
    is_one_day = bool(clauses) and all(
        isinstance(clause.schedule, WeeklyOn) and len(clause.schedule.days) == 1
        for clause in clauses
    )
    return _take_all(matcher, _weeks_adjective) if is_one_day else []


def take_weekdays_of_weekly(matcher: Matcher, clauses: Sequence[Clause]) -> list[Clause]:
    """Consume and return the weekdays of a bare "weekly", as in "weekly review on Friday"."""
    weekly = Per(1, "week")
    is_bare_weekly = bool(clauses) and all(
        clause.schedule == weekly and clause.end == clause.first + 1 for clause in clauses
    )
    return _take_all(matcher, _weekdays_of_weekly) if is_bare_weekly else []


def _take_all(matcher: Matcher, find: Callable[[Matcher, int], Iterator[Clause]]) -> list[Clause]:
    """Consume the longest clause at each position, or lock it if it stays in the title."""
    clauses: list[Clause] = []
    at = 0
    while at < len(matcher.tokens):
        clause = max(find(matcher, at), key=lambda clause: clause.end, default=None)
        if not clause:
            at += 1
            continue
        clauses.append(clause)
        positions = matcher.locked if clause.stays else matcher.consumed
        positions |= set(range(_start_with_minimum(matcher, clause), clause.end))
        at = clause.end
    return clauses


def _start_with_minimum(matcher: Matcher, clause: Clause) -> int:
    """Return the start of a clause, including an "at least" before it."""
    for at in range(max(0, clause.first - _MAX_MINIMUM_TOKENS), clause.first):
        if matcher.text(at - 1)[-1:].isdecimal():  # "20 min 3x a week"
            continue
        if any(match.end == clause.first for match in matcher.matches("minimums", at)):
            return at
    return clause.first


def _explicit(matcher: Matcher, at: int) -> Iterator[Clause]:
    yield from _clauses(matcher, "unsupported", at)
    for clause in _clauses(matcher, "schedules", at):
        counts = isinstance(clause.schedule, Per) or matcher.is_quantity(at)
        if counts and matcher.value("currency", at - 1):  # "save $2 a week"
            continue
        # "At most twice a week" is an amount.
        if not (counts and matcher.is_ceiling(at, clause.end)):
            yield clause
    yield from _clauses(matcher, "kept-schedules", at)
    yield from _clauses(matcher, "unsupported-fallback", at)
    yield from _rates(matcher, at)


def _rates(matcher: Matcher, at: int) -> Iterator[Clause]:
    """Yield a rate, such as "a day", after a quantity."""
    if at <= matcher.first_quantity or matcher.has_class("determiners", at - 1):
        return
    follows_number = any(matcher.text(place)[:1].isdecimal() for place in (at - 2, at - 3))
    for rate in _clauses(matcher, "rates", at):
        is_limited = any(matcher.matches("trailing-ceilings", rate.end))  # "a day at most"
        if follows_number or is_limited or not matcher.has_class("rate-negators", rate.end):
            yield rate


def _loose(matcher: Matcher, at: int) -> Iterator[Clause]:
    for clause in _clauses(matcher, "loose-schedules", at):
        is_rate = matcher.has_class("rate-openers", clause.end) and clause.end in matcher.consumed
        if clause.schedule == Once() and is_rate:  # "only once" + "a week"
            continue
        is_named = clause.end == at + 1 and not matcher.value("day", at)
        if is_named and matcher.has_class("determiners", at - 1):  # "listen to The Daily"
            continue
        place = clause.end + matcher.has_class("time-prepositions", clause.end)
        is_apart = (
            matcher.ends_phrase(clause.end)
            or any(matcher.fill("time", place))
            or any(matcher.fill("bare", clause.end))
        )
        if at == matcher.first_word:
            is_apart = is_apart or matcher.is_separator(clause.end)
        else:
            is_excluding = clause.end in matcher.locked
            is_apart = is_apart or is_excluding or matcher.has_class("stop-words", clause.end)
        if is_apart and not matcher.is_ceiling(at, clause.end):
            yield clause


def _weekdays_of_weekly(matcher: Matcher, at: int) -> Iterator[Clause]:
    for clause in _clauses(matcher, "weekdays-of-weekly", at):
        if matcher.ends_phrase(clause.end):
            yield clause


def _adjective(matcher: Matcher, at: int) -> Iterator[Clause]:
    is_owned = matcher.has_class("determiners", at - 1)
    is_periodical = matcher.has_class("periodicals", at + 1)
    if not is_periodical and (not is_owned or matcher.has_class("adjective-determiners", at - 1)):
        yield from _clauses(matcher, "adjectives", at)


def _weeks_adjective(matcher: Matcher, at: int) -> Iterator[Clause]:
    return (each for each in _adjective(matcher, at) if isinstance(each.schedule, Every))


def _clauses(matcher: Matcher, group: str, at: int) -> Iterator[Clause]:
    for match in matcher.matches(group, at):
        is_unsupported = match.meaning == _UNSUPPORTED
        schedule = None if is_unsupported else _schedule(match.meaning, match.slots)
        if schedule or is_unsupported:
            stays = group == "kept-schedules" or is_unsupported
            yield Clause(at, match.end, schedule, stays=stays)


def _schedule(meaning: str, slots: SlotValues) -> Schedule | None:
    """Convert a meaning such as "weekly on {days}" to a schedule, or return None."""
    return find_schedule(meaning.format(**slots))
