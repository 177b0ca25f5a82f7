"""Say who stands where, and who stands behind whom."""

from dataclasses import dataclass

from accountabot.domain.identities import GoalId, MemberId


@dataclass(frozen=True, slots=True)
class Backing:
    """Who stands behind a goal: its witnesses in the order in which they came, and how many cheered."""

    witnesses: tuple[MemberId, ...] = ()
    cheers: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A member's place on the streak board, with the goal that earned it; ties share a rank."""

    rank: int
    member: MemberId
    goal: GoalId
    title: str
    streak: int
