"""Read weekdays, one or several: "Tue and Thu", "Mon-Fri", "weekends"."""

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from accountabot.domain.goals.schedules import WEEKDAYS
from accountabot.phrases.goals.reading import Fill, Filled, Reading

_Days = frozenset[str]
_LONG = 6
"""Letters; a shorter name is not guessed."""
_ALIKE = 0.85


class Weekdays:
    """The weekdays of a sentence."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        days = reading.table.values.get("day", {})
        self._names = tuple(
            (name, day) for name, day in days.items() if day in WEEKDAYS and len(name) >= _LONG
        )
        reading.fills |= {
            "day": self._one("day"),
            "weekday": self._one("weekday"),
            "days": self._some("days", lambda *_: True),
            "without": self._some("without", lambda *_: True),
            "list": self._some("days", lambda _first, _end, items: items > 1),
            "many": self._some("days", self._is_plural),
            "range": self._range,
        }

    def _one(self, kind: str) -> Fill:
        def fill(at: int) -> Iterator[tuple[int, Filled]]:
            value = self._day(at) if kind == "day" else self.reading.value(kind, at)
            if value in WEEKDAYS:
                yield at + 1, {"days": value}

        return fill

    def _some(self, name: str, is_meant: Callable[[int, int, int], bool]) -> Fill:
        def fill(at: int) -> Iterator[tuple[int, Filled]]:
            for end, days, items in self._listed(at):
                if is_meant(at, end, items):
                    yield end, {name: ",".join(days)}

        return fill

    def _is_plural(self, first: int, end: int, _: int) -> bool:
        return any(self.reading.value("several", at) for at in range(first, end))

    def _range(self, at: int) -> Iterator[tuple[int, Filled]]:
        if found := self._stretch(at):
            yield found[0], {"days": ",".join(found[1])}

    def _listed(self, at: int) -> Iterator[tuple[int, _Days, int]]:
        """Yield where each list that begins here ends, its weekdays, and how many items it has."""
        days: _Days = frozenset()
        items, end = 0, at
        while items < len(WEEKDAYS) and (found := self._stretch(end) or self._item(end)):
            end, items, days = found[0], items + 1, days | found[1]
            yield end, days, items
            end = self.reading.behind_and(end)

    def _item(self, at: int) -> tuple[int, _Days] | None:
        value = self._day(at)
        return (at + 1, frozenset(value.split(","))) if value else None

    def _day(self, at: int) -> str | None:
        """Return the weekday that a word names, also one that was meant: "Wendesday"."""
        return self.reading.value("day", at) or _meant(self.reading.text(at), self._names)

    def _stretch(self, at: int) -> tuple[int, _Days] | None:
        first, last = self.reading.value("day", at), self.reading.value("day", at + 2)
        if first not in WEEKDAYS or last not in WEEKDAYS or not self.reading.is_a("to", at + 1):
            return None
        begin, end = WEEKDAYS.index(first), WEEKDAYS.index(last)
        return at + 3, frozenset(
            WEEKDAYS[day % 7] for day in range(begin, begin + (end - begin - 1) % 7 + 2)
        )


@lru_cache(maxsize=1024)
def _meant(text: str, names: tuple[tuple[str, str], ...]) -> str | None:
    """Return the weekday whose name is misspelt: its letters in another order, or all but one of them."""
    return next((day for name, day in names if _is_slip(text, name)), None)


def _is_slip(text: str, name: str) -> bool:
    if text[:1] != name[0] or text[-1:] != name[-1] or abs(len(text) - len(name)) > 1:
        return False
    return sorted(text) == sorted(name) or SequenceMatcher(None, text, name).ratio() >= _ALIKE
