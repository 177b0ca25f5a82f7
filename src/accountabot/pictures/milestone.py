"""Draw a milestone: a number worth celebrating, such as 100 days in a row."""

from dataclasses import dataclass

from accountabot.pictures.frame import avatar, framed
from accountabot.pictures.palette import Accent
from accountabot.pictures.picture import Person, Picture
from accountabot.pictures.svg_template import fill, joined, lines_in

_HEIGHT = 580
_RAYS = 36
_LONG, _SHORT = 40, 22
_RADIUS = 204
_HEADLINE, _LEADING = 232, 58


@dataclass(frozen=True)
class MilestonePicture:
    """All that a milestone shows."""

    person: Person
    number: str
    """Such as "100"."""
    unit: str
    """Such as "days in a row"."""
    headline: str
    goal: str
    footer: str = ""
    """Such as the day and the server."""


def draw_milestone(shown: MilestonePicture) -> Picture:
    """Draw a milestone."""
    lengths = [_SHORT if i % 2 else _LONG for i in range(_RAYS)]
    rays = joined(
        fill("milestone_ray", y=-_RADIUS - length, length=length, angle=i * 360 / _RAYS)
        for i, length in enumerate(lengths)
    )
    headline = fill("milestone_headline", headline=shown.headline)
    goal_y = _HEADLINE + lines_in(headline) * _LEADING + 12
    body = fill(
        "milestone",
        rays=rays,
        number=shown.number,
        unit=shown.unit,
        avatar=avatar(shown.person, 520, 80, 76),
        name=shown.person.name or " ",
        headline=headline,
        goal_y=goal_y,
        goal=shown.goal,
        footer=shown.footer,
    )
    alt = [
        f"{shown.person.name}: {shown.headline}",
        f"{shown.number} {shown.unit}",
        shown.goal,
        shown.footer,
    ]
    return framed(body, _HEIGHT, Accent.MILESTONE, alt)
