"""A server that Discord hasn't sent yet is not described as broken."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from discord import Guild
from simcord import MemberActor

from accountabot.bot import Accountabot
from tests.world import World, shown

UNSEEN = "Discord isn’t showing me this server"


@contextmanager
def unseen(world: World, bot: Accountabot, *, is_listed: bool = True) -> Iterator[None]:
    """Let Discord list a server as unavailable, as it does at the start, or not at all."""
    known = bot._connection._guilds
    real = known.pop(world.guild.id)
    if is_listed:
        data = {"id": str(world.guild.id), "unavailable": True}
        known[world.guild.id] = Guild(state=bot._connection, data=data)
    yield
    known[world.guild.id] = real


@pytest.mark.parametrize("command", ["setup check", "setup channels", "setup show", "setup start"])
async def test_owners_are_told_that_discord_is_not_showing_the_server(
    world: World, bot: Accountabot, owner: MemberActor, command: str
) -> None:
    options = {"greetings": world.general} if command == "setup channels" else {}

    with unseen(world, bot):
        answer = await world.ask(owner, command, **options)

    assert UNSEEN in answer
    assert "gone" not in answer


async def test_a_server_that_is_not_even_listed_is_described_in_the_same_way(
    world: World, bot: Accountabot, owner: MemberActor
) -> None:
    with unseen(world, bot, is_listed=False):
        assert UNSEEN in await world.ask(owner, "setup check")


async def test_a_goal_is_declared_and_no_channel_is_accused(
    world: World, bot: Accountabot, owner: MemberActor
) -> None:
    goals = world.guild.create_text_channel("goals")
    await owner.slash(world.general, "setup channels", goals=goals)

    with unseen(world, bot):
        assert "Run" in await world.ask(world.alice, "goal declare", goal="Run", schedule="daily")

    assert shown(goals) == []
    assert "couldn’t be posted" not in await world.ask(owner, "setup check")


async def test_a_server_that_is_shown_again_is_checked_as_usual(
    world: World, bot: Accountabot, owner: MemberActor
) -> None:
    with unseen(world, bot):
        await world.ask(owner, "setup check")

    assert UNSEEN not in await world.ask(owner, "setup check")
