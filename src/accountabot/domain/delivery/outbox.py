"""Say what has to be said later, and when it is tried again."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from accountabot.domain.identifiers import ServerId


class Topic(StrEnum):
    """What an errand is about."""

    ARRIVALS = "arrivals"
    """Who joined and has yet to pass the rules screening, as far as is known."""
    GREETING = "greeting"
    """A newcomer, who is its subject."""
    CROWD = "crowd"
    """Those whose greetings are held back."""
    INVITATION = "invitation"
    """A newcomer's first check-in, which those who said hello may cheer; its subject is the newcomer."""
    NEWS = "news"
    """What the witnesses of a goal are told; its subject is the goal."""
    BEGINNING = "beginning"
    """How to begin, said once on a server; its subject is 0."""


class OutboxEntry(NamedTuple):
    """Something to be said on a server once it is due: what happened since an instant (UTC)."""

    id: int
    server: ServerId
    topic: Topic
    subject: int
    since: datetime
    round: int
    """How often it was said before."""
    tries: int
    """How often it was claimed for this round."""
    tried_at: datetime | None
    """When it was first claimed before (UTC): it may have been said since, and never marked."""
    again_at: datetime
    """When it is tried again (UTC) unless it is marked."""

    @property
    def mark(self) -> str:
        """What its message carries, to be known by."""
        return f"{self.id}-{self.round}"


_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))


def retry_at(now: datetime, tries: int) -> datetime:
    """Return when an errand that was claimed for the `tries`-th time now is tried again."""
    return now + _PAUSES[min(tries, len(_PAUSES)) - 1]
