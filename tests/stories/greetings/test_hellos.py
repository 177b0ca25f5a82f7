"""The Hello button below a newcomer's greeting."""

import pytest
from simcord import MemberActor

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.stories.greetings.hellos import greeting, say_hello
from tests.world import DAY, GREETINGS, World, said, shown


async def test_a_member_who_says_hello_appears_on_the_greeting(
    world: World, dora: MemberActor
) -> None:
    before = greeting(world)

    answer = await say_hello(world, world.alice)

    assert dora.mention in answer
    assert greeting(world).startswith(before.split("\nI’m new")[0])
    assert f"A hello from {world.alice.mention}" in greeting(world)
    assert "I’m new: my first goal" in greeting(world)
    assert world.pings()[GREETINGS] == [dora.id]


@pytest.mark.usefixtures("dora")
async def test_the_greeting_is_edited_once_a_minute_at_most(world: World) -> None:
    await say_hello(world, world.alice)
    await say_hello(world, world.bob)
    await say_hello(world, world.carol)
    early = greeting(world)
    await world.env.advance_time(61)

    assert world.bob.mention not in early
    assert (
        f"Hellos from {world.alice.mention} {world.bob.mention} {world.carol.mention}"
        in greeting(world)
    )


async def test_hello_is_said_once_and_not_to_oneself(world: World, dora: MemberActor) -> None:
    await say_hello(world, world.alice)

    assert "already" in await say_hello(world, world.alice)
    assert "for other people" in await say_hello(world, dora)
    assert greeting(world).count("<@") == 2


@pytest.mark.usefixtures("dora")
async def test_hello_works_after_a_restart(world: World, settings: Settings) -> None:
    await say_hello(world, world.alice)
    await world.env.advance_time(61)
    await world.env.restart_bot(create_bot(settings))

    await say_hello(world, world.bob)

    assert f"{world.alice.mention} {world.bob.mention}" in greeting(world)


async def test_hello_to_someone_who_left_is_kindly_declined(
    world: World, dora: MemberActor
) -> None:
    world.guild.remove_member(dora)
    await world.env.settle()

    assert "no longer here" in await say_hello(world, world.alice)


async def test_a_greeting_that_is_gone_breaks_nothing(world: World, dora: MemberActor) -> None:
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=404, code=10008)

    assert dora.mention in await say_hello(world, world.alice)
    assert "already" in await say_hello(world, world.alice)


@pytest.mark.usefixtures("dora")
async def test_more_than_ten_are_counted(world: World) -> None:
    await world.env.advance_time(120)
    for number in range(12):
        await say_hello(world, world.join(f"n{number}"))
    await world.env.advance_time(61)

    assert "+2" in greeting(world)


async def test_a_member_who_left_is_not_greeted(world: World) -> None:
    stranger = world.env.create_user("stranger")

    answer = await world.alice.slash(world.general, "greet", member=stranger)

    assert answer.ephemeral
    assert "no longer here" in said(answer)


async def test_a_hello_keeps_the_owner_buttons(world: World) -> None:
    first = world.general.history()[0]

    for who in (world.alice, world.bob, world.carol):
        await who.click(first, label="Say hello")
    await world.env.advance_time(61)

    assert "Hellos from " in shown(world.general)[0]
    assert "Turn off" in shown(world.general)[0]


@pytest.mark.usefixtures("dora")
async def test_a_greeting_is_not_edited_a_day_later(world: World) -> None:
    await say_hello(world, world.alice)
    await world.env.advance_time(DAY)
    edits = len([request for request in world.env.http_requests if "PATCH" in str(request)])
    await world.env.advance_time(DAY)

    assert len([request for request in world.env.http_requests if "PATCH" in str(request)]) == edits
