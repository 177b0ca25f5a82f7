"""Define the support for a goal: its witnesses and cheers."""

from dataclasses import dataclass

from accountabot.domain.identifiers import MemberId


@dataclass(frozen=True, slots=True)
class Support:
    """The witnesses of a goal, in the order of joining, and its number of cheers."""

    witnesses: tuple[MemberId, ...] = ()
    cheers: int = 0


@dataclass(frozen=True, slots=True)
class CheerCounts:
    """The number of cheers that a member gave and received."""

    given: int = 0
    received: int = 0
