"""How members who come back are greeted."""

import pytest
from discord import MemberFlags
from simcord import MemberActor

from tests.stories.greetings.greeting_templates import greeted, save
from tests.world import HOUR, World


async def test_who_was_here_before_is_greeted_as_such(world: World, owner: MemberActor) -> None:
    await save(world, owner, "New {user}")
    await save(world, owner, "Back {user}", command="returning")
    first = await greeted(world, "dora")
    world.guild.remove_member(world.users["dora"])
    await world.env.settle()
    await world.env.advance_time(2 * HOUR)

    second = await greeted(world, "dora")

    assert first.startswith("New")
    assert second.startswith("Back")
    assert "A new goal" in second


async def test_who_had_goals_here_before_the_bot_greeted_is_welcomed_back(world: World) -> None:
    await world.declare(world.alice)
    world.guild.remove_member(world.users["alice"])
    await world.env.settle()
    await world.env.advance_time(2 * HOUR)

    greeting = await greeted(world, "alice")

    assert any(word in greeting for word in ("Welcome back", "is back", "Welcome home"))


async def test_who_discord_knows_to_be_back_is_greeted_as_such(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MemberFlags, "did_rejoin", True)

    greeting = await greeted(world, "dora")

    assert any(word in greeting for word in ("Welcome back", "is back", "Welcome home"))
