"""Find a goal's start and end, and distinguish a deadline from a day in the title."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from accountabot.phrases.calendar.moment import Moment, moment_on
from accountabot.phrases.goals import abstinence
from accountabot.phrases.goals.ends import End, EndResolver
from accountabot.phrases.language.matcher import Match, Matcher

_PERIODS = {"rest", "period", "whole"}
"""The meanings of an end that also names the start, such as "for December"."""
_LENGTHS = {"for", *_PERIODS}
_DAY = timedelta(days=1)
_DELAYS = {"within", "exact"}
_DEADLINES = {"by", "before", "within"}


@dataclass(frozen=True, slots=True)
class TimeFrame:
    """The start and end of a goal; each is None if the sentence doesn't mention it."""

    start: Moment | None = None
    end: End | None = None
    implies_daily: bool = False
    """The sentence has a duration, which suggests a daily goal."""
    is_deadline: bool = False
    """The end is a date by which something is reached, as in "by March"."""
    is_abstinence: bool = False
    """The goal is to abstain from something."""


class TimeFrameFinder:
    """Parser for the time frame of a recurring or one-time goal."""

    def __init__(self, matcher: Matcher, ends: EndResolver, *, recurs: bool) -> None:
        self.matcher = matcher
        self.ends = ends
        self.recurs = recurs
        self._taken: dict[int, set[int]] = {}
        """The consumed positions by the end of the match."""

    def take_explicit(self) -> TimeFrame:
        """Consume and return the last start and end after words such as "until"."""
        end = self._take_last("ends", self._is_end)
        start = self._take_last("starts", self._is_start)
        begin = self._begin_of(start) if start else None
        if end and start and self._is_future(begin) and self._is_only_time(end):
            self.matcher.consumed -= self._taken[end.end]
            end = None  # "gym at 6pm starting Monday"
        if start and not end and self._is_range(start):
            return TimeFrame(begin, moment_on(start.slots["moment"].last), self._is_abstinence)
        if start and not end and "last" in start.slots:
            return TimeFrame(begin, start.slots["last"], self._is_abstinence)
        if not end:
            return TimeFrame(begin)
        last = self._end_of(end)
        if not begin and end.meaning in _PERIODS and self._is_future(last):
            begin = last if isinstance(last, Moment) else None
        is_deadline = end.meaning in _DEADLINES
        return TimeFrame(begin, last, self._implies_daily(end), is_deadline)

    def _begin_of(self, start: Match) -> Moment:
        """Return the first day; "after Christmas" begins the day after."""
        moment: Moment = start.slots["moment"]
        return moment_on(moment.last + _DAY) if start.meaning == "after" else moment

    def _is_range(self, start: Match) -> bool:
        """Return whether a start also names the end, as in "from Dec 1-24"."""
        moment: Moment = start.slots["moment"]
        return moment.is_written_range

    def take_loose(self, start: Moment | None) -> TimeFrame:
        """Consume and return a day or a length at the end of a phrase.

        If the goal starts later, a time is not its end: "gym at 6pm from Monday".
        """
        is_abstinence = self._is_abstinence
        starts_later = self._is_future(start)
        match = self._take_last(
            "dates",
            lambda at, match: (
                self._is_date(at, match) and not (starts_later and self._is_only_time(match))
            ),
        )
        if not match and (is_abstinence or self.recurs):
            match = self._take_last("lengths", self._is_length)
        if not match and is_abstinence:
            match = self._take_last("abstinence-lengths", self._is_abstinence_length)
        if not match:
            return TimeFrame(is_abstinence=is_abstinence)
        end = self._end_of(match)
        if not isinstance(end, Moment) or end.is_single_day:
            return TimeFrame(end=end, implies_daily=match.meaning == "for")
        starts_later = (is_abstinence or self.recurs) and self._is_future(end)
        return TimeFrame(end if starts_later else None, end, is_abstinence)

    @cached_property
    def _is_abstinence(self) -> bool:
        return abstinence.is_abstinence(self.matcher)

    @property
    def _is_completion(self) -> bool:
        """Return whether the goal is to complete something, as in "submit it until Friday"."""
        starts = abstinence.activity_starts(self.matcher)
        return any(self.matcher.has_class("completions", at) for at in starts)

    def _is_future(self, moment: End | None) -> bool:
        return isinstance(moment, Moment) and moment.first > self.ends.moments.today

    def _is_length(self, at: int, match: Match) -> bool:
        """Return whether a duration is how long the goal lasts, as in "no sugar 30 days"."""
        if self._end_of(match) is None or self.matcher.has_class("determiners", at - 1):
            return False
        if at == self.matcher.first_word:
            return abstinence.begins_abstinence(
                self.matcher, match.end
            ) or self.matcher.is_separator(match.end)
        return self.matcher.ends_phrase(match.end)

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
        self._taken[last.end] = set(range(first, last.end))
        self.matcher.consumed |= self._taken[last.end]
        return last

    def _implies_daily(self, end: Match) -> bool:
        """Return whether an end implies a daily goal: "for 30 days", "until Christmas"."""
        if end.meaning in _LENGTHS:
            return True
        moment = self._end_of(end)
        if end.meaning != "until" or not isinstance(moment, Moment) or self._is_completion:
            return False
        return not moment.instant and moment.last > self.ends.moments.today

    def _is_end(self, at: int, match: Match) -> bool:
        if self._end_of(match) is None or self._is_cut_short(match.end):
            return False
        if self._is_pace(at, match) or self._is_name(at, match):
            return False
        if self.matcher.has_class("after-words", at - 1):  # "call Friday after 5pm"
            return False
        if match.meaning == "before" and self.matcher.has_class("exclusion-openers", at - 1):
            return False
        if match.meaning in _LENGTHS and self.matcher.has_class("planning-verbs", at - 1):
            return False
        return self._is_in_place(at, match)

    def _is_in_place(self, at: int, match: Match) -> bool:
        """Return whether an end is where such an end can be in a sentence."""
        if "event" in match.slots:
            is_day = not match.slots["moment"].is_only_time
            return is_day and self.matcher.ends_phrase(match.end)
        match match.meaning:
            case "bare":
                return self._is_date(at, match)
            case "whole":
                return at - 1 in self.matcher.consumed  # "every day of January"
            case "period":
                return self.recurs or self._is_abstinence
            case _:
                return True

    def _is_pace(self, at: int, match: Match) -> bool:
        """Return whether a time limits an amount, as in "100 pushups in 5 minutes"."""
        duration = match.slots.get("duration")
        if match.meaning not in _DELAYS or not duration or not duration.clock:
            return False
        kinds = ("unit", "multiplier")
        is_counted = any(self.matcher.value(kind, at - 1) for kind in kinds) or (
            self.matcher.is_plural(at - 1)
        )
        has_number = any(self.matcher.is_quantity(place) for place in range(max(0, at - 3), at - 1))
        return bool(is_counted and has_number)

    def _is_name(self, at: int, match: Match) -> bool:
        """Return whether a month is a name, as in "a novel by June Jordan"."""
        last_word = match.end - 1
        is_month = bool(self.matcher.value("month", last_word))
        is_holiday = self.matcher.has_class("holidays", last_word)
        is_first = at == self.matcher.first_word
        return (is_month or is_holiday) and not is_first and not self._is_apart(match.end)

    def _is_apart(self, at: int) -> bool:
        return self.matcher.ends_phrase(at) or self.matcher.has_class("stop-words", at)

    def _is_start(self, at: int, match: Match) -> bool:
        # "A week from Friday" names a single day.
        is_offset = (
            self.matcher.has_class("offset-prepositions", at)
            and at - 1 not in self.matcher.consumed
            and self.matcher.value("span", at - 1)
        )
        moment: Moment = match.slots["moment"]
        is_timed = self.recurs and moment.is_definite and _has_time(moment)
        if match.meaning == "after" and not (self.recurs or self._is_abstinence):
            return False
        is_unfit = moment.is_only_time or is_timed or is_offset
        return not (is_unfit or self._is_cut_short(match.end))

    def _is_cut_short(self, end: int) -> bool:
        """Return whether the date continues, as in "by the 2nd" + "week of January"."""
        if end in self.matcher.consumed:
            return False
        kinds = ("span", "day", "month")
        return any(self.matcher.value(kind, end) for kind in kinds)

    def _end_of(self, match: Match) -> End | None:
        """Return the end given by a match.

        Return None if the time belongs to the activity, as in "in bed by 11pm every day" and "no
        phone before 9am".
        """
        end = self.ends.resolve(match)
        is_only_time = isinstance(end, Moment) and end.is_only_time
        if self.recurs and self._is_end_of_today(end, match):
            return None
        if self.recurs and isinstance(end, Moment) and end.is_definite and _has_time(end):
            return None  # the day alone is another match, and the time stays in the title
        is_delay = match.meaning.split()[0] in _DELAYS
        if is_only_time and (self.recurs or (self._is_abstinence and not is_delay)):
            return None
        return end

    def _is_end_of_today(self, end: End | None, match: Match) -> bool:
        """Return whether an end is a time of every day, as in "daily by the end of the day"."""
        is_today = isinstance(end, Moment) and end.last == end.first == self.ends.moments.today
        return is_today and match.meaning not in {"until", "for", *_DELAYS}

    def _is_only_time(self, match: Match) -> bool:
        end = self.ends.resolve(match)
        return isinstance(end, Moment) and end.is_only_time and match.meaning not in _DELAYS

    def _is_date(self, at: int, match: Match) -> bool:
        """Return whether a date without a preposition is a deadline."""
        moment = self._end_of(match)
        is_range = isinstance(moment, Moment) and moment.first < moment.last
        if moment is None or (self.recurs and not is_range):
            return False
        if self.matcher.has_class("after-words", at - 1) or self._is_purpose(at):
            return False
        if self.recurs and at - 1 in self.matcher.consumed:  # "every day this week read"
            return True
        is_definite = isinstance(moment, Moment) and moment.is_definite
        if at == self.matcher.first_word:
            is_apart = self.matcher.is_separator(match.end) or self.matcher.ends_phrase(match.end)
            return is_apart or is_definite
        return self._is_apart(match.end) and not self._is_object(at, match)

    def _is_object(self, at: int, match: Match) -> bool:
        """Return whether a day is what the activity is about, as in "plan tomorrow"."""
        if match.meaning == "bare" and self._belongs_to_activity(at):
            return True
        is_explicit = match.meaning not in {"on", "bare"}
        return self.matcher.has_class("planning-verbs", at - 1) and not is_explicit

    def _is_purpose(self, at: int) -> bool:
        """Return whether a month is when an event is, as in "train daily for my race in May"."""
        if not self.recurs:
            return False
        place = at - 1
        while place >= 0 and self.matcher.is_free(place, place + 1):
            if self.matcher.has_class("purpose-words", place) and place < at - 1:
                return True
            place -= 1
        return False

    def _belongs_to_activity(self, at: int) -> bool:
        """Return whether a day is part of the activity, as in "review this week every Sunday"."""
        is_object = self.recurs and at - 1 == self.matcher.first_word
        return is_object or self.matcher.has_class("determiners", at - 1)


def _has_time(moment: Moment) -> bool:
    return any(reading.instant for reading in moment.all_readings)
