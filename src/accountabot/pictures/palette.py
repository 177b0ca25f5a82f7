"""The colours of pictures: calm, readable on both of Discord's themes, one accent per news."""

from enum import Enum

CARD = "#1E2130"
PANEL = "#272B3D"
LINE = "#6C7390"
TEXT = "#F4F2EC"
MUTED = "#B9BED0"
DARK = "#14161F"
"""For text on a bright colour."""
_AMBER = ("#96631F", "#C98A2E", "#F2B24A", "#FFE0A8")
_TEAL = ("#2A776D", "#3CA294", "#66D1C2", "#C9F7EF")
LEVELS = 4
MEDALS = ("#F2C14E", "#C9D1DC", "#D99A6C")
INITIALS = ("#3F6C9B", "#7B549B", "#2F7A66", "#9B5445", "#6C6A2C", "#3B7386", "#93507A", "#5A6280")


class Accent(Enum):
    """The colour of each kind of news, on pictures and cards (docs/decisions/0030-colours.md)."""

    GOAL = "#D97B06"
    """A goal in progress and the next step for it, also after a miss."""
    KEPT = "#289C5F"
    """A promise kept, a goal reached, and what else went well."""
    MILESTONE = "#C458F4"
    PEOPLE = "#EC4F8B"
    """Welcomes, introductions, profiles and cheers."""
    OVERVIEW = "#4F8FC3"
    """Leaderboards, and looks back at a week or longer."""
    INFO = "#8A929C"
    """Answers, settings, and goals that are over without having been reached."""


RAMPS = {accent: _TEAL if accent is Accent.OVERVIEW else _AMBER for accent in Accent}
"""One hue that becomes lighter: a heatmap is read without telling colours apart."""
