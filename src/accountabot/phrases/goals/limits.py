"""Find from when and until when something is to be done, and tell a deadline from a day that belongs to the title."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.schedules import Once
from accountabot.phrases.goals.date_ranges import moved
from accountabot.phrases.goals.moments import Moment, Moments
from accountabot.phrases.goals.reading import Filled, Match, Reading
from accountabot.phrases.goals.recurrences import Clause

_DAY = timedelta(days=1)
_PARTING = frozenset(",;:.!?()")
_LIFETIME = 100
"""Years; nobody promises anything for longer."""


@dataclass(frozen=True, slots=True)
class Length:
    """A time that counts its first day: "for 30 days"."""

    number: int
    span: str

    def since(self, start: LocalDay) -> Moment:
        """Return the last of its days."""
        last = moved(start, self.number, self.span) - _DAY
        return Moment(last, last)


@dataclass(frozen=True, slots=True)
class Limits:
    """From when and until when, as far as it was said."""

    start: Moment | None = None
    end: Moment | Length | None = None
    lasts: bool = False
    """It was said how long, which is said of what is done again and again."""


class Finder:
    """Look for the limits of what recurs, or of what is done once."""

    def __init__(self, reading: Reading, moments: Moments, *, recurs: bool) -> None:
        self.reading, self.moments, self.recurs = reading, moments, recurs

    def explicit(self) -> Limits:
        """Take out and return what words such as "starting" and "until" say; the last of each counts."""
        end = self._last(
            "ends", lambda _at, match: self._end(match) is not None and not self._is_cut(match[0])
        )
        start = self._last("starts", self._is_start)
        moment: Moment | None = start[2]["moment"] if start else None
        if start and not end and "last" in start[2]:
            return Limits(moment, start[2]["last"])
        if not end:
            return Limits(moment)
        last = self._end(end)
        is_later = end[1] == "rest" and isinstance(last, Moment) and last.first > self.moments.today
        begin = last if isinstance(last, Moment) and is_later else None
        return Limits(moment or begin, last, self._lasts(end))

    def loose(self) -> Limits:
        """Take out and return a day that is said where nothing follows that it could belong to."""
        found = self._last("dates", self._is_date) or (
            self._last("waits", self._is_wait) if self._renounces else None
        )
        if not found:
            return Limits()
        moment = self._end(found)
        if not isinstance(moment, Moment) or moment.first == moment.last:
            return Limits(end=moment)
        lasts = self._renounces
        is_later = (lasts or self.recurs) and moment.first > self.moments.today
        return Limits(moment if is_later else None, moment, lasts)

    @property
    def _renounces(self) -> bool:
        """Tell whether something is given up: "no sugar", "I won't smoke"; that is done again and again."""
        first = self.reading.beginning
        starts = {first, *(end for end, *_ in self.reading.matches("leads", first))}
        return any(self.reading.longest("renouncing", at) for at in starts)

    def _is_wait(self, _: int, match: Match) -> bool:
        """Tell whether hours are said for which something is given up, and nothing follows: "no games for 48 hours"."""
        return not self.recurs and self.reading.is_over(match[0]) and self._end(match) is not None

    def _last(self, group: str, is_meant: Callable[[int, Match], bool]) -> Match | None:
        found: tuple[int, Match] | None = None
        at = 0
        while at < len(self.reading.words):
            match = max(
                (match for match in self.reading.matches(group, at) if is_meant(at, match)),
                key=lambda match: match[0],
                default=None,
            )
            found = (at, match) if match else found
            at = match[0] if match else at + 1
        if found:
            self.reading.taken |= set(range(found[0], found[1][0]))
        return found[1] if found else None

    def _lasts(self, end: Match) -> bool:
        """Tell whether it is said how long: "for 30 days", "until Christmas"."""
        moment = self._end(end)
        is_later = (
            isinstance(moment, Moment) and not moment.instant and moment.last > self.moments.today
        )
        return end[1] in {"for", "rest"} or (end[1] == "until" and is_later)

    def _is_start(self, at: int, match: Match) -> bool:
        is_later = at - 1 not in self.reading.taken and self.reading.value(
            "span", at - 1
        )  # "a week from Friday"
        return not (match[2]["moment"].is_only_a_time or is_later or self._is_cut(match[0]))

    def _is_cut(self, end: int) -> bool:
        """Tell whether a day goes on behind what was understood of it: "by the 2nd | week of January"."""
        return end not in self.reading.taken and bool(
            self.reading.value("span", end) or self.reading.value("day", end)
        )

    def _end(self, match: Match) -> Moment | Length | None:
        """Return the end that a clause names, None where it belongs to what is done: "in bed by 11pm every day"."""
        _, meaning, filled = match
        try:
            moment = self._meant(meaning, filled)
        except (ValueError, OverflowError):
            return None
        return (
            None if isinstance(moment, Moment) and self.recurs and moment.is_only_a_time else moment
        )

    def _meant(self, meaning: str, filled: Filled) -> Moment | Length:
        match meaning.split():
            case ["for" | "over"]:
                length = Length(filled.get("n", 1), filled["span"])
                if length.since(self.moments.today).last.year > self.moments.today.year + _LIFETIME:
                    raise ValueError(meaning)
                return length
            case ["within"]:
                day = moved(self.moments.today, filled.get("n", 1), filled["span"])
                return Moment(day, day)
            case ["exact", clock, number]:
                return self._exactly(timedelta(**{clock: int(number)}))
            case ["exact"]:
                return self._exactly(timedelta(**{filled["clock"]: float(filled.get("n", 1))}))
            case ["before"] if filled["moment"].first < filled["moment"].last:
                day = filled["moment"].first - _DAY
                return Moment(day, day)
            case _:
                moment: Moment = filled["moment"]
                return moment

    def _exactly(self, later: timedelta) -> Moment:
        instant = self.moments.now.astimezone(UTC) + later
        day = self.moments.calendar.day_of(instant)
        return Moment(day, day, instant, is_only_a_time=True)

    def _is_date(self, at: int, match: Match) -> bool:
        end, meaning, _ = match
        moment = self._end(match)
        if moment is None or (
            self.recurs and not (isinstance(moment, Moment) and moment.first < moment.last)
        ):
            return False
        if at == self.reading.beginning:
            return self.reading.is_parted(end) or self.reading.is_over(end)
        is_object = (
            self.recurs and at - 1 == self.reading.beginning
        )  # "review this week every Sunday"
        if meaning == "bare" and (is_object or self.reading.is_a("owners", at - 1)):
            return False
        return self.reading.is_over(end) or self.reading.is_a("stops", end)


def unread(reading: Reading, sentence: str, clauses: Sequence[Clause]) -> str:
    """Return the words behind how often that say until when and were not understood: "until the concert"."""
    behind = min(
        (clause.end for clause in clauses if clause.schedule != Once()), default=len(reading.words)
    )
    for at in range(behind, len(reading.words)):
        if found := reading.longest("endings", at):
            end = _end_of_words(reading, found[0])
            is_a_time = any(
                filled["moment"].is_only_a_time for _, filled in reading.fill("moment", found[0])
            )
            if end > at + 1 and not is_a_time and not reading.is_a("hours", found[0]):
                return reading.slice(sentence, at, end)
    return ""


def _end_of_words(reading: Reading, at: int) -> int:
    while at < len(reading.words) and at not in reading.taken and reading.text(at) not in _PARTING:
        at += 1
    return at
