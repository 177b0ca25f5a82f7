"""Draw a few numbers side by side."""

from collections.abc import Sequence
from typing import NamedTuple

from accountabot.pictures.picture import Stat
from accountabot.pictures.svg_template import Markup, fill, joined, lines_in

_GAP = 24
_VALUE, _LABEL, _LINE = 44, 86, 36


class StatRow(NamedTuple):
    """Drawn numbers, and the height that they take."""

    drawn: Markup
    height: int


def stat_row(stats: Sequence[Stat], x: int, y: int, width: int) -> StatRow:
    """Draw numbers with their labels, in columns of the same width."""
    column = (width + _GAP) / max(len(stats), 1)
    drawn = [
        fill(
            "stat",
            x=round(x + i * column),
            value_y=y + _VALUE,
            label_y=y + _LABEL,
            width=round(column - _GAP),
            value=stat.value,
            label=stat.label,
        )
        for i, stat in enumerate(stats)
    ]
    lines = max(map(lines_in, drawn), default=0)
    return StatRow(joined(drawn), _VALUE + (lines - 1) * _LINE + 16 if drawn else 0)


def stat_text(stats: Sequence[Stat]) -> str:
    """Describe the same numbers."""
    return ", ".join(f"{stat.value} {stat.label}" for stat in stats)
