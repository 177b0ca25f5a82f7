"""Helpers for the tests of private goals."""

from typing import Any

from simcord import InteractionResult

from tests.world import GREETINGS, World, shown


async def declare(
    world: World, goal: str = "Zebra", schedule: str = "daily", **options: Any
) -> InteractionResult:
    """Let alice declare a goal that only she sees."""
    return await world.alice.slash(
        world.general, "goal declare", goal=goal, schedule=schedule, visibility="only me", **options
    )


def in_public(world: World) -> str:
    """Return all that stands in the channel."""
    return "\n".join(shown(world.general)[GREETINGS:])
