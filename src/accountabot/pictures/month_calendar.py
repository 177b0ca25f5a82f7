"""Draw a month of check-ins as people know it from calendars: a row per week."""

from collections.abc import Iterator
from datetime import timedelta

from accountabot.pictures.heatmap import Heatmap, HeatmapDrawing, legend
from accountabot.pictures.svg_template import Markup, fill, joined

_LEFT, _COLUMN, _WIDTH = 56, 128, 120
_HEAD, _ROW, _HEIGHT, _GAP, _LEGEND = 46, 62, 54, 20, 56
_WEEK = 7


def draw_month(shown: Heatmap, y: int) -> HeatmapDrawing:
    """Draw some weeks in the width of a card, with the numbers of the days."""
    below = y + _HEAD + shown.weeks * _ROW + _GAP
    parts = [*_weekdays(shown, y), *_days(shown, y + _HEAD), *legend(shown, _LEFT, below)]
    return HeatmapDrawing(joined(parts), below - y + _LEGEND)


def _weekdays(shown: Heatmap, y: int) -> Iterator[Markup]:
    for column in range(_WEEK):
        label = shown.labels.weekdays[(shown.week_start + column) % _WEEK]
        x = _LEFT + column * _COLUMN + _WIDTH / 2
        yield fill("month_weekday", x=x, y=y + 30, label=label)


def _days(shown: Heatmap, y: int) -> Iterator[Markup]:
    for row, column, count in shown.days():
        day = shown.start + timedelta(row * _WEEK + column)
        level = shown.level(count)
        inset = 0 if level else 1
        yield fill(
            "month_day",
            level=Markup(f"level{level}" if level else "empty"),
            colour=Markup("dark" if level > 1 else "text" if level else "muted"),
            x=_LEFT + column * _COLUMN + inset,
            y=y + row * _ROW + inset,
            width=_WIDTH - 2 * inset,
            height=_HEIGHT - 2 * inset,
            middle=_LEFT + column * _COLUMN + _WIDTH / 2,
            number_y=y + row * _ROW + 38,
            number=str(day.day),
        )
