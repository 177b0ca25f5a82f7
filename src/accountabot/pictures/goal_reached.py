"""Draw a goal that somebody reached."""

from dataclasses import dataclass

from accountabot.pictures.frame import avatar, framed
from accountabot.pictures.palette import Accent
from accountabot.pictures.picture import Person, Picture, Stat
from accountabot.pictures.stats import stat_row, stat_text
from accountabot.pictures.svg_template import fill, lines_in

MOST_STATS = 3
_LEAST_HEIGHT, _FOOT, _SCENE = 580, 96, 520
_GOAL, _LEADING = 272, 66


@dataclass(frozen=True)
class ReachedPicture:
    """All that a reached goal shows."""

    person: Person
    headline: str
    """Such as "Goal reached"."""
    goal: str
    stats: tuple[Stat, ...] = ()
    footer: str = ""
    """Such as the first and the last day."""


def draw_goal_reached(shown: ReachedPicture) -> Picture:
    """Draw a reached goal."""
    goal = fill("goal_reached_title", goal=shown.goal)
    stats = shown.stats[:MOST_STATS]
    stats_y = _GOAL + (lines_in(goal) - 1) * _LEADING + 36
    numbers, numbers_height = stat_row(stats, 56, stats_y, 520)
    height = max(_LEAST_HEIGHT, stats_y + numbers_height + _FOOT)
    body = fill(
        "goal_reached",
        avatar=avatar(shown.person, 56, 64, 76),
        name=shown.person.name or " ",
        headline=shown.headline,
        goal=goal,
        stats=numbers,
        footer=shown.footer,
        footer_y=height - 40,
        scene_y=height - _SCENE,
    )
    alt = [
        f"{shown.person.name}: {shown.headline}",
        shown.goal,
        stat_text(stats),
        shown.footer,
    ]
    return framed(body, height, Accent.KEPT, alt)
