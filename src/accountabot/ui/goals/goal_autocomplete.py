"""Offer the goals that a member could mean while they type."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from discord import Interaction
from discord.app_commands import Choice

from accountabot.domain.goals.goal import GoalState
from accountabot.services.goals import goal_views
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store.session import NotSaved
from accountabot.ui.responses import database, member

MOST = 25
"""Choices that Discord shows."""
ALIKE = 0.7
"""How much of what was typed a title has to share."""


async def own_goals(interaction: Interaction[Any], typed: str) -> list[Choice[str]]:
    """Offer the member's own goals, what is due first."""
    return _choices(await _lines(interaction), typed)


async def own_active_goals(interaction: Interaction[Any], typed: str) -> list[Choice[str]]:
    """Offer the member's own active goals, what is due first."""
    return _choices(
        [line for line in await _lines(interaction) if line.goal.state is GoalState.ACTIVE], typed
    )


async def unpaused_goals(interaction: Interaction[Any], typed: str) -> list[Choice[str]]:
    """Offer the member's own goals that are going and not paused."""
    return _choices(
        [
            line
            for line in await _lines(interaction)
            if line.due.is_going and not line.due.is_paused
        ],
        typed,
    )


async def paused_goals(interaction: Interaction[Any], typed: str) -> list[Choice[str]]:
    """Offer the member's own goals that are paused."""
    return _choices([line for line in await _lines(interaction) if line.due.is_paused], typed)


async def due_goals(interaction: Interaction[Any], typed: str) -> list[Choice[str]]:
    """Offer the member's own goals that are due today."""
    return _choices([line for line in await _lines(interaction) if line.due.today], typed)


async def _lines(interaction: Interaction[Any]) -> list[GoalStatus]:
    try:
        return await database(interaction).read(
            goal_views.statuses_due_first, member(interaction), interaction.created_at
        )
    except (
        NotSaved
    ):  # there is nothing to answer to while someone types; the command itself will say so
        return []


def _choices(lines: Sequence[GoalStatus], typed: str) -> list[Choice[str]]:
    """Return what is due first, and of that what is most like what was typed."""
    found = [(line, likeness(line.goal.title, typed)) for line in lines]
    fitting = sorted(
        (pair for pair in found if pair[1] >= ALIKE),
        key=lambda pair: (not pair[0].due.today, -pair[1]),
    )
    return [Choice(name=line.goal.title, value=str(line.goal.id)) for line, _ in fitting[:MOST]]


def likeness(title: str, typed: str) -> float:
    """Return how much a title is like what was typed: 1 where it holds it, less for a slip of the finger."""
    title, typed = title.casefold(), " ".join(typed.casefold().split())
    if typed in title:
        return 1 + (title.startswith(typed) and bool(typed))
    parts = [title, *(word[: len(typed) + 1] for word in title.split())]
    return max(SequenceMatcher(None, typed, part).ratio() for part in parts)
