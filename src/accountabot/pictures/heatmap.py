"""Draw a calendar of check-ins: a column per week, a row per weekday, lighter for more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from accountabot.pictures.palette import LEVELS
from accountabot.pictures.svg_template import Markup, fill, joined

WEEKS_IN_STRIP = 27
"""A year is two strips, so that a day is still seen on a phone."""
_WEEK = 7
_LEFT, _PITCH, _CELL = 136, 30, 26
_MONTHS, _STRIP, _GAP, _LEGEND = 38, 7 * 30, 26, 56
_YES = 3
"""The level of 1 if there is nothing above it."""
_LEAST_DISTANCE = 3
"""Columns between the names of two months."""


@dataclass(frozen=True)
class HeatmapLabels:
    """The words around a heatmap."""

    weekdays: tuple[str, ...]
    """Seven short names, from Monday."""
    months: tuple[str, ...]
    """Twelve short names, from January."""
    legend: str
    """What is counted, such as "check-ins a day"."""
    summary: str
    """A sentence that says the same to those who can't see it."""


@dataclass(frozen=True)
class Heatmap:
    """How often a member checked in on each day."""

    first: date
    counts: tuple[int | None, ...]
    """For each day from the first. None if there is nothing to say, such as in the future."""
    labels: HeatmapLabels
    week_start: int = 0
    """The first day of a week, 0 is Monday."""

    @property
    def start(self) -> date:
        """The first day of the first week that is drawn, of up to a year."""
        last = self.first + timedelta(len(self.counts) - 1)
        weeks = 2 * WEEKS_IN_STRIP
        earliest = self._week_of(last) - timedelta(_WEEK * (weeks - 1))
        return max(self._week_of(self.first), earliest)

    @property
    def weeks(self) -> int:
        """The number of columns."""
        days = (self.first - self.start).days + len(self.counts)
        return -(-days // _WEEK)

    @property
    def is_yes_or_no(self) -> bool:
        """Return whether no count is above 1, so that one clear colour is enough."""
        return max(filter(None, self.counts), default=0) <= 1

    def level(self, count: int) -> int:
        """Return the level of a count's colour."""
        return _YES if count and self.is_yes_or_no else min(count, LEVELS)

    def _week_of(self, day: date) -> date:
        return day - timedelta((day.weekday() - self.week_start) % _WEEK)

    def days(self) -> Iterator[tuple[int, int, int]]:
        """Yield the column, the row and the count of every day that is drawn."""
        for i, count in enumerate(self.counts):
            column, row = divmod((self.first - self.start).days + i, _WEEK)
            if count is not None and column >= 0:
                yield column, row, count


@dataclass(frozen=True)
class HeatmapDrawing:
    """A drawn heatmap, and the height that it takes."""

    drawn: Markup
    height: int


def draw_heatmap(shown: Heatmap, y: int) -> HeatmapDrawing:
    """Draw a heatmap in the width of a card."""
    strips = -(-shown.weeks // WEEKS_IN_STRIP)
    pitch = _MONTHS + _STRIP + _GAP
    parts = [*_months(shown, y, pitch), *_weekdays(shown, y, pitch, strips)]
    parts += [
        _cell(
            _LEFT + column * _PITCH, y + strip * pitch + _MONTHS + row * _PITCH, shown.level(count)
        )
        for week, row, count in shown.days()
        for strip, column in [divmod(week, WEEKS_IN_STRIP)]
    ]
    parts += legend(shown, _LEFT, y + strips * pitch)
    return HeatmapDrawing(joined(parts), strips * pitch + _LEGEND)


def _cell(x: float, y: float, level: int) -> Markup:
    inset = 0 if level else 1
    return fill(
        "heatmap_cell",
        level=Markup(f"level{level}" if level else "empty"),
        x=x + inset,
        y=y + inset,
        size=_CELL - 2 * inset,
        corner=6,
    )


def _weekdays(shown: Heatmap, y: int, pitch: int, strips: int) -> Iterator[Markup]:
    for strip in range(strips):
        for row in range(0, _WEEK, 2):
            label = shown.labels.weekdays[(shown.week_start + row) % _WEEK]
            middle = y + strip * pitch + _MONTHS + row * _PITCH + _CELL / 2
            yield fill("heatmap_weekday", x=_LEFT - 14, y=middle + 10, label=label)


def _months(shown: Heatmap, y: int, pitch: int) -> Iterator[Markup]:
    named = -_LEAST_DISTANCE
    month = None
    for week in range(shown.weeks):
        strip, column = divmod(week, WEEKS_IN_STRIP)
        day = max(shown.first, shown.start + timedelta(_WEEK * week))
        if column == 0:
            named = week - _LEAST_DISTANCE
        is_close = week - named < _LEAST_DISTANCE or column > WEEKS_IN_STRIP - 2
        if (day.month != month or column == 0) and not is_close and _is_named(day, column):
            label = shown.labels.months[day.month - 1]
            yield fill(
                "heatmap_label", x=_LEFT + column * _PITCH, y=y + strip * pitch + 24, label=label
            )
            named, month = week, day.month


def _is_named(day: date, column: int) -> bool:
    """A strip that begins at the end of a month begins with the next one's name."""
    return column > 0 or day.day <= _WEEK * 3


def legend(shown: Heatmap, x: int, y: int) -> Iterator[Markup]:
    """Draw what the colours mean."""
    for count in range(2 if shown.is_yes_or_no else LEVELS + 1):
        yield _cell(x, y + 6, shown.level(count))
        number = f"{count}+" if count == LEVELS else f"{count}"
        yield fill("heatmap_label", x=x + 38, y=y + 30, label=number)
        x += 92
    yield fill("heatmap_legend", x=x + 8, y=y + 30, label=shown.labels.legend)
