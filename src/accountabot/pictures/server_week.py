"""Draw a server's week: check-ins per day, numbers, and what happened."""

from collections.abc import Iterator
from dataclasses import dataclass

from accountabot.pictures.frame import framed
from accountabot.pictures.palette import Accent
from accountabot.pictures.picture import Picture, Stat
from accountabot.pictures.stats import stat_row, stat_text
from accountabot.pictures.svg_template import Markup, fill, joined, lines_in

MOST_STATS, MOST_HIGHLIGHTS = 4, 6
_HEAD, _GAP = 180, 40
_BARS, _BAR_LABELS = 220, 48
_LINE, _BETWEEN = 44, 14


@dataclass(frozen=True)
class WeekdayCount:
    """A day of the week, with its short name and the number of check-ins."""

    label: str
    count: int
    shown: str = ""
    """The number as it is written in the reader's language; otherwise only digits."""


@dataclass(frozen=True)
class ServerWeekPicture:
    """All that a server's week shows."""

    title: str
    subtitle: str
    """The days, such as "12 – 18 January"."""
    days: tuple[WeekdayCount, ...]
    days_label: str
    """What is counted, such as "check-ins a day"."""
    stats: tuple[Stat, ...] = ()
    highlights: tuple[str, ...] = ()
    """Sentences, such as "Ada kept all seven promises"."""


def draw_server_week(shown: ServerWeekPicture) -> Picture:
    """Draw a server's week."""
    parts = [fill("heading", title=shown.title, subtitle=shown.subtitle)]
    stats = shown.stats[:MOST_STATS]
    numbers, height = stat_row(stats, 56, _HEAD, 888)
    y = _HEAD + height + (_GAP if height else 0)
    parts += [numbers, *_bars(shown.days, y)]
    y += _BARS + _BAR_LABELS + _GAP
    for highlight in shown.highlights[:MOST_HIGHLIGHTS]:
        line = fill("highlight", line=highlight, y=y + 34, dot_y=y + 23)
        parts.append(line)
        y += lines_in(line) * _LINE + _BETWEEN
    alt = [shown.title, shown.subtitle, stat_text(stats), _in_words(shown)]
    alt += shown.highlights[:MOST_HIGHLIGHTS]
    return framed(joined(parts), y + _GAP // 2, Accent.OVERVIEW, alt)


def _bars(days: tuple[WeekdayCount, ...], y: int) -> Iterator[Markup]:
    most = max((day.count for day in days), default=0) or 1
    column = 888 / max(len(days), 1)
    for i, day in enumerate(days):
        height = round(day.count / most * (_BARS - 48), 1)
        x = round(56 + i * column + (column - 88) / 2, 1)
        yield fill(
            "weekday_bar",
            x=x,
            middle=x + 44,
            top=y + 48,
            full=_BARS - 48,
            y=y + _BARS - height,
            height=height,
            corner=min(16, height / 2),
            value=day.shown or str(day.count),
            value_y=y + 36,
            label=day.label,
            label_y=y + _BARS + 40,
        )


def _in_words(shown: ServerWeekPicture) -> str:
    days = ", ".join(f"{day.label} {day.shown or day.count}" for day in shown.days)
    return f"{shown.days_label}: {days}"
