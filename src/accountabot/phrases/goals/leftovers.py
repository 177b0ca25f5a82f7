"""Find words about time that were not understood, so that the bot can ask about them."""

from collections.abc import Callable, Iterator

from accountabot.domain.goals.schedules import Once, Schedule
from accountabot.phrases.calendar.moments import MomentParser
from accountabot.phrases.language.matcher import Matcher

_MAX_WORDS = 4


def find_leftover(
    matcher: Matcher, moments: MomentParser, sentence: str, schedule: Schedule
) -> str | None:
    """Return the first words about time that a sentence with a schedule leaves unread, or None."""
    finder = _LeftoverFinder(matcher, moments, is_once=schedule == Once())
    first = next(finder.positions(), None)
    if first is None:
        return None
    end = first + 1
    while end < len(matcher.tokens) and end - first < _MAX_WORDS and not matcher.is_separator(end):
        end += 1
    return matcher.source(sentence, first, end)


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
            self._is_zone,
            self._is_deadline,
            self._is_length,
            self._is_opening,
            self._is_habit,
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
        is_number = self.matcher.text(at + 1)[:1].isdecimal()
        is_date = self.matcher.value("month", at) is not None and is_number
        is_second = (  # "100 pushups a day, 50 on Sundays"
            self.matcher.text(at)[:1].isdecimal()
            and self.matcher.has_class("second-openers", at - 1)
            and min(self.matcher.consumed) < at
        )
        is_count = self.matcher.text(at).isdecimal() and any(
            self.matcher.has_class(name, at - 1) for name in ("length-prepositions", "this-words")
        )  # "for the next 5 Mondays"
        is_incomplete = self.matcher.has_class("incomplete-endings", at) or self.matcher.has_class(
            "universal-time", at
        )
        return is_vague or is_date or is_second or is_count or is_incomplete

    def _continues(self, at: int) -> bool:
        """Return whether a word continues words that were understood: "until Dec 4 or 5"."""
        is_listed = self.matcher.text(at - 1) in {".", ","} and at - 2 in self.matcher.consumed
        has_digit = any(map(str.isdecimal, self.matcher.text(at)))
        if at - 1 not in self.matcher.consumed and not (is_listed and has_digit):
            return False
        ends = self.matcher.ends_phrase(at + 1)
        if self.matcher.has_class("trailing-words", at) and ends:
            return True
        is_time = not self.is_once and self.moments.clock_times.parse(at) is not None
        is_number = has_digit and ends and not is_time
        is_nth = self.matcher.has_class("articles", at) and any(
            self.matcher.fill("ordinal", at + 1)
        )
        is_rest = self.matcher.value("month", at) or self.matcher.value("ordinal", at) or is_nth
        joins = self.matcher.has_class("joining-words", at) and (
            self._is_about_time(at + 1) or self.matcher.longest("and-a-half", at) is not None
        )
        return is_number or bool(is_rest) or joins

    def _is_about_time(self, at: int) -> bool:
        kinds = ("day", "month", "span", "part", "number", "time")
        is_number = self.matcher.text(at)[:1].isdecimal()
        return is_number or any(self.matcher.value(kind, at) for kind in kinds)

    def _is_weekday(self, at: int) -> bool:
        if not self.matcher.value("day", at):
            return False
        if at - 1 in self.matcher.consumed and self._is_apart(at + 1):
            return True
        if self._is_announced(at):
            return self.matcher.first_word == at - 1 or self._is_apart(at + 1)
        if self.matcher.value("plural-day", at) and not self.is_once:  # "gym mwf run tth"
            return not self.matcher.has_class("determiners", at - 1)
        is_plain = self.matcher.value("weekday", at) or self.matcher.value("plural-day", at)
        return bool(is_plain) and self._is_apart(at + 1) and not self._belongs_to_activity(at)

    def _is_date(self, at: int) -> bool:
        """Return whether a written date or a word such as "tomorrow" is left."""
        found = self.moments.days.written_dates.parse(
            at, self.moments.days.ranges, is_whole=self._is_announced(at)
        )
        ends = [end for end, moment in found if moment.is_single_day or self._is_announced(at)]
        if not self._belongs_to_activity(at):
            groups = ("bare-moments", "moments")
            ends += [
                match.end
                for group in groups
                for match in self.matcher.matches(group, at)
                if group == "bare-moments" or match.meaning[0].isdecimal()
            ]
        if self.matcher.value("month", at):
            is_apart = self.matcher.has_class("opening-prepositions", at - 1) and self._is_apart(
                at + 1
            )
            if is_apart or self.matcher.has_class("of-words", at - 1):
                return True
        if any(
            self._joins_read_date(match.end) for match in self.matcher.matches("bare-moments", at)
        ):
            return True
        return any(self._is_apart(end) and self.matcher.is_free(at, end) for end in ends)

    def _joins_read_date(self, at: int) -> bool:
        """Return whether a conjunction and a date that was read follow: "today & Friday"."""
        after = self.matcher.skip_conjunctions(at)
        return after > at and after in self.matcher.consumed

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
        is_letter = self.matcher.value("day-letter", at + 1) is not None
        if is_letter and self.matcher.has_class("exclusion-openers", at) and not self.is_once:
            return True
        if self.matcher.has_class("condition-words", at):  # "no sweets unless it's Saturday"
            return True
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

    def _is_zone(self, at: int) -> bool:
        """Return whether a time zone is left: "by 8:30 tonight, PST", "by 6pm server time"."""
        if not self.is_once:
            return False
        after_read = {at - 1, at - 2, at - 3} & self.matcher.consumed
        is_zone = any(self.matcher.matches("zones", at)) or self.matcher.has_class(
            "universal-time", at
        )
        is_noun = self.matcher.has_class("zone-nouns", at) and at - 1 not in self.matcher.consumed
        ends = self.matcher.ends_phrase(at + 1)
        return bool(after_read) and ends and (is_zone or is_noun)

    def _is_deadline(self, at: int) -> bool:
        """Return whether a second end is left: "by 5 oclock tomorrow", "in 2 days by noon"."""
        if not self.matcher.has_class("deadline-prepositions", at):
            return False
        if self._has_day_after_article(at + 1):
            return True
        if not self.is_once:
            return False
        if self.matcher.value("unit", at + 2) or self.matcher.is_plural(at + 2):  # "by 10 kg"
            return False
        is_event = self.matcher.has_class("daily-events", at + 1)
        return is_event or self._is_about_time(at + 1)

    def _has_day_after_article(self, at: int) -> bool:
        """Return whether a day such as "the last Friday" or "the Monday after …" follows."""
        if not self.matcher.has_class("articles", at):
            return False
        has_ordinal = any(self.matcher.fill("ordinal", at + 1))
        is_last = self.matcher.has_class("last-words", at + 1)
        return has_ordinal or is_last or self.matcher.value("day", at + 1) is not None

    def _is_length(self, at: int) -> bool:
        """Return whether a length of days or weeks is left: "a week before Dec 24"."""
        spans = [(end, slots["duration"]) for end, slots in self.matcher.fill("duration", at)]
        ends = [end for end, duration in spans if duration.spans and self._is_open(end - 1)]
        is_number = self.matcher.text(at)[:1].isdecimal()
        if is_number and self.matcher.value("span", at + 1):  # "1.5 months"
            ends.append(at + 2)
        is_announced = self.matcher.has_class("length-prepositions", at - 1)
        is_article = self.matcher.value("article", at) is not None
        if is_announced and is_article and self.matcher.value("span", at + 1):
            return True
        return any(
            end in self.matcher.consumed or (is_announced and self._is_apart(end)) for end in ends
        )

    def _is_opening(self, at: int) -> bool:
        """Return whether the sentence begins with a time that was not read: "next week be …"."""
        if at != self.matcher.first_word:
            return False
        place = at + self.matcher.has_class("opening-prepositions", at)
        is_month = place > at and self.matcher.value("month", place)
        is_length = place > at and any(
            slots["duration"].spans for _, slots in self.matcher.fill("duration", place)
        )
        return bool(is_month or is_length) or any(self.matcher.matches("bare-moments", place))

    def _is_habit(self, at: int) -> bool:
        """Return whether a frequency is left: "in bed by 11 on school nights", "daily … then"."""
        if not self.is_once:
            return self.matcher.has_class("sequence-words", at)
        is_owned = self.matcher.has_class("determiners", at - 1)
        is_plural = self.matcher.value("part", at) or self.matcher.value("span", at)
        if is_plural and self.matcher.is_plural(at):
            return any(self.matcher.has_class("habit-prepositions", at - n) for n in (1, 2))
        is_adverb = any(self.matcher.matches("adjectives", at)) and self._is_read_next(at + 1)
        return is_adverb and not is_owned

    def _is_read_next(self, at: int) -> bool:
        """Return whether words that were understood, a date or the end of the phrase follow."""
        return self.matcher.ends_phrase(at) or self.matcher.value("day", at) is not None
