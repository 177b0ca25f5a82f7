"""Helpers for the tests of setup commands."""

from datetime import UTC, datetime

from discord.utils import utcnow
from simcord import InteractionResult, MemberActor

from tests.world import World


async def wait_until(world: World, day: int, clock: str = "09:00") -> None:
    """Advance to a time in January 2026, in UTC."""
    hour, minute = map(int, clock.split(":"))
    await world.env.advance_time(
        (datetime(2026, 1, day, hour, minute, tzinfo=UTC) - utcnow()).total_seconds()
    )


async def set_up(
    world: World, owner: MemberActor, what: str, **options: object
) -> InteractionResult:
    """Set something for everyone."""
    return await owner.slash(world.general, f"setup {what}", **options)


async def keep(world: World, who: MemberActor, days: int) -> None:
    """Check in once a day for some days, and go on to the next day."""
    for _ in range(days):
        await world.check_in(who)
        await world.next_day()


async def streak_of(world: World, who: MemberActor) -> str:
    return await world.ask(who, "streak")
