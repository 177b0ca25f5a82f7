"""/help: the next step, and the topics."""

import pytest
from discord import Permissions

from tests.world import World


async def test_help_suggests_the_next_step(world: World) -> None:
    nothing_yet = await world.ask(world.alice, "help")
    await world.declare(world.alice, "Run")
    due = await world.ask(world.alice, "help")
    await world.check_in(world.alice)
    done = await world.ask(world.alice, "help")

    assert "/goal declare" in nothing_yet
    assert "Run" in due
    assert "/checkin" in due
    assert "Nothing is due" in done


async def test_help_mentions_only_the_open_goals_of_yesterday(world: World) -> None:
    await world.declare(world.alice, "Run", "weekly on thu")
    await world.next_day()
    asked = await world.ask(world.alice, "help")

    assert "Still open from yesterday" in asked
    assert "Run" in asked
    assert "/checkin date: yesterday" in asked


async def test_help_explains_how_to_resume_if_every_goal_is_paused(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.alice.slash(world.general, "pause")
    asked = await world.ask(world.alice, "help")

    assert "/resume" in asked
    assert "My first goal" not in asked


async def test_managers_see_one_more_line_in_help(world: World) -> None:
    role = world.guild.create_role("owner", permissions=Permissions(manage_guild=True))
    boss = world.guild.add_member(world.env.create_user("olga"), roles=[role])

    assert "/setup check" in await world.ask(boss, "help")
    assert "/setup check" not in await world.ask(world.alice, "help")


@pytest.mark.parametrize(
    "topic", ["goals", "check-ins", "streaks", "together", "privacy", "owners"]
)
async def test_every_help_topic_has_a_text(world: World, topic: str) -> None:
    assert len(await world.ask(world.alice, "help", topic=topic)) > 80
