"""An owner who is stuck gets more than *Check in*, in private."""

import pytest

from accountabot.bot import Accountabot
from accountabot.ui.cards import Card, row
from accountabot.ui.components import button, custom_id
from tests.stories.people.notices import RUN, private
from tests.stories.people.test_questions import ask, asked, last
from tests.world import World, said


async def test_a_stuck_owner_is_offered_more_than_a_check_in(world: World) -> None:
    question = (await asked(world)).response

    answer = await world.alice.click(question, label="I’m stuck")

    (offer,) = private(answer)
    assert offer.splitlines()[1:] == ["Edit", "Skip today", "Pause"]
    assert last(world).splitlines()[-2:] == ["Check in", "Cheer"]


async def test_a_stuck_owner_can_skip_or_pause_by_a_tap(world: World) -> None:
    question = (await asked(world)).response
    offer = (await world.alice.click(question, label="I’m stuck")).followups[0]

    skipped = await world.alice.click(offer, label="Skip today")
    paused = await world.alice.click(offer, label="Pause")

    assert skipped.ephemeral
    assert "It’s on the record" in said(skipped)
    assert "⏸️" in last(world)
    assert RUN in last(world)
    assert not paused.ephemeral


async def test_a_longer_period_is_not_skipped_by_a_tap(world: World) -> None:
    await world.declare(world.alice, "Run", "3 per week")
    question = (await ask(world, world.bob)).response

    answer = await world.alice.click(question, label="I’m stuck")

    assert private(answer)[0].splitlines()[1:] == ["Edit", "Pause"]


@pytest.mark.parametrize("verb", ["pause-goal", "skip-goal"])
async def test_nobody_else_can_pause_or_skip_a_goal(
    world: World, bot: Accountabot, verb: str
) -> None:
    await world.declare(world.alice)
    card = Card(row(button("Press", custom_id(verb, world.guild.id, 1))))
    channel = bot.get_partial_messageable(world.general.id, guild_id=world.guild.id)
    message = await channel.send(view=card)

    refused = await world.bob.click(message, label="Press")

    assert refused.ephemeral
    assert world.alice.mention in said(refused)
    assert "due" in await world.ask(world.alice, "goal list")
