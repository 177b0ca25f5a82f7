"""The Cheer button on goals and check-ins."""

import asyncio

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.services.people import cheers
from accountabot.store.people.cheers import latest_check_in_entry
from tests.stories.goals.edits import change
from tests.stories.goals.pauses import action
from tests.stories.people.cheers import cheer, cheers_line, declare_and_check_in
from tests.world import GREETINGS, HOUR, World, said, shown


async def test_a_check_in_is_cheered_at_one_tap_and_once(world: World) -> None:
    card = (await declare_and_check_in(world, world.alice)).response

    first = await world.cheer(world.bob, card)
    second = await world.cheer(world.bob, card)

    assert not first.ephemeral
    assert f"-# 👏 {world.bob.mention}" in shown(world.general)[-1]
    assert "already" in said(second)
    assert "1 received" in await cheers_line(world, world.alice)
    assert "1 given" in await cheers_line(world, world.bob)


async def test_a_double_tap_counts_once(world: World, bot: Accountabot) -> None:
    await declare_and_check_in(world, world.alice)
    latest = await bot.database.read(
        latest_check_in_entry, Member(ServerId(world.guild.id), MemberId(world.alice.id))
    )
    assert latest

    taps = (
        bot.database.write(cheers.cheer_check_in, action(world, world.bob), latest.id)
        for _ in range(2)
    )
    first, second = await asyncio.gather(*taps)

    assert (first.is_new, second.is_new) == (True, False)
    assert "1 received" in await cheers_line(world, world.alice)


async def test_a_tap_that_is_delivered_twice_counts_once(world: World) -> None:
    card = (await declare_and_check_in(world, world.alice)).response
    await world.cheer(world.bob, card)

    await world.deliver_again()

    assert "1 received" in await cheers_line(world, world.alice)


async def test_a_goal_and_each_of_its_check_ins_can_be_cheered(world: World) -> None:
    goal = (await world.declare(world.alice)).response
    first = await world.check_in(world.alice)
    await world.next_day()
    second = await world.check_in(world.alice)

    for card in (goal, first.response, second.response):
        await world.cheer(world.bob, card)
    await world.env.advance_time(HOUR)

    assert "3 received" in await cheers_line(world, world.alice)
    assert "3 cheers" in shown(world.general)[GREETINGS]


async def test_several_members_cheer_the_same_check_in(world: World) -> None:
    card = (await declare_and_check_in(world, world.alice)).response

    answers = [await world.cheer(who, card) for who in (world.bob, world.carol)]

    assert not any("already" in said(answer) for answer in answers)
    assert "2 received" in await cheers_line(world, world.alice)


async def test_nobody_cheers_their_own_check_in(world: World) -> None:
    card = (await declare_and_check_in(world, world.alice)).response

    answer = await world.cheer(world.alice, card)

    assert answer.ephemeral
    assert "leave the cheering to everyone else" in said(answer)
    assert "received" not in await cheers_line(world, world.alice)


async def test_a_cheer_for_a_check_in_that_is_undone_counts_only_for_its_giver(
    world: World,
) -> None:
    card = (await declare_and_check_in(world, world.alice)).response
    await world.cheer(world.bob, card)

    await world.alice.slash(world.general, "undo")
    await world.env.advance_time(HOUR)

    assert "received" not in await cheers_line(world, world.alice)
    assert "1 given" in await cheers_line(world, world.bob)
    assert "cheer" not in shown(world.general)[GREETINGS].replace("Cheer", "")


async def test_a_repeated_check_in_can_be_cheered_again_and_counts_once(
    world: World,
) -> None:
    first = (await declare_and_check_in(world, world.alice)).response
    await world.cheer(world.bob, first)
    await world.alice.slash(world.general, "undo")
    again = (await world.check_in(world.alice)).response

    answer = await world.cheer(world.bob, again)

    assert "already" not in said(answer)
    assert "1 received" in await cheers_line(world, world.alice)


async def test_a_cheer_disappears_with_its_goal(world: World) -> None:
    declared = await world.declare(world.alice)
    await world.cheer(world.bob, declared.response)

    await world.alice.click(declared.followups[0], label="Undo")
    await world.declare(world.alice, "Walk")

    assert "received" not in await cheers_line(world, world.alice)


async def test_an_undone_check_in_can_not_be_cheered(world: World) -> None:
    await declare_and_check_in(world, world.alice)
    posted = await cheer(world, world.bob, world.alice)
    await world.alice.slash(world.general, "undo")

    answer = await world.cheer(world.carol, posted.response)

    assert answer.ephemeral
    assert "undone or hidden" in said(answer)


async def test_the_button_works_after_a_restart_and_cheers_are_kept(
    world: World, settings: Settings
) -> None:
    card = (await declare_and_check_in(world, world.alice)).response
    await world.cheer(world.bob, card)

    await world.env.restart_bot(create_bot(settings))
    again, other = (
        await world.cheer(world.bob, card),
        await world.cheer(world.carol, card),
    )

    assert "already" in said(again)
    assert "already" not in said(other)
    assert "2 received" in await cheers_line(world, world.alice)


async def test_a_private_check_in_has_no_cheer_button(world: World) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Zebra", schedule="daily", visibility="only me"
    )

    answer = await world.check_in(world.alice)

    assert "Cheer" not in said(answer)


async def test_a_check_in_with_a_proof_keeps_its_button(world: World) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice, proof=("run.png", b"x" * 10))
    await world.env.settle()

    answer = await world.cheer(world.bob, world.general.history()[-1])

    assert world.alice.mention in said(answer)


async def test_cheers_received_for_a_hidden_goal_are_not_counted_until_it_returns(
    world: World,
) -> None:
    await world.declare(world.alice, "Walk")
    card = (await declare_and_check_in(world, world.alice, "Zebra")).response
    await world.cheer(world.bob, card)

    await change(world, world.alice, "Zebra", visibility=["me"])
    hidden = await cheers_line(world, world.alice), await cheers_line(world, world.bob)
    await change(world, world.alice, "Zebra", visibility=["server"])

    assert hidden[0] == ""
    assert "1 given" in hidden[1]
    assert "1 received" in await cheers_line(world, world.alice)


async def test_the_card_of_someone_who_left_can_still_be_cheered(world: World) -> None:
    card = (await declare_and_check_in(world, world.alice)).response
    world.guild.remove_member(world.alice)
    await world.env.settle()

    answer = await world.cheer(world.bob, card)

    assert f"-# 👏 {world.bob.mention}" in said(answer)
