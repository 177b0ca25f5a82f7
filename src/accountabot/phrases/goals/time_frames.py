"""Find a goal's start and end, and distinguish a deadline from a day in the title."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.schedules import Once
from accountabot.phrases.calendar.calendar_ranges import add_span
from accountabot.phrases.calendar.moment import Moment, moment_on
from accountabot.phrases.calendar.moments import MomentParser
from accountabot.phrases.goals.recurrences import Clause
from accountabot.phrases.language.matcher import Match, Matcher, SlotValues

_DAY = timedelta(days=1)
_SEPARATORS = frozenset(",;:.!?()")
_MAX_YEARS = 100
"""The longest duration of a goal."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A duration such as "for 30 days", including its first day."""

    number: int
    span: str

    def last_day_from(self, start: LocalDay) -> Moment:
        """Return the last day of the span."""
        return moment_on(add_span(start, self.number, self.span) - _DAY)


@dataclass(frozen=True, slots=True)
class TimeFrame:
    """The start and end of a goal; each is None if the sentence doesn't mention it."""

    start: Moment | None = None
    end: Moment | Duration | None = None
    implies_daily: bool = False
    """The sentence has a duration, which suggests a daily goal."""


class TimeFrameFinder:
    """Parser for the time frame of a recurring or one-time goal."""

    def __init__(self, matcher: Matcher, moments: MomentParser, *, recurs: bool) -> None:
        self.matcher = matcher
        self.moments = moments
        self.recurs = recurs

    def take_explicit(self) -> TimeFrame:
        """Consume and return the last start and end after words such as "until"."""
        end = self._take_last("ends", self._is_end)
        start = self._take_last("starts", self._is_start)
        begin: Moment | None = start.slots["moment"] if start else None
        if start and not end and "last" in start.slots:
            return TimeFrame(begin, start.slots["last"])
        if not end:
            return TimeFrame(begin)
        last = self._end_of(end)
        if not begin and end.meaning == "rest" and self._is_future(last):
            begin = last if isinstance(last, Moment) else None
        return TimeFrame(begin, last, self._implies_daily(end))

    def take_loose(self) -> TimeFrame:
        """Consume and return a day at the end of a phrase, or the duration of an abstinence."""
        match = self._take_last("dates", self._is_date)
        if not match and self._is_abstinence:
            match = self._take_last("abstinence-lengths", self._is_abstinence_length)
        if not match:
            return TimeFrame()
        end = self._end_of(match)
        if not isinstance(end, Moment) or end.is_single_day:
            return TimeFrame(end=end)
        is_abstinence = self._is_abstinence
        starts_later = (is_abstinence or self.recurs) and self._is_future(end)
        return TimeFrame(end if starts_later else None, end, is_abstinence)

    @property
    def _is_abstinence(self) -> bool:
        """Return whether the goal is to abstain from something, which is a daily goal."""
        first = self.matcher.first_word
        starts = {first, *(match.end for match in self.matcher.matches("lead-ins", first))}
        return any(self.matcher.longest("abstinence", at) for at in starts)

    def _is_future(self, moment: Moment | Duration | None) -> bool:
        return isinstance(moment, Moment) and moment.first > self.moments.today

    def _is_abstinence_length(self, _: int, match: Match) -> bool:
        """Return whether a match is how long to abstain, as in "no games for 48 hours"."""
        ends_phrase = self.matcher.ends_phrase(match.end)
        return not self.recurs and ends_phrase and self._end_of(match) is not None

    def _take_last(self, group: str, accepts: Callable[[int, Match], bool]) -> Match | None:
        """Consume and return the last accepted match of a group."""
        found: tuple[int, Match] | None = None
        at = 0
        while at < len(self.matcher.tokens):
            accepted = (match for match in self.matcher.matches(group, at) if accepts(at, match))
            match = max(accepted, key=lambda match: match.end, default=None)
            if match:
                found = (at, match)
            at = match.end if match else at + 1
        if not found:
            return None
        first, last = found
        self.matcher.consumed |= set(range(first, last.end))
        return last

    def _implies_daily(self, end: Match) -> bool:
        """Return whether an end implies a daily goal: "for 30 days", "until Christmas"."""
        if end.meaning in {"for", "rest"}:
            return True
        moment = self._end_of(end)
        if end.meaning != "until" or not isinstance(moment, Moment):
            return False
        return not moment.instant and moment.last > self.moments.today

    def _is_end(self, _: int, match: Match) -> bool:
        return self._end_of(match) is not None and not self._is_cut_short(match.end)

    def _is_start(self, at: int, match: Match) -> bool:
        # "A week from Friday" names a single day.
        is_offset = at - 1 not in self.matcher.consumed and self.matcher.value("span", at - 1)
        is_only_time = match.slots["moment"].is_only_time
        return not (is_only_time or is_offset or self._is_cut_short(match.end))

    def _is_cut_short(self, end: int) -> bool:
        """Return whether the date continues, as in "by the 2nd" + "week of January"."""
        if end in self.matcher.consumed:
            return False
        return bool(self.matcher.value("span", end) or self.matcher.value("day", end))

    def _end_of(self, match: Match) -> Moment | Duration | None:
        """Return the end given by a match.

        Return None if the time belongs to the activity, as in "in bed by 11pm every day".
        """
        try:
            end = self._resolve(match.meaning, match.slots)
        except (ValueError, OverflowError):
            return None
        is_activity_time = isinstance(end, Moment) and self.recurs and end.is_only_time
        return None if is_activity_time else end

    def _resolve(self, meaning: str, slots: SlotValues) -> Moment | Duration:
        match meaning.split():
            case ["for" | "over"]:
                return self._duration(slots)
            case ["within"]:
                return moment_on(add_span(self.moments.today, slots.get("n", 1), slots["span"]))
            case ["exact", clock, number]:
                return self._after(timedelta(**{clock: int(number)}))
            case ["exact"]:
                return self._after(timedelta(**{slots["clock"]: float(slots.get("n", 1))}))
            case ["before"] if slots["moment"].first < slots["moment"].last:
                return moment_on(slots["moment"].first - _DAY)
            case _:
                moment: Moment = slots["moment"]
                return moment

    def _duration(self, slots: SlotValues) -> Duration:
        duration = Duration(slots.get("n", 1), slots["span"])
        last_year = duration.last_day_from(self.moments.today).last.year
        if last_year > self.moments.today.year + _MAX_YEARS:
            raise ValueError(duration)
        return duration

    def _after(self, delay: timedelta) -> Moment:
        """Return the moment after a delay from now."""
        instant = self.moments.now.astimezone(UTC) + delay
        day = self.moments.calendar.day_of(instant)
        return Moment(day, day, instant, is_only_time=True)

    def _is_date(self, at: int, match: Match) -> bool:
        """Return whether a date without a preposition is a deadline."""
        moment = self._end_of(match)
        is_range = isinstance(moment, Moment) and moment.first < moment.last
        if moment is None or (self.recurs and not is_range):
            return False
        if at == self.matcher.first_word:
            return self.matcher.is_separator(match.end) or self.matcher.ends_phrase(match.end)
        if match.meaning == "bare" and self._belongs_to_activity(at):
            return False
        is_stop_word = self.matcher.has_class("stop-words", match.end)
        return is_stop_word or self.matcher.ends_phrase(match.end)

    def _belongs_to_activity(self, at: int) -> bool:
        """Return whether a day is part of the activity, as in "review this week every Sunday"."""
        is_object = self.recurs and at - 1 == self.matcher.first_word
        return is_object or self.matcher.has_class("determiners", at - 1)


def find_unread_end(matcher: Matcher, sentence: str, clauses: Sequence[Clause]) -> str:
    """Return an end that is not a date, such as "until the concert", or ""."""
    ends = (clause.end for clause in clauses if clause.schedule != Once())
    first = min(ends, default=len(matcher.tokens))
    for at in range(first, len(matcher.tokens)):
        if match := matcher.longest("end-markers", at):
            end = _end_of_phrase(matcher, match.end)
            if end > at + 1 and not _names_time(matcher, match.end):
                return matcher.source(sentence, at, end)
    return ""


def _names_time(matcher: Matcher, at: int) -> bool:
    """Return whether a time of day, or an event such as "bedtime", follows."""
    if any(slots["moment"].is_only_time for _, slots in matcher.fill("moment", at)):
        return True
    return matcher.has_class("daily-events", at)


def _end_of_phrase(matcher: Matcher, at: int) -> int:
    while at < len(matcher.tokens) and at not in matcher.consumed:
        if matcher.text(at) in _SEPARATORS:
            return at
        at += 1
    return at
