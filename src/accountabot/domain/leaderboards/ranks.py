"""Define a member's rank on a leaderboard."""

from datetime import datetime
from typing import NamedTuple

from accountabot.domain.identifiers import MemberId
from accountabot.domain.leaderboards.scores import Score


class Rank(NamedTuple):
    """A member's rank; ties share one. For a streak, with the title of the goal that earned it."""

    rank: int
    member: MemberId
    score: Score
    title: str
    is_without_freeze: bool = False
    """Whether it is a long streak, and none of its periods used a freeze."""
    changes_at: datetime | None = None
    """When (UTC) the streak may be over, for a streak."""
