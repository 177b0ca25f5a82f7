"""Cheering what others did, by button and by command."""

import asyncio

import pytest
from simcord import InteractionResult, MemberActor, UserHandle

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.domain.people.support import CheerCounts
from accountabot.services.people import cheers
from accountabot.store.people.cheers import count_cheers, latest_check_in_entry
from tests.stories.goals.test_edits import change
from tests.stories.goals.test_pauses import action
from tests.stories.test_hostile_text import HOSTILE
from tests.world import GREETINGS, HOUR, World, markdown, said, shown


async def cheer(
    world: World, who: MemberActor, whom: MemberActor | UserHandle, message: str | None = None
) -> InteractionResult:
    """Cheer someone."""
    word = {} if message is None else {"message": message}
    return await who.slash(world.general, "cheer", member=whom, **word)


async def done(world: World, who: MemberActor, goal: str = "Run") -> InteractionResult:
    """Declare a goal and check in on it."""
    await world.declare(who, goal)
    return await world.check_in(who, goal=goal)


async def cheers_line(world: World, who: MemberActor) -> str:
    """Return the line of cheers on someone's profile."""
    profile = await world.ask(who, "profile", member=who)
    return next(line for line in profile.splitlines() if "Cheers" in line)


def pinged(world: World) -> list[int]:
    """Return everyone whom a message notified since the greetings."""
    return [key for keys in world.pinged()[GREETINGS:] for key in keys]


async def test_a_check_in_is_cheered_at_one_tap_and_once(world: World) -> None:
    card = (await done(world, world.alice)).response

    first = await world.bob.click(card, label="Cheer")
    second = await world.bob.click(card, label="Cheer")

    assert first.ephemeral
    assert world.alice.mention in said(first)
    assert "already" in said(second)
    assert "1 received" in await cheers_line(world, world.alice)
    assert "1 given" in await cheers_line(world, world.bob)


async def test_a_double_tap_counts_once(world: World, bot: Accountabot) -> None:
    await done(world, world.alice)
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
    card = (await done(world, world.alice)).response
    await world.bob.click(card, label="Cheer")

    await world.deliver_again()

    assert "1 received" in await cheers_line(world, world.alice)


async def test_a_goal_and_each_of_its_check_ins_can_be_cheered(world: World) -> None:
    goal = (await world.declare(world.alice)).response
    first = await world.check_in(world.alice)
    await world.next_day()
    second = await world.check_in(world.alice)

    for card in (goal, first.response, second.response):
        await world.bob.click(card, label="Cheer")
    await world.env.advance_time(HOUR)

    assert "3 received" in await cheers_line(world, world.alice)
    assert "3 cheers" in shown(world.general)[GREETINGS]


async def test_several_members_cheer_the_same_check_in(world: World) -> None:
    card = (await done(world, world.alice)).response

    answers = [await who.click(card, label="Cheer") for who in (world.bob, world.carol)]

    assert not any("already" in said(answer) for answer in answers)
    assert "2 received" in await cheers_line(world, world.alice)


async def test_nobody_cheers_their_own_check_in(world: World) -> None:
    card = (await done(world, world.alice)).response

    answer = await world.alice.click(card, label="Cheer")

    assert answer.ephemeral
    assert "leave the cheering to the others" in said(answer)
    assert "0 received" in await cheers_line(world, world.alice)


async def test_a_cheer_goes_with_a_check_in_that_is_taken_back(world: World) -> None:
    card = (await done(world, world.alice)).response
    await world.bob.click(card, label="Cheer")

    await world.alice.slash(world.general, "undo")
    await world.env.advance_time(HOUR)

    assert "0 received" in await cheers_line(world, world.alice)
    assert "0 given" in await cheers_line(world, world.bob)
    assert "cheer" not in shown(world.general)[GREETINGS].replace("Cheer", "")


async def test_what_was_taken_back_and_done_again_can_be_cheered_again_and_counts_once(
    world: World,
) -> None:
    first = (await done(world, world.alice)).response
    await world.bob.click(first, label="Cheer")
    await world.alice.slash(world.general, "undo")
    again = (await world.check_in(world.alice)).response

    answer = await world.bob.click(again, label="Cheer")

    assert "already" not in said(answer)
    assert "1 received" in await cheers_line(world, world.alice)


async def test_a_cheer_goes_with_a_goal_that_is_taken_back(world: World) -> None:
    declared = await world.declare(world.alice)
    await world.bob.click(declared.response, label="Cheer")

    await world.alice.click(declared.followups[0], label="Undo")
    await world.declare(world.alice, "Walk")

    assert "0 received" in await cheers_line(world, world.alice)


async def test_a_check_in_that_is_gone_can_not_be_cheered(world: World) -> None:
    await done(world, world.alice)
    posted = await cheer(world, world.bob, world.alice)
    await world.alice.slash(world.general, "undo")

    answer = await world.carol.click(posted.response, label="Cheer")

    assert answer.ephemeral
    assert "undone or hidden" in said(answer)


async def test_the_button_works_after_a_restart_and_what_was_cheered_stays_so(
    world: World, settings: Settings
) -> None:
    card = (await done(world, world.alice)).response
    await world.bob.click(card, label="Cheer")

    await world.env.restart_bot(create_bot(settings))
    again, other = (
        await world.bob.click(card, label="Cheer"),
        await world.carol.click(card, label="Cheer"),
    )

    assert "already" in said(again)
    assert "already" not in said(other)
    assert "2 received" in await cheers_line(world, world.alice)


async def test_a_check_in_that_only_its_owner_sees_has_no_cheer(world: World) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Zebra", schedule="daily", visibility="only me"
    )

    answer = await world.check_in(world.alice)

    assert "Cheer" not in said(answer)


async def test_a_check_in_with_a_proof_keeps_its_button(world: World) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice, proof=("run.png", b"x" * 10))
    await world.env.settle()

    answer = await world.bob.click(world.general.history()[-1], label="Cheer")

    assert world.alice.mention in said(answer)


async def test_cheers_for_a_goal_that_was_hidden_are_in_no_number_and_come_back_with_it(
    world: World,
) -> None:
    await world.declare(world.alice, "Walk")
    card = (await done(world, world.alice, "Zebra")).response
    await world.bob.click(card, label="Cheer")

    await change(world, world.alice, "Zebra", visibility=["me"])
    hidden = await cheers_line(world, world.alice), await cheers_line(world, world.bob)
    await change(world, world.alice, "Zebra", visibility=["server"])

    assert "0 received" in hidden[0]
    assert "0 given" in hidden[1]
    assert "1 received" in await cheers_line(world, world.alice)


async def test_a_cheer_is_called_out_with_a_word_and_pings_only_whom_it_is_for(
    world: World,
) -> None:
    await done(world, world.alice)

    answer = await cheer(world, world.bob, world.alice, "What a run!")

    assert not answer.ephemeral
    assert world.bob.mention in said(answer)
    assert world.alice.mention in said(answer)
    assert "> \u2068What a run!\u2069" in said(answer)
    assert pinged(world) == [world.alice.id]
    assert "1 received" in await cheers_line(world, world.alice)


async def test_a_cheer_needs_no_word(world: World) -> None:
    await done(world, world.alice)

    answer = await cheer(world, world.bob, world.alice)

    assert "> \u2068" not in said(answer)
    assert pinged(world) == [world.alice.id]


async def test_a_cheer_is_for_the_latest_check_in_and_links_to_it(world: World) -> None:
    await done(world, world.alice)
    await world.next_day()
    latest = (await world.check_in(world.alice)).response
    await world.env.advance_time(60)

    answer = await cheer(world, world.bob, world.alice)
    tapped = await world.bob.click(latest, label="Cheer")

    assert f"/{world.general.id}/{latest.id})" in said(answer)
    assert "already" in said(tapped)


async def test_a_second_cheer_for_the_same_is_kindly_kept_back(world: World) -> None:
    await done(world, world.alice)
    await cheer(world, world.bob, world.alice)
    count = len(shown(world.general))

    answer = await cheer(world, world.bob, world.alice, "Again!")

    assert answer.ephemeral
    assert "already" in said(answer)
    assert "Again!" in said(answer)
    assert len(shown(world.general)) == count
    assert pinged(world) == [world.alice.id]


async def test_who_tapped_the_check_in_has_cheered_it(world: World) -> None:
    card = (await done(world, world.alice)).response
    await world.bob.click(card, label="Cheer")

    answer = await cheer(world, world.bob, world.alice)

    assert "already" in said(answer)


async def test_the_next_check_in_can_be_cheered_again(world: World) -> None:
    await done(world, world.alice)
    await cheer(world, world.bob, world.alice)
    await world.next_day()
    await world.check_in(world.alice)

    answer = await cheer(world, world.bob, world.alice)

    assert not answer.ephemeral
    assert "2 received" in await cheers_line(world, world.alice)


async def test_who_did_nothing_yet_is_cheered_for_what_they_mean_to_do(world: World) -> None:
    card = (await world.declare(world.alice)).response
    await world.env.advance_time(60)

    answer = await cheer(world, world.bob, world.alice)
    tapped = await world.bob.click(card, label="Cheer")
    await world.env.advance_time(HOUR)

    assert f"/{world.general.id}/{card.id})" in said(answer)
    assert "already" in said(tapped)
    assert "1 cheer" in shown(world.general)[GREETINGS]


async def test_others_join_a_cheer_at_one_tap(world: World) -> None:
    await done(world, world.alice)
    posted = (await cheer(world, world.bob, world.alice)).response

    joined = await world.carol.click(posted, label="Cheer")
    own = await world.alice.click(posted, label="Cheer")

    assert "already" not in said(joined)
    assert "leave the cheering" in said(own)
    assert "2 received" in await cheers_line(world, world.alice)


async def test_others_join_a_cheer_for_a_goal(world: World) -> None:
    await world.declare(world.alice)
    posted = (await cheer(world, world.bob, world.alice)).response

    await world.carol.click(posted, label="Cheer")

    assert "2 received" in await cheers_line(world, world.alice)


async def test_what_was_done_for_a_hidden_goal_is_passed_over(world: World) -> None:
    await done(world, world.alice)
    await world.alice.slash(
        world.general, "goal declare", goal="Zebra", schedule="daily", visibility="only me"
    )
    await world.check_in(world.alice, goal="Zebra")

    answer = await cheer(world, world.bob, world.alice)

    assert not answer.ephemeral
    assert "Zebra" not in said(answer)


async def test_whoever_has_only_hidden_goals_is_as_one_who_has_none(world: World) -> None:
    nothing = said(await cheer(world, world.bob, world.alice))
    await world.alice.slash(
        world.general, "goal declare", goal="Zebra", schedule="daily", visibility="only me"
    )
    await world.check_in(world.alice)

    hidden = said(await cheer(world, world.bob, world.alice))

    assert hidden == nothing
    assert "has nothing to cheer for" in nothing


async def test_a_cheer_names_nothing_that_its_owner_could_hide_later(world: World) -> None:
    await done(world, world.alice, "Zebra")
    await cheer(world, world.bob, world.alice)

    await change(world, world.alice, "Zebra", visibility=["me"])
    await world.env.advance_time(HOUR)

    assert "Zebra" not in "\n".join(shown(world.general))


async def test_nobody_cheers_themselves_by_command(world: World) -> None:
    await done(world, world.alice)

    answer = await cheer(world, world.alice, world.alice)

    assert answer.ephemeral
    assert "leave the cheering to the others" in said(answer)


async def test_a_bot_needs_no_cheers(world: World) -> None:
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))

    answer = await cheer(world, world.bob, robot)

    assert answer.ephemeral
    assert "electricity" in said(answer)


async def test_who_left_is_not_cheered_and_not_pinged(world: World) -> None:
    await done(world, world.alice)
    world.guild.remove_member(world.alice)
    await world.env.settle()

    answer = await cheer(world, world.bob, world.users["alice"])

    assert answer.ephemeral
    assert "no longer on this server" in said(answer)
    assert pinged(world) == []


async def test_the_card_of_someone_who_left_can_still_be_cheered(world: World) -> None:
    card = (await done(world, world.alice)).response
    world.guild.remove_member(world.alice)
    await world.env.settle()

    answer = await world.bob.click(card, label="Cheer")

    assert answer.ephemeral
    assert "already" not in said(answer)


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_hostile_word_pings_nobody_else_and_breaks_nothing(world: World, text: str) -> None:
    await done(world, world.alice)

    answer = await cheer(world, world.bob, world.alice, text)

    assert set(pinged(world)) <= {world.alice.id}
    assert answer.acknowledged
    assert all(
        "\n# Heading" not in written
        for message in world.general.history()
        for written in markdown(message)
    )


@pytest.mark.parametrize("text", ["x" * 301, "\u200b", "***"])
async def test_a_word_that_can_not_be_kept_cheers_nobody_yet(world: World, text: str) -> None:
    await done(world, world.alice)

    refused = await cheer(world, world.bob, world.alice, text)
    better = await cheer(world, world.bob, world.alice, "Well done")

    assert refused.ephemeral
    assert "300" in said(refused)
    assert not better.ephemeral


async def test_a_redelivered_cheer_is_posted_once(world: World) -> None:
    await done(world, world.alice)
    await cheer(world, world.bob, world.alice)
    count = len(shown(world.general))

    await world.deliver_again()

    assert len(shown(world.general)) == count
    assert pinged(world) == [world.alice.id]
    assert all("40060" in str(error) for error in world.env.errors)


async def test_who_may_not_write_here_is_told_that_it_counts(world: World) -> None:
    quiet = world.guild.create_text_channel(
        "quiet", overwrites={world.guild.default_role: world.read_only}
    )
    await done(world, world.alice)

    answer = await world.bob.slash(quiet, "cheer", member=world.alice)

    assert answer.ephemeral
    assert "It counts" in said(answer)
    assert pinged(world) == []
    assert "1 received" in await cheers_line(world, world.alice)


async def test_what_can_not_be_posted_counts_all_the_same(world: World) -> None:
    await done(world, world.alice)
    world.env.inject_error("POST", "/interactions/*/*/callback", status=403, times=1)

    answer = await cheer(world, world.bob, world.alice)

    assert answer.ephemeral
    assert "couldn’t post it here" in said(answer)
    assert "1 received" in await cheers_line(world, world.alice)


async def test_cheers_are_counted_on_each_server_by_itself(world: World, bot: Accountabot) -> None:
    card = (await done(world, world.alice)).response
    await world.bob.click(card, label="Cheer")

    here = await bot.database.read(
        count_cheers, Member(ServerId(world.guild.id), MemberId(world.alice.id))
    )
    there = await bot.database.read(count_cheers, Member(ServerId(1), MemberId(world.alice.id)))

    assert here == CheerCounts(0, 1)
    assert there == CheerCounts()
