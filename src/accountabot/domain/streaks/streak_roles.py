"""Decide which streak roles a member has earned, and which to give and to take away."""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

STREAKS = range(1, 1001)
"""The streaks that a rule can ask for."""
MOST_ROLES = 10
"""The maximum number of streak roles on a server."""


class StreakRole(NamedTuple):
    """A rule: members with at least this streak get this role."""

    streak: int
    role: int


class RoleObstacle(StrEnum):
    """Why a role can't be given for streaks."""

    GONE = "gone"
    EVERYONE = "everyone"
    MANAGED = "managed"
    """It belongs to a bot, an integration, boosters or linked accounts."""
    POWERFUL = "powerful"
    """It allows moderation or administration."""
    TOO_HIGH = "too-high"
    """It isn't below the bot's highest role, so the bot can neither give nor take it."""


class GrantState(StrEnum):
    """What is known about a member's streak role."""

    ASKED = "asked"
    """The bot asks Discord to give it; whether that worked is not known yet."""
    GIVEN = "given"
    FOUND = "found"
    """The member had it already, from someone else."""
    LEFT = "left"
    """The bot gave it to someone who deleted their data; it is still to be taken away."""


class RoleAccess(NamedTuple):
    """What the bot can do with the roles of a server."""

    existing: frozenset[int]
    givable: frozenset[int]
    takeable: frozenset[int]


class RoleChanges(NamedTuple):
    """The roles to give, to take away, and to forget without asking Discord."""

    give: frozenset[int]
    take: frozenset[int]
    forget: frozenset[int]


def parse_roles(value: str) -> tuple[StreakRole, ...]:
    """Parse the stored form of a server's streak roles, such as "7:123 30:456"."""
    return tuple(StreakRole(*map(int, each.split(":"))) for each in value.split())


def format_roles(rules: Iterable[StreakRole]) -> str:
    """Format streak roles for storage, sorted; of two rules for a role, the lower streak stays."""
    lowest: dict[int, int] = {}
    for rule in rules:
        lowest[rule.role] = min(rule.streak, lowest.get(rule.role, rule.streak))
    in_order = sorted(StreakRole(streak, role) for role, streak in lowest.items())
    return " ".join(f"{rule.streak}:{rule.role}" for rule in in_order)


def changes_for(
    rules: Collection[StreakRole], streak: int, held: Mapping[int, GrantState], access: RoleAccess
) -> RoleChanges:
    """Return what to change for a member with this streak (0 if they are on no leaderboard).

    Every rule that the streak fulfils counts. The bot takes away only what it gave, or may have
    given; a role that it can't touch now stays as it is.
    """
    earned = access.givable & {rule.role for rule in rules if streak >= rule.streak}
    settled = {role for role, state in held.items() if state in _SETTLED}
    gone = {role for role in held if role not in access.existing}
    lost = {role for role in held if role not in earned} - gone
    found = {role for role in lost if held[role] is GrantState.FOUND}
    return RoleChanges(
        give=frozenset(earned - settled),
        take=frozenset((lost - found) & access.takeable),
        forget=frozenset(gone | found),
    )


_SETTLED = frozenset({GrantState.GIVEN, GrantState.FOUND})
