"""Resolve the end of a goal: a moment, a duration, or the period that the goal lasts."""

from collections.abc import Iterator
from datetime import timedelta

from accountabot.phrases.calendar.durations import Duration
from accountabot.phrases.calendar.moment import Moment, moment_on
from accountabot.phrases.calendar.moments import MomentParser
from accountabot.phrases.language.matcher import Match, Matcher, SlotValues

_DAY = timedelta(days=1)
_LENGTHS = {"for", "over"}
"""These durations include the first day."""
_DELAYS = {"within", "exact"}
_PERIODS = {"period", "whole"}
_MAX_YEARS = 100
"""The longest duration of a goal."""
_MAX_EVENT_WORDS = 5
_SHORTEST_MONTH = 27
"""The days from the first to the last of February."""
End = Moment | Duration


class EndResolver:
    """Resolver for the ends that the patterns of a language match."""

    def __init__(self, matcher: Matcher, moments: MomentParser) -> None:
        self.matcher = matcher
        self.moments = moments
        matcher.slot_fillers |= {"event": self._event, "owned-event": self._owned_event}
        matcher.slot_fillers["named-event"] = self._named_event

    def resolve(self, match: Match) -> End | None:
        """Return the end given by a match, or None if it is not a valid one."""
        try:
            return self._resolve(match.meaning, match.slots)
        except (ValueError, OverflowError):
            return None

    def _resolve(self, meaning: str, slots: SlotValues) -> End | None:
        kind, *details = meaning.split()
        if moment := slots.get("moment"):
            return self._moment(kind, moment, has_event="event" in slots)
        if details:  # "exact minutes 30"
            clock, number = details
            return self._after(Duration(clock=timedelta(**{clock: int(number)})))
        duration = self._duration(slots)
        if duration.clock and kind not in _DELAYS:
            return None  # "for 30 minutes" and "in under a minute" are part of the activity
        return duration if kind in _LENGTHS else self._after(duration)

    def _moment(self, kind: str, moment: Moment, *, has_event: bool) -> Moment | None:
        """Return the end that a moment means: "before March" is the end of February."""
        is_range = not moment.is_single_day
        if kind == "before" and is_range:
            return moment_on(moment.first - _DAY)
        is_vague = kind == "until" and has_event and not _names_date(moment)
        is_no_period = kind in _PERIODS and not is_range
        return None if is_vague or is_no_period else moment

    def _after(self, duration: Duration) -> Moment:
        return duration.after(self.moments.now, self.moments.calendar)

    def _duration(self, slots: SlotValues) -> Duration:
        if "clock" in slots:
            return Duration(clock=timedelta(**{slots["clock"]: 1}))
        duration: Duration = slots.get("duration") or Duration(((1, slots["span"]),))
        last_year = duration.last_day_from(self.moments.today).last.year
        if last_year > self.moments.today.year + _MAX_YEARS:
            raise ValueError(duration)
        return duration

    def _event(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        """Match the event before its date, as in "until my exam on Dec 14"."""
        for end in range(at, min(at + _MAX_EVENT_WORDS, len(self.matcher.tokens))):
            is_word = self.matcher.text(end)[:1].isalpha() and self.matcher.is_free(end, end + 1)
            is_day = any(self.matcher.value(kind, end) for kind in ("span", "day", "month"))
            is_vague = self.matcher.has_class("vague-words", end)
            if not is_word or is_day or is_vague:
                return
            if self.matcher.has_class("date-prepositions", end):
                return
            if not self.matcher.has_class("date-joiners", end):
                yield end + 1, {"event": True}

    def _owned_event(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        """Match an event that begins with "my", as in "by my birthday on March 3"."""
        if self.matcher.has_class("owners", at):
            yield from self._event(at)

    def _named_event(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        """Match an event that begins with "the", as in "before the wedding on June 5"."""
        if self.matcher.has_class("articles", at):
            yield from self._event(at)


def _names_date(moment: Moment) -> bool:
    """Return whether a moment is a day or a month, unlike the week of "finals week"."""
    days = (moment.last - moment.first).days
    return days == 0 or days >= _SHORTEST_MONTH
