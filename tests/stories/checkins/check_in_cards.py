"""Read the public card of a check-in."""

import random
from typing import Any

import pytest
from simcord import InteractionResult

from tests.world import World, markdown

VIOLET, GREEN = 0xC458F4, 0x289C5F


def first_wording(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every message use its first wording."""
    monkeypatch.setattr(random, "randrange", lambda _number: 0)


def card(world: World, answer: InteractionResult) -> list[str]:
    """Return the lines of the latest public message, without names and isolating characters."""
    public = next(m for m in reversed(world.general.history()) if m.id == answer.response.id)
    text = "\n".join(markdown(public))
    for mark in ("\u2068", "\u2069"):
        text = text.replace(mark, "")
    return text.replace(f"<@{world.alice.id}>", "@alice").split("\n")


def edge(answer: InteractionResult) -> int | None:
    """Return the colour of a card's edge, None if it has no box."""
    colour: int | None = answer.response.components[0].get("accent_color")
    return colour


async def declare(world: World, goal: str, schedule: str, amount: str = "") -> None:
    """Declare a goal, after three check-ins that taught its owner to undo one."""
    options = {"goal": goal, "schedule": schedule} | ({"amount": amount} if amount else {})
    await world.alice.slash(world.general, "goal declare", **options)


async def check_in(world: World, goal: str, **options: Any) -> InteractionResult:
    """Check in on a goal."""
    return await world.check_in(world.alice, goal=goal, **options)


async def practised(world: World) -> None:
    """Let Alice make the three check-ins that teach her to undo one."""
    await declare(world, "Stretch", "daily")
    for note in ("one", "two", "three"):
        await check_in(world, "Stretch", note=note)


async def keep(world: World, goal: str, days: int) -> None:
    """Check in on a goal on several days in a row, up to today."""
    for day in range(days):
        if day:
            await world.next_day()
        await check_in(world, goal)
