"""Plain messages for a goal that counts an amount."""

import pytest
from simcord import ChannelHandle

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.stories.checkins.checkin_channel import answers, count_pages, reactions
from tests.world import World, said, streak_in


async def test_a_goal_with_an_amount_asks_how_much(world: World, channel: ChannelHandle) -> None:
    await count_pages(world, world.alice)
    await world.alice.send(channel, "read")

    (question,) = answers(world, channel)
    refused = await world.bob.click(question, label="How much?")
    form = await world.alice.click(question, label="How much?")
    answer = await world.alice.submit_modal(form, {"text": "12"})

    assert refused.ephemeral
    assert world.alice.mention in said(refused)
    assert answer.ephemeral
    assert "12 of 20" in said(answer)
    assert reactions(channel)[0] == ["✅"]


async def test_more_can_be_entered_until_the_amount_is_reached(
    world: World, channel: ChannelHandle, settings: Settings
) -> None:
    await count_pages(world, world.alice)
    await world.alice.send(channel, "read")
    (question,) = answers(world, channel)
    form = await world.alice.click(question, label="How much?")
    await world.alice.submit_modal(form, {"text": "12"})
    await world.alice.send(channel, "read on")

    still = len(answers(world, channel))
    await world.env.restart_bot(create_bot(settings))
    form = await world.alice.click(question, label="How much?")
    answer = await world.alice.submit_modal(form, {"text": "9"})

    assert still == 1
    assert streak_in(said(answer)) == 1
    assert answers(world, channel) == []


@pytest.mark.parametrize("typed", ["-3", "  ", "many"])
async def test_an_invalid_amount_is_refused_and_can_be_entered_again(
    world: World, channel: ChannelHandle, typed: str
) -> None:
    await count_pages(world, world.alice)
    await world.alice.send(channel, "read")
    (question,) = answers(world, channel)

    form = await world.alice.click(question, label="How much?")
    refused = await world.alice.submit_modal(form, {"text": typed})
    form = await world.alice.click(question, label="How much?")
    answer = await world.alice.submit_modal(form, {"text": "3"})

    assert "Try a number" in said(refused)
    assert "3 of 20" in said(answer)
