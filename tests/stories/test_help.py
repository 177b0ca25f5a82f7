"""Help."""

import pytest

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


@pytest.mark.parametrize("topic", ["goals", "check-ins", "streaks", "together"])
async def test_every_topic_has_its_words(world: World, topic: str) -> None:
    assert len(await world.ask(world.alice, "help", topic=topic)) > 80
