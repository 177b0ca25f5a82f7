"""The history that the data tests share."""

import pytest

from tests.stories.goals.edits import change
from tests.world import World


@pytest.fixture
async def lived(world: World) -> World:
    """Give Alice at least one row of every kind."""
    await world.alice.slash(world.general, "timezone", zone="Europe/Lisbon")
    card = (await world.declare(world.alice, "Run at dawn")).response
    await world.declare(world.alice, "Read")
    await world.declare(world.bob, "Swim")
    await world.alice.slash(
        world.general,
        "goal declare",
        goal="Weigh less",
        schedule="daily",
        visibility="only me",
        plan="=1+1",
    )
    await world.check_in(world.alice, goal="Run", note="=HYPERLINK(1)")
    done = await world.check_in(world.bob, goal="Swim")
    await world.bob.click(card, label="Hold me to it")
    await world.cheer(world.bob, card)
    await world.cheer(world.alice, done.response)
    swim = next(
        m for m in world.general.history() if "Swim" in str([c.to_dict() for c in m.components])
    )
    await world.alice.click(swim, label="Hold me to it")
    await change(world, world.alice, "Read", sentence="Read on Mondays")
    await world.alice.slash(world.general, "pause", goal="Read", reason="a cold")
    await world.alice.slash(world.general, "greet", member=world.bob)
    await world.bob.slash(world.general, "greet", member=world.alice)
    await world.alice.slash(world.general, "disclose", text="I sell shoes")
    form = await world.alice.slash(world.general, "introduce")
    await world.alice.submit_modal(form, {"who": "A runner", "does": "", "learns": ""})
    await world.alice.slash(world.general, "goal declare", goal="Write a lot")
    await world.env.advance_time(60)
    return world
