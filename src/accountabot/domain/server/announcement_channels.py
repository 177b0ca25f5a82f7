"""Define the channels in which a server announces goals and check-ins."""

from typing import NamedTuple


class AnnouncementChannels(NamedTuple):
    """The announcement channels; None means the channel of the interaction."""

    goals: int | None = None
    checkins: int | None = None
