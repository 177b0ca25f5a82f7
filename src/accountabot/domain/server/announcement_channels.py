"""Say in which channels of a server goals and check-ins are made public."""

from typing import NamedTuple


class AnnouncementChannels(NamedTuple):
    """The channels in which goals and check-ins are made public; None where that is done where they are said."""

    goals: int | None = None
    checkins: int | None = None
