"""Draw a month or a year in review: what a member did, in words."""

from dataclasses import dataclass

from accountabot.pictures.frame import avatar, framed
from accountabot.pictures.heatmap import Heatmap, draw_heatmap
from accountabot.pictures.month_calendar import draw_month
from accountabot.pictures.palette import Accent
from accountabot.pictures.picture import Person, Picture, Stat
from accountabot.pictures.stats import stat_row, stat_text
from accountabot.pictures.svg_template import fill, joined, lines_in

MOST_DEEDS, MOST_STATS = 7, 4
_HEAD, _GAP = 200, 36
_LINE, _BETWEEN = 54, 20
_MONTH = 6
"""The most weeks that a month is part of."""


@dataclass(frozen=True)
class ReviewPicture:
    """All that a review shows."""

    person: Person
    title: str
    """Such as "Ada’s 2026"."""
    subtitle: str
    deeds: tuple[str, ...]
    """Sentences such as "Ran 41 times" and "Wrote every Sunday"."""
    stats: tuple[Stat, ...] = ()
    heatmap: Heatmap | None = None


def draw_review(shown: ReviewPicture) -> Picture:
    """Draw a month or a year in review."""
    stats, deeds = shown.stats[:MOST_STATS], shown.deeds[:MOST_DEEDS]
    parts = [
        fill(
            "person_heading",
            avatar=avatar(shown.person, 56, 52, 108),
            title=shown.title,
            subtitle=shown.subtitle,
        )
    ]
    y = _HEAD
    for deed in deeds:
        part = fill("deed", deed=deed, y=y + 44, check_y=y + 29, width=818)
        parts.append(part)
        y += lines_in(part) * _LINE + _BETWEEN
    y += _GAP // 2
    numbers, height = stat_row(stats, 56, y, 888)
    parts.append(numbers)
    y += height + (_GAP if height else 0)
    if shown.heatmap:
        is_month = shown.heatmap.weeks <= _MONTH
        calendar = (draw_month if is_month else draw_heatmap)(shown.heatmap, y)
        parts.append(calendar.drawn)
        y += calendar.height
    alt = [f"{shown.title}, {shown.subtitle}", *deeds, stat_text(stats)]
    alt += [shown.heatmap.labels.summary] if shown.heatmap else []
    return framed(joined(parts), y + _GAP, Accent.OVERVIEW, alt)
