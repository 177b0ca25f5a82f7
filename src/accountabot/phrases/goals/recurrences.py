"""Find how often something is to be done; what is said but can't be promised here is told, never guessed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from accountabot.domain.goals.schedules import DAILY, WEEKDAYS, Per, Schedule, find_schedule
from accountabot.phrases.goals.reading import Filled, Reading

_LONGEST_LEAST = 3
_BEYOND = "unsaid"
"""What the forms mean that no schedule can say."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that say how often: where they stand and what they mean."""

    first: int
    end: int
    schedule: Schedule | None
    """None where it is beyond what can be promised."""
    stays: bool = False
    """It is part of the title all the same."""


def explicit(reading: Reading) -> list[Clause]:
    """Take out and return what says how often wherever it stands: "every Tuesday", "3x a week", "20 pages a day"."""
    return _each(reading, _strong)


def loose(reading: Reading) -> list[Clause]:
    """Take out and return what says how often where nothing follows that it could belong to: "Gym Mondays"."""
    return _each(reading, _edge)


def adjectives(reading: Reading) -> list[Clause]:
    """Take out and return what says how often in passing: "take a daily walk"; "the weekly report" is another thing."""
    return _each(reading, _adjective)


def on_days(reading: Reading, clauses: Sequence[Clause]) -> list[Clause]:
    """Take out and return the days on which something is done that is only said to be weekly: "review on Friday"."""
    weekly = Per(1, "week")
    is_bare = bool(clauses) and all(
        one.schedule == weekly and one.end == one.first + 1 for one in clauses
    )
    return _each(reading, _on_days) if is_bare else []


def chosen(clauses: Sequence[Clause]) -> Schedule | None:
    """Return what several clauses say together: "10 minutes a day, 5 days a week"; None where they contradict."""
    schedules = {clause.schedule for clause in clauses}
    if None in schedules or not schedules:
        return None
    best = max(map(_weight, schedules))
    heaviest = [schedule for schedule in schedules if _weight(schedule) == best]
    return heaviest[0] if len(heaviest) == 1 else None


def _weight(schedule: Schedule | None) -> int:
    """Return how much a schedule says: every day is less than every week, and that less than any other."""
    if schedule == DAILY:
        return 0
    return 1 if isinstance(schedule, Per) and schedule.number == 1 else 2


def _each(reading: Reading, find: Callable[[Reading, int], Iterator[Clause]]) -> list[Clause]:
    found: list[Clause] = []
    at = 0
    while at < len(reading.words):
        clause = max(find(reading, at), key=lambda clause: clause.end, default=None)
        if clause:
            found.append(clause)
            places = reading.closed if clause.stays else reading.taken
            places |= set(range(_first(reading, clause), clause.end))
        at = clause.end if clause else at + 1
    return found


def _first(reading: Reading, clause: Clause) -> int:
    """Return where a clause begins, with an "at least" in front of it."""
    places = range(max(0, clause.first - _LONGEST_LEAST), clause.first)
    return next(
        (
            at
            for at in places
            if any(end == clause.first for end, *_ in reading.matches("leasts", at))
        ),
        clause.first,
    )


def _strong(reading: Reading, at: int) -> Iterator[Clause]:
    yield from _of(reading, "unsaid", at)
    for clause in _of(reading, "schedules", at):
        counts = isinstance(clause.schedule, Per) or reading.is_quantity(at)
        if not (
            counts and reading.is_ceiling(at, clause.end)
        ):  # "at most twice a week" is an amount
            yield clause
    yield from _of(reading, "kept", at)
    yield from _of(reading, "beyond", at)
    if reading.first_quantity < at and not reading.is_a("owners", at - 1):
        follows_a_count = any(reading.text(place)[:1].isdecimal() for place in (at - 2, at - 3))
        rates = _of(reading, "rates", at)
        yield from (rate for rate in rates if follows_a_count or not reading.is_a("none", rate.end))


def _edge(reading: Reading, at: int) -> Iterator[Clause]:
    for clause in _of(reading, "edges", at):
        is_first = at == reading.beginning
        is_apart = reading.is_over(clause.end) or (
            not is_first and reading.is_a("stops", clause.end)
        )
        if (is_apart or (is_first and reading.is_parted(clause.end))) and not reading.is_ceiling(
            at, clause.end
        ):
            yield clause


def _on_days(reading: Reading, at: int) -> Iterator[Clause]:
    yield from (clause for clause in _of(reading, "on-days", at) if reading.is_over(clause.end))


def _adjective(reading: Reading, at: int) -> Iterator[Clause]:
    if not reading.is_a("owners", at - 1) or reading.is_a("articles", at - 1):
        yield from _of(reading, "adjectives", at)


def _of(reading: Reading, group: str, at: int) -> Iterator[Clause]:
    for end, meaning, filled in reading.matches(group, at):
        schedule = None if meaning == _BEYOND else _schedule(meaning, filled)
        if schedule or meaning == _BEYOND:
            yield Clause(at, end, schedule, stays=group == "kept" or meaning == _BEYOND)


def _schedule(meaning: str, filled: Filled) -> Schedule | None:
    rest = [day for day in WEEKDAYS if day not in str(filled.get("without", ""))]
    fewer = [day for day in rest if day in str(filled.get("days", ""))]
    return find_schedule(
        meaning.format(**(filled | {"rest": ",".join(rest), "fewer": ",".join(fewer)}))
    )
