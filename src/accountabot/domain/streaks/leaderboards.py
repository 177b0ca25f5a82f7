"""Define a member's rank on a leaderboard, and the streak that counts for it."""

from dataclasses import dataclass
from typing import NamedTuple

from accountabot.domain.identifiers import GoalId, MemberId


@dataclass(frozen=True, slots=True)
class BoardRank:
    """A rank on the streak leaderboard, with the goal that earned it; ties share a rank."""

    rank: int
    member: MemberId
    goal: GoalId
    title: str
    streak: int
    is_without_freeze: bool = False
    """Whether the streak is long, and none of its periods used a freeze."""


class CurrentStreak(NamedTuple):
    """A member's longest current streak; if it is stale, it may be over."""

    streak: int
    is_stale: bool
