"""Parse weekdays, including lists and ranges: "Tue and Thu", "Mon-Fri", "weekends"."""

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from accountabot.domain.goals.schedules import WEEKDAYS
from accountabot.phrases.language.matcher import Matcher, SlotFiller, SlotValues

_Days = frozenset[str]
_MIN_TYPO_LENGTH = 6
"""The minimum length of a name whose misspellings are corrected."""
_MIN_SIMILARITY = 0.85


class WeekdayParser:
    """Parser for the weekdays in a sentence."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        days = matcher.table.values.get("day", {})
        self._long_names = tuple(
            (name, day)
            for name, day in days.items()
            if day in WEEKDAYS and len(name) >= _MIN_TYPO_LENGTH
        )
        matcher.slot_fillers |= {
            "day": self._single("day"),
            "weekday": self._single("weekday"),
            "days": self._listing("days", lambda *_: True),
            "excluded": self._listing("excluded", lambda *_: True),
            "list": self._listing("days", lambda _first, _end, items: items > 1),
            "plural-days": self._listing("days", self._has_plural),
            "range": self._range,
        }

    def _single(self, kind: str) -> SlotFiller:
        def fill(at: int) -> Iterator[tuple[int, SlotValues]]:
            value = self._day(at) if kind == "day" else self.matcher.value(kind, at)
            if value in WEEKDAYS:
                yield at + 1, {"days": value}

        return fill

    def _listing(self, name: str, accepts: Callable[[int, int, int], bool]) -> SlotFiller:
        def fill(at: int) -> Iterator[tuple[int, SlotValues]]:
            for end, days, items in self._lists(at):
                if accepts(at, end, items):
                    yield end, {name: ",".join(days)}

        return fill

    def _has_plural(self, first: int, end: int, _: int) -> bool:
        return any(self.matcher.value("plural-day", at) for at in range(first, end))

    def _range(self, at: int) -> Iterator[tuple[int, SlotValues]]:
        if found := self._days_in_range(at):
            end, days = found
            yield end, {"days": ",".join(days)}

    def _lists(self, at: int) -> Iterator[tuple[int, _Days, int]]:
        """Yield the end, the weekdays and the number of items of each list at a position."""
        days: _Days = frozenset()
        items = 0
        while items < len(WEEKDAYS) and (found := self._days_in_range(at) or self._item(at)):
            end, more = found
            days |= more
            items += 1
            yield end, days, items
            at = self.matcher.skip_conjunctions(end)

    def _item(self, at: int) -> tuple[int, _Days] | None:
        value = self._day(at)
        return (at + 1, frozenset(value.split(","))) if value else None

    def _day(self, at: int) -> str | None:
        """Return the weekday at a position, even if it is misspelled, as in "Wendesday"."""
        text = self.matcher.text(at)
        return self.matcher.value("day", at) or _correct_typo(text, self._long_names)

    def _days_in_range(self, at: int) -> tuple[int, _Days] | None:
        first = self.matcher.value("day", at)
        last = self.matcher.value("day", at + 2)
        if first not in WEEKDAYS or last not in WEEKDAYS:
            return None
        if not self.matcher.has_class("range-words", at + 1):
            return None
        begin = WEEKDAYS.index(first)
        length = (WEEKDAYS.index(last) - begin - 1) % 7 + 2
        return at + 3, frozenset(WEEKDAYS[day % 7] for day in range(begin, begin + length))


@lru_cache(maxsize=1024)
def _correct_typo(text: str, names: tuple[tuple[str, str], ...]) -> str | None:
    """Return the weekday with a similar name, or None."""
    return next((day for name, day in names if _is_typo(text, name)), None)


def _is_typo(text: str, name: str) -> bool:
    if text[:1] != name[0] or text[-1:] != name[-1] or abs(len(text) - len(name)) > 1:
        return False
    if sorted(text) == sorted(name):
        return True
    return SequenceMatcher(None, text, name).ratio() >= _MIN_SIMILARITY
