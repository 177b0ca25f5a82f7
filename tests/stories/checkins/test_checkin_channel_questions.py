"""The question that is asked if an author has several goals due."""

import pytest
from simcord import ChannelHandle

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.stories.checkins.checkin_channel import (
    answers,
    count_pages,
    option,
    options,
    reactions,
    streak_of,
)
from tests.world import World, said, streak_in


async def test_one_reply_asks_if_several_goals_are_due_and_only_the_author_may_pick(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    await world.declare(world.bob, "Swim")
    message = await world.alice.send(channel, "done")

    (question,) = answers(world, channel)
    refused = await world.bob.select(question, [option(question, "Read")])
    picked = await world.alice.select(question, [option(question, "Read")])

    assert question.reference.message_id == message.id
    assert refused.ephemeral
    assert world.alice.mention in said(refused)
    assert picked.ephemeral
    assert "Read" in said(picked)
    assert reactions(channel)[0] == ["✅"]


async def test_the_question_is_asked_once_a_day_and_not_for_every_message(
    world: World, channel: ChannelHandle, settings: Settings
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")

    await world.alice.send(channel, "one")
    await world.alice.send(channel, "two")
    await world.env.restart_bot(create_bot(settings))
    await world.alice.send(channel, "three")
    today = len(answers(world, channel))
    await world.next_day()
    await world.alice.send(channel, "four")

    assert today == 1
    assert len(answers(world, channel)) == 2


async def test_the_question_continues_with_the_remaining_goals_and_then_disappears(
    world: World, channel: ChannelHandle, settings: Settings
) -> None:
    for goal in ("Run", "Read", "Walk"):
        await world.declare(world.alice, goal)
    await world.alice.send(channel, "done")
    (question,) = answers(world, channel)

    await world.alice.select(question, [option(question, "Read")])
    left = options(answers(world, channel)[0])
    await world.env.restart_bot(create_bot(settings))
    await world.alice.select(question, [option(answers(world, channel)[0], "Run")])
    await world.alice.select(question, [option(answers(world, channel)[0], "Walk")])

    assert left == ["Run", "Walk"]
    assert answers(world, channel) == []
    assert (await streak_of(world, world.alice)).count("**Current streak** 1") == 3


async def test_a_pick_can_be_undone_with_one_tap(world: World, channel: ChannelHandle) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    await world.alice.send(channel, "done")
    (question,) = answers(world, channel)
    picked = await world.alice.select(question, [option(question, "Read")])

    await world.alice.click(picked.response, label="Undo")

    assert reactions(channel)[0] == []
    assert "**Current streak** 1" not in await streak_of(world, world.alice)


async def test_a_reaction_stays_while_one_of_two_picks_counts(
    world: World, channel: ChannelHandle
) -> None:
    for goal in ("Run", "Read", "Walk"):
        await world.declare(world.alice, goal)
    await world.alice.send(channel, "done")
    (question,) = answers(world, channel)
    await world.alice.select(question, [option(question, "Read")])
    await world.alice.select(question, [option(question, "Run")])

    await world.alice.slash(world.general, "undo")

    assert reactions(channel)[0] == ["✅"]


async def test_an_answer_on_the_next_day_still_counts_for_the_day_of_the_message(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    await world.alice.send(channel, "done")
    (question,) = answers(world, channel)
    await world.next_day()

    picked = await world.alice.select(question, [option(question, "Read")])

    assert "⏰" in said(picked)


@pytest.mark.parametrize("days", [2, 9])
async def test_a_late_answer_is_refused_with_a_suggestion(
    world: World, channel: ChannelHandle, days: int
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    await world.alice.send(channel, "done")
    (question,) = answers(world, channel)
    await world.next_day(days)

    picked = await world.alice.select(question, [option(question, "Read")])

    assert picked.ephemeral
    assert "it’s too late" in said(picked)


async def test_a_goal_with_an_amount_can_be_picked_among_several(
    world: World, channel: ChannelHandle
) -> None:
    await count_pages(world, world.alice)
    await world.declare(world.alice, "Run")
    await world.alice.send(channel, "read")
    (question,) = answers(world, channel)

    form = await world.alice.select(question, [option(question, "Read")])
    answer = await world.alice.submit_modal(form, {"text": "20"})

    assert streak_in(said(answer)) == 1
    assert options(answers(world, channel)[0]) == ["Run"]


async def test_a_question_that_could_not_be_posted_is_asked_at_the_next_message(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    await count_pages(world, world.bob)
    world.env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, times=2)
    await world.alice.send(channel, "one")
    await world.bob.send(channel, "one")
    before = answers(world, channel)

    await world.alice.send(channel, "two")
    await world.bob.send(channel, "two")

    assert before == []
    assert len(answers(world, channel)) == 2
