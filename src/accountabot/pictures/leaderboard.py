"""Draw a leaderboard: ranks, members, their scores and what for."""

from collections.abc import Iterator
from dataclasses import dataclass

from accountabot.pictures.frame import avatar, framed
from accountabot.pictures.palette import Accent
from accountabot.pictures.picture import Person, Picture
from accountabot.pictures.svg_template import Markup, fill, joined

MOST_ROWS = 20
"""In one picture; what comes after them is left out."""
_HEAD, _SECTION, _ROW, _NOTE, _FOOT = 168, 66, 112, 64, 32
_WIDTH = 920


@dataclass(frozen=True)
class BoardRow:
    """A member on a leaderboard."""

    rank: str
    person: Person
    score: str
    detail: str = ""
    """What the score is for, such as the title of a goal."""
    share: float = 0
    """The score relative to the best one, from 0 to 1."""
    is_reader: bool = False
    """Whether this is the member for whom the leaderboard is drawn."""
    medal: int | None = None
    """Which medal the rank has, from 1 for gold; none if too many members share it."""


@dataclass(frozen=True)
class BoardSection:
    """Rows under a heading, which may be empty."""

    title: str
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True)
class LeaderboardPicture:
    """All that a leaderboard shows."""

    title: str
    subtitle: str
    sections: tuple[BoardSection, ...]
    note: str = ""
    """A sentence below the rows, such as that there are none yet."""


def draw_leaderboard(shown: LeaderboardPicture) -> Picture:
    """Draw a leaderboard."""
    parts = [fill("heading", title=shown.title, subtitle=shown.subtitle)]
    y, left = _HEAD, MOST_ROWS
    for section in shown.sections:
        rows = section.rows[:left]
        left -= len(rows)
        if section.title and rows:
            parts.append(fill("leaderboard_section", title=section.title, y=y + 38))
            y += _SECTION
        parts += [_row(row, y + i * _ROW) for i, row in enumerate(rows)]
        y += len(rows) * _ROW
    if shown.note:
        parts.append(fill("leaderboard_note", note=shown.note, y=y + 36))
        y += _NOTE
    return framed(joined(parts), y + _FOOT, Accent.OVERVIEW, list(_alt(shown)))


def _row(row: BoardRow, y: int) -> Markup:
    return fill(
        "leaderboard_row",
        y=y,
        share=round(_WIDTH * min(max(row.share, 0), 1), 1),
        mark=fill("leaderboard_mark") if row.is_reader else Markup(),
        medal=fill("leaderboard_medal", place=row.medal) if row.medal else Markup(),
        rank_class=Markup("dark" if row.medal else "text"),
        rank=row.rank,
        avatar=avatar(row.person, 120, 12, 76),
        name=row.person.name or " ",
        name_y=44 if row.detail else 63,
        detail=row.detail,
        score=row.score,
    )


def _alt(shown: LeaderboardPicture) -> Iterator[str]:
    yield shown.title
    yield shown.subtitle
    for section in shown.sections:
        yield f"{section.title}:" if section.title and section.rows else ""
        for row in section.rows:
            detail = f" ({row.detail})" if row.detail else ""
            yield f"{row.rank} {row.person.name}: {row.score}{detail}"
    yield shown.note
