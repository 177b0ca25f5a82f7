"""Helpers for the tests of private goals."""

from typing import Any

from simcord import InteractionResult

from tests.world import GREETINGS, World, shown


async def declare(
    world: World, goal: str = "Zebra", schedule: str = "daily", **options: Any
) -> InteractionResult:
    """Let Alice declare a private goal."""
    return await world.alice.slash(
        world.general, "goal declare", goal=goal, schedule=schedule, visibility="only me", **options
    )


def in_public(world: World) -> str:
    """Return the text of every message in #general."""
    return "\n".join(shown(world.general)[GREETINGS:])
