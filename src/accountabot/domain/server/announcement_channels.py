"""Represent the channels in which a server announces goals and check-ins."""

from typing import NamedTuple


class AnnouncementChannels(NamedTuple):
    """The announcement channels; None to announce in the channel in use."""

    goals: int | None = None
    checkins: int | None = None
