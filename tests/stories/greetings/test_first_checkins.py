"""A newcomer's first check-in, and the cheer that it asks for."""

import pytest
from discord import Permissions
from simcord import MemberActor

from tests.stories.goals.edits import change
from tests.stories.greetings.hellos import cheer_requests, say_hello
from tests.world import GREETINGS, HOUR, World, said, shown


async def test_a_first_check_in_asks_the_members_who_said_hello_for_a_cheer(
    world: World, dora: MemberActor
) -> None:
    for who in (world.alice, world.bob):
        await say_hello(world, who)
    await world.declare(dora, "Walk")
    await world.check_in(dora)
    await world.env.advance_time(16 * 60)

    asked = next(
        text
        for text in shown(world.general)
        if "first" in text and "Walk" in text and "cheer" in text
    )
    assert world.alice.mention in asked
    assert "**\u2068Walk\u2069**" in asked
    assert sorted(max(world.pings(), key=len)) == sorted([world.alice.id, world.bob.id])
    question = next(
        m for m in reversed(world.general.history()) if m.components and _asks(m.components)
    )
    answer = await world.alice.click(question, label="Cheer")
    assert "👏" in said(answer)


def _asks(components: object) -> bool:
    return "a cheer" in str([component.to_dict() for component in components]).lower()


async def test_the_cheer_is_requested_only_once(world: World, dora: MemberActor) -> None:
    await say_hello(world, world.alice)
    await world.declare(dora, "Walk")
    await world.check_in(dora)
    await dora.slash(world.general, "undo")
    await world.check_in(dora)
    await world.next_day()
    await world.check_in(dora)

    assert await cheer_requests(world) == 1


async def test_nobody_is_asked_if_nobody_said_hello_or_the_goal_is_private(
    world: World, dora: MemberActor
) -> None:
    await dora.slash(
        world.general, "goal declare", goal="Zebra", schedule="daily", visibility="only me"
    )
    await say_hello(world, world.alice)
    await world.check_in(dora)
    await world.declare(world.bob, "Run")
    await world.check_in(world.bob)

    assert await cheer_requests(world) == 0


@pytest.mark.parametrize(("amount", "requests"), [("2", 1), ("3", 0)])
async def test_nobody_is_asked_to_cheer_a_check_in_above_a_ceiling(
    world: World, dora: MemberActor, amount: str, requests: int
) -> None:
    await say_hello(world, world.alice)
    options = {"goal": "Coffee", "schedule": "daily", "amount": "at most 2 cups"}
    await dora.slash(world.general, "goal declare", **options)
    await world.check_in(dora, amount=amount)

    assert await cheer_requests(world) == requests


async def test_a_first_check_in_by_a_plain_message_counts_too(
    world: World, dora: MemberActor
) -> None:
    role = world.guild.create_role("owner", permissions=Permissions(manage_guild=True))
    owner = world.guild.add_member(world.env.create_user("olga"), roles=[role])
    await owner.slash(world.general, "setup checkin-channel", channel=world.general)
    await say_hello(world, world.alice)
    await world.declare(dora, "Walk")
    await dora.send(world.general, "walked")
    await world.env.settle()

    assert await cheer_requests(world) == 1


async def test_a_returning_member_has_no_first_check_in(world: World, dora: MemberActor) -> None:
    world.guild.remove_member(dora)
    await world.env.settle()
    await world.env.advance_time(2 * HOUR)
    dora = world.join("dora")
    await world.env.settle()
    await world.alice.click(world.general.last_message, label="Say hello")
    await world.declare(dora, "Walk")
    await world.check_in(dora)

    assert await cheer_requests(world) == 0


async def test_a_member_who_said_hello_and_left_is_not_pinged(
    world: World, dora: MemberActor
) -> None:
    for who in (world.alice, world.bob):
        await say_hello(world, who)
    world.guild.remove_member(world.alice)
    await world.env.settle()
    await world.declare(dora, "Walk")
    await world.check_in(dora)
    await world.env.advance_time(16 * 60)

    assert [world.bob.id] in world.pings()[GREETINGS + 1 :]
    assert not any(world.alice.id in ids for ids in world.pings()[GREETINGS + 1 :])


async def test_a_check_in_after_two_silent_weeks_is_welcomed_back(world: World) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)
    await world.next_day(13)
    soon = said(await world.check_in(world.alice))
    await world.next_day(14)

    late = said(await world.check_in(world.alice))
    again = said(await world.check_in(world.alice, note="more"))

    words = ("Good to see you again", "Welcome back", "good to have you back")
    assert not any(word in soon for word in words)
    assert any(word in late for word in words)
    assert not any(word in again for word in words)


async def test_a_first_check_in_that_is_undone_or_hidden_asks_nobody(
    world: World, dora: MemberActor
) -> None:
    await say_hello(world, world.alice)
    await world.declare(dora, "Walk")
    done = await world.check_in(dora)
    await dora.click(done.followups[0], label="Undo")
    taken_back = await cheer_requests(world)
    await world.check_in(dora)
    asked = await cheer_requests(world)
    await change(world, dora, goal="Walk", visibility=["me"])
    await world.env.advance_time(61)

    assert taken_back == 0
    assert asked == 1
    assert not any("Walk" in text for text in shown(world.general))
