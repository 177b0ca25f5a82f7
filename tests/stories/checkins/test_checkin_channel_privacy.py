"""Plain messages for private goals."""

from simcord import ChannelHandle

from tests.stories.checkins.checkin_channel import (
    answers,
    count_pages,
    option,
    reactions,
    streak_of,
)
from tests.stories.goals.edits import change
from tests.world import World, shown


async def test_a_private_goal_is_counted_and_never_named(
    world: World, channel: ChannelHandle
) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Whisper", schedule="daily", visibility="only me"
    )

    await world.alice.send(channel, "done")

    assert reactions(channel) == [["✅"]]
    assert answers(world, channel) == []
    assert "**Current streak** 1" in await streak_of(world, world.alice)


async def test_private_goals_are_never_offered_in_public(
    world: World, channel: ChannelHandle
) -> None:
    for goal in ("Run", "Read"):
        await world.declare(world.alice, goal)
    await world.alice.slash(
        world.general, "goal declare", goal="Whisper", schedule="daily", visibility="only me"
    )
    await world.alice.slash(
        world.general, "goal declare", goal="Murmur", schedule="daily", visibility="only me"
    )
    await count_pages(world, world.bob, visibility="only me")

    await world.alice.send(channel, "done")
    await world.bob.send(channel, "read")
    (question,) = answers(world, channel)
    for goal in ("Run", "Read"):
        await world.alice.select(question, [option(answers(world, channel)[0], goal)])
    await world.alice.send(channel, "and the rest")

    assert answers(world, channel) == []
    assert reactions(channel) == [["✅"], [], []]


async def test_a_public_goal_is_counted_before_a_private_one(
    world: World, channel: ChannelHandle
) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Whisper", schedule="daily", visibility="only me"
    )
    await world.declare(world.alice)

    await world.alice.send(channel, "done")
    streaks = await streak_of(world, world.bob)
    run = await world.ask(world.alice, "goal show", goal="Run")

    assert reactions(channel) == [["✅"]]
    assert "Whisper" not in streaks
    assert "**Current streak** 1" in run


async def test_a_question_is_deleted_if_a_goal_in_it_is_hidden(
    world: World, channel: ChannelHandle
) -> None:
    for goal in ("Run", "Whisper"):
        await world.declare(world.alice, goal)
    await count_pages(world, world.bob)
    await world.alice.send(channel, "done")
    await world.bob.send(channel, "read")

    await change(world, world.alice, "Whisper", visibility=["me"])
    await change(world, world.bob, "Read", visibility=["me"])

    assert not [text for text in shown(channel) if "Whisper" in text or "Read" in text]
