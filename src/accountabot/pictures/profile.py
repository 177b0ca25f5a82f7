"""Draw a member's profile: their numbers, and a year of check-ins."""

from dataclasses import dataclass

from accountabot.pictures.frame import avatar, framed
from accountabot.pictures.heatmap import Heatmap, draw_heatmap
from accountabot.pictures.palette import Accent
from accountabot.pictures.picture import Person, Picture, Stat
from accountabot.pictures.stats import stat_row, stat_text
from accountabot.pictures.svg_template import fill, joined

MOST_STATS = 4
_HEAD = 196
_GAP = 36


@dataclass(frozen=True)
class ProfilePicture:
    """All that a profile shows."""

    person: Person
    subtitle: str
    """Such as "keeps their word in Runners’ Club"."""
    stats: tuple[Stat, ...]
    heatmap: Heatmap


def draw_profile(shown: ProfilePicture) -> Picture:
    """Draw a profile."""
    stats = shown.stats[:MOST_STATS]
    heading = fill(
        "person_heading",
        avatar=avatar(shown.person, 56, 52, 108),
        title=shown.person.name or " ",
        subtitle=shown.subtitle,
    )
    numbers, height = stat_row(stats, 56, _HEAD, 888)
    y = _HEAD + height + _GAP
    calendar = draw_heatmap(shown.heatmap, y)
    alt = [
        f"{shown.person.name}: {shown.subtitle}",
        stat_text(stats),
        shown.heatmap.labels.summary,
    ]
    body = joined([heading, numbers, calendar.drawn])
    return framed(body, y + calendar.height + _GAP, Accent.PEOPLE, alt)
