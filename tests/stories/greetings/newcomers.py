"""Helpers for the tests of newcomers."""

from simcord import MemberActor

from accountabot.store.greetings import newcomers
from tests.world import World, shown


def greetings_of(world: World, *newcomers: MemberActor) -> list[int]:
    """Return the number of greetings for each member."""
    greetings = shown(world.general)
    return [sum(newcomer.mention in text for text in greetings) for newcomer in newcomers]


async def waiting_newcomers(world: World) -> list[int]:
    """Return the newcomers that wait for a greeting."""
    return [member.id for member in await world.env.bot.database.read(newcomers.all_newcomers)]


async def join_many(world: World, count: int) -> list[MemberActor]:
    """Let many members join at once, after a quiet while."""
    await world.env.advance_time(120)
    crowd = [world.join(f"n{number}") for number in range(count)]
    await world.env.settle()
    return crowd
