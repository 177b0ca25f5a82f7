"""Helpers for the tests of preferences."""

from datetime import UTC, datetime
from typing import Any

from discord.utils import utcnow
from simcord import InteractionResult, MemberActor

from tests.world import World, ids


async def start_day(world: World, panel: Any, hour: str) -> InteractionResult:
    """Let Alice choose the hour at which her day starts."""
    return await choose(world, panel, "day-start", hour)


async def choose(world: World, panel: Any, menu: str, value: str) -> InteractionResult:
    """Let Alice choose from a menu of her panel."""
    found = next(ids(panel.components, f"{menu}:"))
    return await world.alice.select(panel, [value], custom_id=found)


async def wait_until(world: World, day: int, clock: str) -> None:
    """Advance to a time in January 2026, in UTC."""
    hour, minute = map(int, clock.split(":"))
    await world.env.advance_time(
        (datetime(2026, 1, day, hour, minute, tzinfo=UTC) - utcnow()).total_seconds()
    )


async def keep(world: World, who: MemberActor, days: int) -> None:
    """Check in once a day for some days, and go on to the next day."""
    for _ in range(days):
        await world.check_in(who)
        await world.next_day()


async def streak_of(world: World, who: MemberActor) -> str:
    return await world.ask(who, "streak")
