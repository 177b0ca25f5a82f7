"""Count a goal's witnesses and cheers."""

from dataclasses import dataclass

from accountabot.domain.identifiers import MemberId


@dataclass(frozen=True, slots=True)
class Support:
    """Who stands behind a goal: its witnesses in the order in which they came, and how many cheered."""

    witnesses: tuple[MemberId, ...] = ()
    cheers: int = 0


@dataclass(frozen=True, slots=True)
class CheerCounts:
    """How often a member cheered, and was cheered."""

    given: int = 0
    received: int = 0
