"""One hello to several newcomers who were greeted together."""

import pytest
from simcord import MemberActor

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.stories.greetings.hellos import cheer_requests
from tests.world import HOUR, World, said, shown


@pytest.fixture
async def crowd(world: World) -> list[MemberActor]:
    """Return the members in the last crowd greeting, in order."""
    await world.env.advance_time(120)
    came = [world.join(f"n{number}") for number in range(8)]
    await world.env.settle()
    await world.env.advance_time(61)
    return [member for member in came if member.mention in shown(world.general)[-1]]


async def test_one_hello_greets_a_whole_crowd_and_appears_on_its_greeting(
    world: World, crowd: list[MemberActor], settings: Settings
) -> None:
    message = world.general.last_message
    await world.env.restart_bot(create_bot(settings))

    answers = [
        await who.click(message, label="Say hello") for who in (world.alice, world.alice, crowd[0])
    ]
    await world.env.advance_time(61)
    greeting = shown(world.general)[-1]

    assert len(crowd) == 3
    assert "they’ll all see" in said(answers[0])
    assert "already" in said(answers[1])
    assert f"Hellos from {world.alice.mention} {crowd[0].mention}" in greeting
    assert "I’m new: my first goal" in greeting
    assert all(member.mention in greeting for member in crowd)
    assert world.pings()[-1] == []


async def test_a_member_who_greeted_a_crowd_is_not_asked_to_cheer_each_newcomer(
    world: World, crowd: list[MemberActor]
) -> None:
    await world.alice.click(world.general.last_message, label="Say hello")
    for member in crowd[1:]:
        await world.declare(member, "Walk")
        await world.check_in(member)

    assert await cheer_requests(world) == 0


async def test_hello_to_a_crowd_that_left_is_kindly_declined(
    world: World, crowd: list[MemberActor]
) -> None:
    message = world.general.last_message
    for member in crowd[1:]:
        world.guild.remove_member(member)
    await world.env.settle()

    alone = said(await crowd[0].click(message, label="Say hello"))
    others = said(await world.alice.click(message, label="Say hello"))

    assert "no longer here" in alone
    assert "they’ll all see" in others


async def test_hello_still_reaches_the_others_if_one_of_a_crowd_comes_back(
    world: World, crowd: list[MemberActor]
) -> None:
    message = world.general.last_message
    for one in crowd:
        world.guild.remove_member(one)
        await world.env.advance_time(2 * HOUR)
        world.join(f"{one.user.name}")
        await world.env.settle()
        if one is crowd[0]:
            answer = said(await world.alice.click(message, label="Say hello"))

    assert "they’ll all see" in answer
