"""Helpers for the tests of newcomers."""

from simcord import MemberActor

from accountabot.store import newcomers
from tests.world import World, shown


def greetings_of(world: World, *newcomers: MemberActor) -> list[int]:
    """Return how often each of them was greeted."""
    greetings = shown(world.general)
    return [sum(newcomer.mention in text for text in greetings) for newcomer in newcomers]


async def waiting(world: World) -> list[int]:
    """Return who is remembered as yet to be greeted."""
    return [member.id for member in await world.env.bot.database.read(newcomers.all_newcomers)]


async def flood(world: World, count: int) -> list[MemberActor]:
    """Let many join at once, a quiet while after everyone else."""
    await world.env.advance_time(120)
    crowd = [world.join(f"n{number}") for number in range(count)]
    await world.env.settle()
    return crowd
