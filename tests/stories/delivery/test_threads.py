"""Goals and check-ins in threads and forum posts."""

import pytest
from simcord import ChannelHandle, MemberActor

from tests.stories.checkins.checkin_channel import reactions
from tests.stories.delivery.test_announcement_channels import denied
from tests.threads import Threads, threads
from tests.world import DAY, GREETINGS, HOUR, World, said, shown, streak_in

__all__ = ["threads"]
CALLBACK = "/interactions/*/*/callback"


@pytest.fixture(params=["thread", "post"])
async def thread(world: World, threads: Threads, request: pytest.FixtureRequest) -> ChannelHandle:
    """A thread below #general, or a post in a forum."""
    is_post = request.param == "post"
    forum = world.guild.create_forum_channel("goals") if is_post else None
    return await threads.start(world, world.alice, forum)


async def declare_in(thread: ChannelHandle, who: MemberActor, goal: str = "Zebra") -> str:
    """Let a member declare a goal in a thread; return the answer."""
    return said(await who.slash(thread, "goal declare", goal=goal, schedule="daily"))


async def test_a_goal_and_its_check_ins_stay_in_their_thread(
    world: World, thread: ChannelHandle
) -> None:
    await declare_in(thread, world.alice)
    (card,) = (m for m in thread.history() if not m.flags.ephemeral)

    done = await world.alice.click(card, label="Check in")
    await world.env.advance_time(HOUR)

    assert not done.ephemeral
    assert "**Current streak** 1" in shown(thread)[0]
    assert not any("Zebra" in text for text in shown(world.general))


async def test_an_undo_elsewhere_reaches_the_thread(world: World, thread: ChannelHandle) -> None:
    await declare_in(thread, world.alice)
    await world.alice.slash(world.general, "undo")

    assert not any("Zebra" in text for text in shown(thread))


async def test_a_milestone_opens_an_archived_thread_for_its_witnesses(
    world: World, thread: ChannelHandle, threads: Threads
) -> None:
    await reach_a_milestone(world, thread)
    await threads.archive(world, thread)
    await world.env.advance_time(HOUR)

    assert "**7**" in shown(thread)[-1]
    assert not thread._channel.thread_metadata.archived


async def test_news_for_a_locked_thread_is_posted_where_the_goal_was_seen_before(
    world: World, threads: Threads
) -> None:
    me = world.env.bot.get_guild(world.guild.id).me
    closed = world.guild.create_text_channel("closed", overwrites=denied(me, manage_threads=False))
    thread = await threads.start(world, world.alice, closed)
    await reach_a_milestone(world, thread)
    await world.alice.slash(world.general, "goal show", goal="Zebra")
    await threads.archive(world, thread, lock=True)
    await world.env.advance_time(HOUR)

    assert "**7**" in shown(world.general)[-1]


async def reach_a_milestone(world: World, thread: ChannelHandle) -> None:
    """Let Alice keep a goal in a thread seven times, with Bob as its witness."""
    await declare_in(thread, world.alice)
    await world.bob.click(thread.history()[0], label="Hold me to it")
    for day in range(7):
        await world.env.advance_time(DAY if day else 0)
        await world.alice.slash(thread, "checkin")


async def test_in_a_locked_thread_members_are_answered_privately(
    world: World, thread: ChannelHandle, threads: Threads
) -> None:
    await threads.lock(world, thread)

    answer = await world.alice.slash(thread, "goal declare", goal="Zebra", schedule="daily")

    assert answer.ephemeral
    assert "You can’t post in this channel" in said(answer)
    assert "Zebra" in await world.ask(world.alice, "goal list")


async def test_what_can_not_be_posted_in_a_thread_counts_and_is_told(
    world: World, owner: MemberActor, thread: ChannelHandle
) -> None:
    await world.declare(world.alice, "Zebra")
    world.env.inject_error("POST", CALLBACK, status=404, code=10003)

    answer = said(await world.alice.slash(thread, "checkin"))

    assert "couldn’t post it here" in answer
    assert "**Current streak** 1" in await world.ask(world.alice, "streak")
    assert f"<#{thread.id}>" in await world.ask(owner, "setup check")


async def test_owners_see_which_permission_a_thread_lacks(
    world: World, owner: MemberActor, threads: Threads
) -> None:
    me = world.env.bot.get_guild(world.guild.id).me
    quiet = world.guild.create_text_channel(
        "quiet", overwrites=denied(me, send_messages_in_threads=False)
    )
    thread = await threads.start(world, world.alice, quiet)
    await world.declare(world.alice)
    world.env.inject_error("POST", CALLBACK, status=403, code=50013)
    await world.alice.slash(thread, "checkin")

    report = await world.ask(owner, "setup check")

    assert f"<#{thread.id}>" in report
    assert "send messages in threads" in report


async def test_a_thread_of_the_chosen_channel_belongs_to_it(
    world: World, goals: ChannelHandle, threads: Threads
) -> None:
    thread = await threads.start(world, world.alice, goals)
    await declare_in(thread, world.alice)

    assert "Zebra" in shown(thread)[0]
    assert not any("Zebra" in text for text in shown(goals))


async def test_from_any_other_thread_a_goal_goes_to_the_chosen_channel(
    world: World, goals: ChannelHandle, thread: ChannelHandle
) -> None:
    answer = await declare_in(thread, world.alice)

    assert "Zebra" in shown(goals)[0]
    assert f"/{goals.id}/" in answer


async def test_talk_in_a_thread_of_the_check_in_channel_does_not_count(
    world: World, owner: MemberActor, threads: Threads
) -> None:
    await owner.slash(world.general, "setup checkin-channel", channel=world.general)
    thread = await threads.start(world, world.alice)
    await world.declare(world.alice)

    message = await world.alice.send(thread, "Did you see the rain?")
    by_itself = reactions(thread)
    answer = await world.alice.context_menu(thread, "Count as check-in", message)

    assert by_itself == [[]]
    assert len(shown(world.general)) > GREETINGS
    assert streak_in(said(answer)) == 1


async def test_a_card_that_a_moderator_deleted_is_not_posted_again(
    world: World, thread: ChannelHandle
) -> None:
    await declare_in(thread, world.alice)
    world.env.backend.delete_message(thread.id, thread.history()[0].id)
    left = shown(thread)

    await world.check_in(world.alice)
    await world.next_day(2)

    assert shown(thread) == left
    assert not any("’s promise" in text for text in shown(world.general))
