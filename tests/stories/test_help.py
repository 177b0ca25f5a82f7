"""Help."""

import pytest
from discord import Permissions

from tests.world import World


async def test_help_says_what_to_do_next_from_where_one_stands(world: World) -> None:
    nothing_yet = await world.ask(world.alice, "help")
    await world.declare(world.alice, "Run")
    due = await world.ask(world.alice, "help")
    await world.check_in(world.alice)
    done = await world.ask(world.alice, "help")

    assert "/goal declare" in nothing_yet
    assert "Run" in due
    assert "/checkin" in due
    assert "Nothing is due" in done


async def test_it_says_what_is_open_from_yesterday_only(world: World) -> None:
    await world.declare(world.alice, "Run", "weekly on thu")
    await world.next_day()
    asked = await world.ask(world.alice, "help")

    assert "Still open from yesterday" in asked
    assert "Run" in asked
    assert "/checkin date: yesterday" in asked


async def test_it_says_how_to_go_on_where_everything_rests(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.alice.slash(world.general, "pause")
    asked = await world.ask(world.alice, "help")

    assert "/resume" in asked
    assert "My first goal" not in asked


async def test_who_manages_the_server_reads_a_line_more(world: World) -> None:
    role = world.guild.create_role("owner", permissions=Permissions(manage_guild=True))
    boss = world.guild.add_member(world.env.create_user("olga"), roles=[role])

    assert "/setup check" in await world.ask(boss, "help")
    assert "/setup check" not in await world.ask(world.alice, "help")


@pytest.mark.parametrize(
    "topic", ["goals", "check-ins", "streaks", "together", "privacy", "owners"]
)
async def test_every_topic_has_its_words(world: World, topic: str) -> None:
    assert len(await world.ask(world.alice, "help", topic=topic)) > 80
