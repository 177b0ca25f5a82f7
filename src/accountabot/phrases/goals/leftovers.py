"""Find words about time that were not understood: then the bot asks instead of ignoring them."""

from collections.abc import Callable, Iterator

from accountabot.domain.goals.schedules import Once, Schedule
from accountabot.phrases.calendar.moments import MomentParser
from accountabot.phrases.language.matcher import Matcher



def find_leftover(matcher: Matcher, moments: MomentParser, schedule: Schedule | None) -> str | None:
    """Return the first word about time that a sentence with a schedule leaves unread, or None."""
    finder = _LeftoverFinder(matcher, moments, is_once=schedule == Once())
    return next((matcher.text(at) for at in finder.positions()), None)


class _LeftoverFinder:
    """Finder for the words about time in a title."""

    def __init__(self, matcher: Matcher, moments: MomentParser, *, is_once: bool) -> None:
        self.matcher = matcher
        self.moments = moments
        self.is_once = is_once

    def positions(self) -> Iterator[int]:
        """Yield the positions of such words."""
        checks: tuple[Callable[[int], bool], ...] = (
            self._is_cut_off,
            self._continues,
            self._is_weekday,
            self._is_date,
            self._is_frequency,
            self._is_exclusion,
            self._is_time,
        )
        for at in range(len(self.matcher.tokens)):
            if self._is_open(at) and any(check(at) for check in checks):
                yield at

    def _is_open(self, at: int) -> bool:
        return 0 <= at < len(self.matcher.tokens) and self.matcher.is_free(at, at + 1)

    def _is_apart(self, at: int) -> bool:
        """Return whether a phrase ends here, or a date at the start of the sentence does."""
        return (
            self.matcher.ends_phrase(at)
            or self.matcher.has_class("stop-words", at)
            or self.matcher.is_separator(at)
        )

    def _is_announced(self, at: int) -> bool:
        """Return whether a preposition introduces a date: "on Friday submit it at 5pm"."""
        return self.matcher.has_class("date-prepositions", at - 1)

    def _is_cut_off(self, at: int) -> bool:
        """Return whether a word can't be the last one before words that were understood."""
        if at + 1 not in self.matcher.consumed:
            return False
        is_vague = self.matcher.has_class("vague-words", at) and self._is_announced(at)
        return is_vague or self.matcher.has_class("incomplete-endings", at)

    def _continues(self, at: int) -> bool:
        """Return whether a word continues words that were understood: "until Dec 4 or 5"."""
        if at - 1 not in self.matcher.consumed:
            return False
        if self.matcher.has_class("trailing-words", at):
            return self.matcher.ends_phrase(at + 1)
        is_number = self.matcher.text(at).isdecimal() and self.matcher.ends_phrase(at + 1)
        joins = self.matcher.has_class("joining-words", at)
        return is_number or (joins and self._is_about_time(at + 1))

    def _is_about_time(self, at: int) -> bool:
        kinds = ("day", "month", "span", "part", "number", "time")
        is_number = self.matcher.text(at)[:1].isdecimal()
        return is_number or any(self.matcher.value(kind, at) for kind in kinds)

    def _is_weekday(self, at: int) -> bool:
        if not self.matcher.value("day", at):
            return False
        if self._is_announced(at):
            return self.matcher.first_word == at - 1 or self._is_apart(at + 1)
        is_plain = self.matcher.value("weekday", at) or self.matcher.value("plural-day", at)
        return bool(is_plain) and self._is_apart(at + 1) and not self._belongs_to_activity(at)

    def _is_date(self, at: int) -> bool:
        """Return whether a written date or a word such as "tomorrow" is left."""
        found = self.moments.days.written_dates.parse(
            at, self.moments.days.ranges, is_whole=self._is_announced(at)
        )
        ends = [end for end, moment in found if moment.is_single_day or self._is_announced(at)]
        if not self._belongs_to_activity(at):
            ends += [match.end for match in self.matcher.matches("bare-moments", at)]
        return any(self._is_apart(end) and self.matcher.is_free(at, end) for end in ends)

    def _belongs_to_activity(self, at: int) -> bool:
        """Return whether a day is what the activity is about: "plan for tomorrow"."""
        is_object = at - 1 == self.matcher.first_word
        return is_object or self.matcher.has_class("determiners", at - 1)

    def _is_frequency(self, at: int) -> bool:
        """Return whether "every" is left before a word about time."""
        if not self.matcher.has_class("each-words", at):
            return False
        return any(
            self._is_about_time(place) or self.matcher.value("day-letter", place)
            for place in (at + 1, at + 2)
        )

    def _is_exclusion(self, at: int) -> bool:
        marker = self.matcher.longest("exclusion-markers", at)
        if self.is_once or not marker:
            return False
        is_date = any(self.matcher.matches("bare-moments", marker.end))
        is_condition = self.matcher.has_class("condition-markers", marker.end)
        return is_date or is_condition or self._is_about_time(marker.end)

    def _is_time(self, at: int) -> bool:
        """Return whether a time of day is left in a goal with a deadline."""
        is_number = self.matcher.text(at)[:1].isdecimal()
        if not self.is_once or not is_number:
            return False
        has_meridiem = self.matcher.value("meridiem", at + 1) is not None
        return has_meridiem or self.moments.clock_times.parse(at) is not None
