"""Parse weekdays, including lists and ranges: "Tue and Thu", "Mon-Fri", "m/w/f", "weekends"."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from accountabot.domain.goals.schedules import WEEKDAYS
from accountabot.phrases.language.matcher import Matcher, SlotFiller, SlotValues

_Days = frozenset[str]
_UNCLEAR = "?"
"""The value of a letter that several weekdays share."""
_DASHES = frozenset("-–—")
_KINDS = ("day", "day-letter")


class WeekdayList(NamedTuple):
    """Several weekdays in a sentence, or a single one."""

    end: int
    days: _Days
    items: int
    is_clear: bool
    """Every item is a weekday, and no garbled one follows."""


class WeekdayParser:
    """Parser for the weekdays in a sentence."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        places = range(len(matcher.tokens))
        letters = [matcher.value("day-letter", at) for at in places]
        self._letters = {at for at in places if letters[at]}
        self._values = [matcher.value("day", at) or letters[at] for at in places]
        self._has_or = any(matcher.has_class("or-words", at) for at in places)
        self._found: dict[tuple[int, bool], list[WeekdayList]] = {}
        matcher.slot_fillers |= {
            "day": self._single("day"),
            "weekday": self._single("weekday"),
            "days": self._listing("days", lambda *_: True),
            "excluded": self._listing("excluded", lambda *_: True, allow_or=True),
            "list": self._listing("days", lambda _, found: found.items > 1),
            "plural-days": self._listing("days", self._has_plural),
            "range": self._range,
            "unclear-list": self._unclear_list,
            "garbled-list": self._garbled_list,
        }

    def _single(self, kind: str) -> SlotFiller:
        def fill(at: int) -> Iterator[tuple[int, SlotValues]]:
            value = self.matcher.value(kind, at)
            if value in WEEKDAYS:
                yield at + 1, {"days": value}

        return fill

    def _listing(
        self, name: str, accepts: Callable[[int, WeekdayList], bool], *, allow_or: bool = False
    ) -> SlotFiller:
        def fill(at: int) -> Iterator[tuple[int, SlotValues]]:
            for found in self._lists_at(at, allow_or=allow_or):
                if found.is_clear and accepts(at, found):
                    yield found.end, {name: ",".join(found.days)}

        return fill

    def _has_plural(self, first: int, found: WeekdayList) -> bool:
        return any(self.matcher.value("plural-day", at) for at in range(first, found.end))

    def _range(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        if found := self._days_in_range(at):
            end, days = found
            yield end, {"days": ",".join(days)}

    def _unclear_list(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        """Match a list with an item that is no weekday, or may be several: "T/TH/S"."""
        for found in self._lists_at(at):
            if _UNCLEAR in found.days:
                yield found.end, {}
            elif not found.is_clear:
                yield self.matcher.skip_conjunctions(found.end) + 1, {}

    def _garbled_list(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        """Match a list whose first item is no weekday, as in "every Mxn, Tue and Wed"."""
        is_dash = self.matcher.text(at + 1) in _DASHES
        after = at + 2 if is_dash else self.matcher.skip_conjunctions(at + 1)
        is_garbled = self.matcher.text(at).isalpha() and not self._value(at)
        is_in_list = after > at + 1 or self._resembles_day(at)
        if is_garbled and is_in_list and not self.matcher.value("span", at):
            for found in self._lists_at(after):
                yield found.end, {}

    def _is_whole(self, first: int, end: int) -> bool:
        """Return whether no garbled weekday follows, as in "Mon, Wxd and Fri"."""
        is_dash = self.matcher.text(end) in _DASHES and self.matcher.tokens[end].is_attached
        after = end + 1 if is_dash else self.matcher.skip_conjunctions(end)
        if self._item(after) or not self.matcher.text(after).isalpha():
            return True
        if after == end:
            return not self._resembles_day(after)
        if self.matcher.has_class("day-suffixes", after):
            return True
        following = self.matcher.skip_conjunctions(after + 1)
        is_in_list = following > after + 1 and self._item(following) is not None
        is_last = after == len(self.matcher.tokens) - 1 and first > self.matcher.first_word + 1
        is_odd = (is_last or is_dash) and not self.matcher.has_class("stop-words", after)
        return not (is_in_list or is_odd or self._resembles_day(after))

    def _resembles_day(self, at: int) -> bool:
        """Return whether an unknown word ends like a weekday."""
        text = self.matcher.text(at)
        endings = tuple(self.matcher.table.word_classes.get("day-endings", ()))
        return text.endswith(endings or (_UNCLEAR,)) and text not in self.matcher.table.vocabulary

    def _lists_at(self, at: int, *, allow_or: bool = False) -> list[WeekdayList]:
        """Return the lists at a position; "or" joins only days that are excluded."""
        allow_or = allow_or and self._has_or
        if (at, allow_or) not in self._found:
            found = self._lists(at, allow_or=allow_or) if self._value(at) else ()
            self._found[at, allow_or] = [
                WeekdayList(end, days, items, _UNCLEAR not in days and self._is_whole(at, end))
                for end, days, items in found
            ]
        return self._found[at, allow_or]

    def _lists(self, at: int, *, allow_or: bool) -> Iterator[tuple[int, _Days, int]]:
        """Yield the end, the weekdays and the number of items of each list at a position.

        A list that contains letters has at least two different days.
        """
        days: _Days = frozenset()
        items = 0
        has_letters = False
        while items < len(WEEKDAYS) and (found := self._days_in_range(at) or self._item(at)):
            has_letters |= self._is_letter(at)
            if self._is_letter(found[0] - 1) and not self._ends_item(found[0], at):
                return
            end, more = found
            days |= more
            items += 1
            if not has_letters or len(days) > 1:
                yield end, days, items
            is_chain = self.matcher.text(end) in _DASHES and self._item(end + 1)
            at = end + 1 if is_chain else self.matcher.skip_conjunctions(end)
            if self._is_letter(end - 1) and self._means_with(end):
                return
            at += allow_or and self.matcher.has_class("or-words", at)

    def _means_with(self, at: int) -> bool:
        """Return whether a slash after a letter is no separator, as in "lunch w/ Tom"."""
        if self.matcher.text(at) != "/" or at + 1 >= len(self.matcher.tokens):
            return False
        is_word = self.matcher.text(at - 1) == "w" and self.matcher.text(at - 2) != "/"
        names_day = is_word and not self._is_letter(at + 1)  # "w/sundays off"
        is_loose = (
            self.matcher.tokens[at].is_attached and not self.matcher.tokens[at + 1].is_attached
        )
        return names_day or is_loose

    def _item(self, at: int) -> tuple[int, _Days] | None:
        value = self._value(at)
        return (at + 1, frozenset(value.split(","))) if value else None

    def _value(self, at: int) -> str | None:
        return self._values[at] if 0 <= at < len(self._values) else None

    def _is_letter(self, at: int) -> bool:
        return at in self._letters

    def _ends_item(self, end: int, at: int) -> bool:
        """Return whether a letter stands alone, unlike in "5 m" or "mon and we swim"."""
        if self.matcher.text(at - 1)[-1:].isdecimal():
            return False
        text = self.matcher.text(end)
        is_word = text.isalpha() and end not in self.matcher.consumed
        return not is_word or self._follows_list(end)

    def _follows_list(self, at: int) -> bool:
        kinds = (*_KINDS, "part")
        return any(self.matcher.value(kind, at) for kind in kinds) or any(
            self.matcher.has_class(name, at) for name in ("stop-words", "conjunctions")
        )

    def _days_in_range(self, at: int) -> tuple[int, _Days] | None:
        """Return the days of a range such as "Mon-Fri"; a chain such as "Mon-Wed-Fri" is a list."""
        first = self._value(at)
        last = self._value(at + 2) if first in WEEKDAYS else None
        if first not in WEEKDAYS or last not in WEEKDAYS or not self._joins_range(at + 1):
            return None
        is_chain = self.matcher.text(at + 3) in _DASHES and self._item(at + 4)
        is_in_chain = self.matcher.text(at - 1) in _DASHES and self._item(at - 2)
        if is_chain or is_in_chain:
            return None
        begin = WEEKDAYS.index(first)
        length = (WEEKDAYS.index(last) - begin - 1) % 7 + 2
        return at + 3, frozenset(WEEKDAYS[day % 7] for day in range(begin, begin + length))

    def _joins_range(self, at: int) -> bool:
        has_letters = self._is_letter(at - 1) or self._is_letter(at + 1)
        is_dash = self.matcher.text(at) in _DASHES
        return is_dash or (not has_letters and self.matcher.has_class("range-words", at))
