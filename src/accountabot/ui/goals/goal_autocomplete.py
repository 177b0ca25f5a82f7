"""Autocomplete goals: a member's own, or everyone's that they may see."""

from collections.abc import Sequence

from discord.app_commands import Choice

from accountabot.domain.choices import goal_choice
from accountabot.domain.goals.goal import GoalState
from accountabot.domain.user_text import TITLE_LIMIT
from accountabot.services.goals import goal_views
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store.errors import NotRead
from accountabot.ui.client import Interaction
from accountabot.ui.localization import say
from accountabot.ui.responses import database, member
from accountabot.ui.truncation import truncate

MOST = 25
"""Discord's limit of choices."""
ALIKE = 0.7
"""Similarity from which a title matches the input."""


async def own_goals(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest the member's own goals, due ones first."""
    return _choices(await _lines(interaction), typed)


async def visible_goals(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest the member's own goals, then public goals of others that match the input."""
    own = await own_goals(interaction, typed)
    try:
        others = await database(interaction).read(
            goal_views.list_public, member(interaction), typed, interaction.created_at
        )
    except NotRead:  # as below
        others = []
    named = [
        Choice(
            name=truncate(say("choice-other", title=goal.title), TITLE_LIMIT),
            value=goal_choice(goal),
        )
        for goal in others
    ]
    return [*own, *named][:MOST]


async def own_active_goals(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest the member's own active goals, due ones first."""
    return _choices(
        [line for line in await _lines(interaction) if line.goal.state is GoalState.ACTIVE], typed
    )


async def unpaused_goals(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest the member's own active goals, except paused ones."""
    return _choices(
        [
            line
            for line in await _lines(interaction)
            if line.due.is_ongoing and not line.due.is_paused
        ],
        typed,
    )


async def paused_goals(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest the member's own paused goals."""
    return _choices([line for line in await _lines(interaction) if line.due.is_paused], typed)


async def due_goals(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest the member's own goals due today."""
    return _choices([line for line in await _lines(interaction) if line.due.today], typed)


async def _lines(interaction: Interaction) -> list[GoalStatus]:
    try:
        return await database(interaction).read(
            goal_views.statuses_due_first, member(interaction), interaction.created_at
        )
    except NotRead:  # autocomplete can't show an error; the command itself will
        return []


def _choices(lines: Sequence[GoalStatus], typed: str) -> list[Choice[str]]:
    """Sort due goals first, then by similarity to the input."""
    found = [(line, similarity(line.goal.title, typed)) for line in lines]
    fitting = sorted(
        (pair for pair in found if pair[1] >= ALIKE),
        key=lambda pair: (not pair[0].due.today, -pair[1]),
    )
    return [
        Choice(name=line.goal.title, value=goal_choice(line.goal)) for line, _ in fitting[:MOST]
    ]


def similarity(title: str, typed: str) -> float:
    """Return a title's similarity to the input: 1 if it contains it, less for a typo."""
    title, typed = title.casefold(), " ".join(typed.casefold().split())
    if typed in title:
        return 1 + (title.startswith(typed) and bool(typed))
    from difflib import SequenceMatcher  # noqa: PLC0415 - only needed if a title is mistyped

    parts = [title, *(word[: len(typed) + 1] for word in title.split())]
    return max(SequenceMatcher(None, typed, part).ratio() for part in parts)
