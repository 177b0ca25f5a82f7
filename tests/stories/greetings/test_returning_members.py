"""How members who come back are greeted."""

import pytest
from discord import MemberFlags
from simcord import MemberActor

from tests.stories.greetings.greeting_templates import greeting_for, save
from tests.world import HOUR, World


async def test_a_returning_member_gets_the_returning_greeting(
    world: World, owner: MemberActor
) -> None:
    await save(world, owner, "New {user}")
    await save(world, owner, "Back {user}", command="returning")
    first = await greeting_for(world, "dora")
    world.guild.remove_member(world.users["dora"])
    await world.env.settle()
    await world.env.advance_time(2 * HOUR)

    second = await greeting_for(world, "dora")

    assert first.startswith("New")
    assert second.startswith("Back")
    assert "I’m back: a new goal" in second


async def test_a_member_with_earlier_goals_is_welcomed_back(world: World) -> None:
    await world.declare(world.alice)
    world.guild.remove_member(world.users["alice"])
    await world.env.settle()
    await world.env.advance_time(2 * HOUR)

    greeting = await greeting_for(world, "alice")

    assert any(word in greeting for word in ("Welcome back", "is back", "Welcome home"))


async def test_a_rejoin_flag_of_discord_selects_the_returning_greeting(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MemberFlags, "did_rejoin", True)

    greeting = await greeting_for(world, "dora")

    assert any(word in greeting for word in ("Welcome back", "is back", "Welcome home"))
