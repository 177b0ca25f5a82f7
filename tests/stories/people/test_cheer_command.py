"""/cheer: cheering another member by command."""

import pytest

from accountabot.bot import Accountabot
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.domain.people.support import CheerCounts
from accountabot.store.people.cheers import count_cheers
from tests.stories.goals.edits import change
from tests.stories.people.cheers import cheer, cheers_line, declare_and_check_in
from tests.stories.test_hostile_text import HOSTILE
from tests.world import GREETINGS, HOUR, World, markdown, said, shown


def pinged(world: World) -> list[int]:
    """Return the members pinged since the greetings."""
    return [key for keys in world.pings()[GREETINGS:] for key in keys]


async def test_a_cheer_is_posted_with_its_message_and_pings_only_its_recipient(
    world: World,
) -> None:
    await declare_and_check_in(world, world.alice)

    answer = await cheer(world, world.bob, world.alice, "What a run!")

    assert not answer.ephemeral
    assert world.bob.mention in said(answer)
    assert world.alice.mention in said(answer)
    assert "> \u2068What a run!\u2069" in said(answer)
    assert pinged(world) == [world.alice.id]
    assert "1 received" in await cheers_line(world, world.alice)


async def test_a_cheer_needs_no_message(world: World) -> None:
    await declare_and_check_in(world, world.alice)

    answer = await cheer(world, world.bob, world.alice)

    assert "> \u2068" not in said(answer)
    assert pinged(world) == [world.alice.id]


async def test_a_cheer_is_for_the_latest_check_in_and_links_to_it(world: World) -> None:
    await declare_and_check_in(world, world.alice)
    await world.next_day()
    latest = (await world.check_in(world.alice)).response
    await world.env.advance_time(60)

    answer = await cheer(world, world.bob, world.alice)
    tapped = await world.cheer(world.bob, latest)

    assert f"/{world.general.id}/{latest.id})" in said(answer)
    assert "already" in said(tapped)


async def test_a_second_cheer_for_the_same_check_in_is_kindly_declined(world: World) -> None:
    await declare_and_check_in(world, world.alice)
    await cheer(world, world.bob, world.alice)
    count = len(shown(world.general))

    answer = await cheer(world, world.bob, world.alice, "Again!")

    assert answer.ephemeral
    assert "already" in said(answer)
    assert "Again!" in said(answer)
    assert len(shown(world.general)) == count
    assert pinged(world) == [world.alice.id]


async def test_a_tap_on_the_check_in_counts_as_its_cheer(world: World) -> None:
    card = (await declare_and_check_in(world, world.alice)).response
    await world.cheer(world.bob, card)

    answer = await cheer(world, world.bob, world.alice)

    assert "already" in said(answer)


async def test_the_next_check_in_can_be_cheered_again(world: World) -> None:
    await declare_and_check_in(world, world.alice)
    await cheer(world, world.bob, world.alice)
    await world.next_day()
    await world.check_in(world.alice)

    answer = await cheer(world, world.bob, world.alice)

    assert not answer.ephemeral
    assert "2 received" in await cheers_line(world, world.alice)


async def test_a_member_without_check_ins_is_cheered_for_their_goal(world: World) -> None:
    card = (await world.declare(world.alice)).response
    await world.env.advance_time(60)

    answer = await cheer(world, world.bob, world.alice)
    tapped = await world.cheer(world.bob, card)
    await world.env.advance_time(HOUR)

    assert f"/{world.general.id}/{card.id})" in said(answer)
    assert "already" in said(tapped)
    assert "1 cheer" in shown(world.general)[GREETINGS]


async def test_others_join_a_cheer_at_one_tap(world: World) -> None:
    await declare_and_check_in(world, world.alice)
    posted = (await cheer(world, world.bob, world.alice)).response

    joined = await world.cheer(world.carol, posted)
    own = await world.cheer(world.alice, posted)

    assert "already" not in said(joined)
    assert "leave the cheering" in said(own)
    assert "2 received" in await cheers_line(world, world.alice)


async def test_others_join_a_cheer_for_a_goal(world: World) -> None:
    await world.declare(world.alice)
    posted = (await cheer(world, world.bob, world.alice)).response

    await world.cheer(world.carol, posted)

    assert "2 received" in await cheers_line(world, world.alice)


async def test_a_check_in_on_a_hidden_goal_is_skipped(world: World) -> None:
    await declare_and_check_in(world, world.alice)
    await world.alice.slash(
        world.general, "goal declare", goal="Zebra", schedule="daily", visibility="only me"
    )
    await world.check_in(world.alice, goal="Zebra")

    answer = await cheer(world, world.bob, world.alice)

    assert not answer.ephemeral
    assert "Zebra" not in said(answer)


async def test_a_member_with_only_hidden_goals_is_treated_as_having_none(world: World) -> None:
    nothing = said(await cheer(world, world.bob, world.alice))
    await world.alice.slash(
        world.general, "goal declare", goal="Zebra", schedule="daily", visibility="only me"
    )
    await world.check_in(world.alice)

    hidden = said(await cheer(world, world.bob, world.alice))

    assert hidden == nothing
    assert "There’s nothing to cheer" in nothing


async def test_a_cheer_does_not_name_the_goal(world: World) -> None:
    await declare_and_check_in(world, world.alice, "Zebra")
    await cheer(world, world.bob, world.alice)

    await change(world, world.alice, "Zebra", visibility=["me"])
    await world.env.advance_time(HOUR)

    assert "Zebra" not in "\n".join(shown(world.general))


async def test_nobody_cheers_themselves_by_command(world: World) -> None:
    await declare_and_check_in(world, world.alice)

    answer = await cheer(world, world.alice, world.alice)

    assert answer.ephemeral
    assert "leave the cheering to everyone else" in said(answer)


async def test_a_bot_needs_no_cheers(world: World) -> None:
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))

    answer = await cheer(world, world.bob, robot)

    assert answer.ephemeral
    assert "electricity" in said(answer)


async def test_a_member_who_left_is_not_cheered_or_pinged(world: World) -> None:
    await declare_and_check_in(world, world.alice)
    world.guild.remove_member(world.alice)
    await world.env.settle()

    answer = await cheer(world, world.bob, world.users["alice"])

    assert answer.ephemeral
    assert "no longer on this server" in said(answer)
    assert pinged(world) == []


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_hostile_message_pings_nobody_else_and_breaks_nothing(
    world: World, text: str
) -> None:
    text = text[:300]  # Discord takes no more
    await declare_and_check_in(world, world.alice)

    answer = await cheer(world, world.bob, world.alice, text)

    assert set(pinged(world)) <= {world.alice.id}
    assert answer.acknowledged
    assert all(
        "\n# Heading" not in written
        for message in world.general.history()
        for written in markdown(message)
    )


@pytest.mark.parametrize("text", ["\u200b", "***"])
async def test_an_invalid_message_cheers_nobody_yet(world: World, text: str) -> None:
    await declare_and_check_in(world, world.alice)

    refused = await cheer(world, world.bob, world.alice, text)
    better = await cheer(world, world.bob, world.alice, "Well done")

    assert refused.ephemeral
    assert "300" in said(refused)
    assert not better.ephemeral


async def test_a_redelivered_cheer_is_posted_once(world: World) -> None:
    await declare_and_check_in(world, world.alice)
    await cheer(world, world.bob, world.alice)
    count = len(shown(world.general))

    await world.deliver_again()

    assert len(shown(world.general)) == count
    assert pinged(world) == [world.alice.id]
    assert all("40060" in str(error) for error in world.env.errors)


async def test_a_member_who_can_not_write_here_learns_that_the_cheer_counts(world: World) -> None:
    quiet = world.guild.create_text_channel(
        "quiet", overwrites={world.guild.default_role: world.read_only}
    )
    await declare_and_check_in(world, world.alice)

    answer = await world.bob.slash(quiet, "cheer", member=world.alice)

    assert answer.ephemeral
    assert "It counts" in said(answer)
    assert pinged(world) == []
    assert "1 received" in await cheers_line(world, world.alice)


async def test_a_cheer_that_can_not_be_posted_still_counts(world: World) -> None:
    await declare_and_check_in(world, world.alice)
    world.env.inject_error("POST", "/interactions/*/*/callback", status=403, times=1)

    answer = await cheer(world, world.bob, world.alice)

    assert answer.ephemeral
    assert "couldn’t post it here" in said(answer)
    assert "1 received" in await cheers_line(world, world.alice)


async def test_cheers_are_counted_per_server(world: World, bot: Accountabot) -> None:
    card = (await declare_and_check_in(world, world.alice)).response
    await world.cheer(world.bob, card)

    here = await bot.database.read(
        count_cheers, Member(ServerId(world.guild.id), MemberId(world.alice.id))
    )
    there = await bot.database.read(count_cheers, Member(ServerId(1), MemberId(world.alice.id)))

    assert here == CheerCounts(0, 1)
    assert there == CheerCounts()
