"""Edits in threads and forum posts that are archived or locked when they are due."""

import asyncio

import pytest
from simcord import ChannelHandle

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.ui.delivery.archived_threads import LINGER
from tests.stories.delivery.test_announcement_channels import denied
from tests.stories.goals.edits import change
from tests.stories.privacy.test_redactions import EMPTY, count_rows, erase
from tests.threads import Threads, threads
from tests.world import DAY, HOUR, World, said, shown

__all__ = ["threads"]
OPENED, ARCHIVED = {"archived": False}, {"archived": True}


@pytest.fixture
async def modest(world: World) -> ChannelHandle:
    """A channel in which the bot may not manage threads, as after an ordinary invitation."""
    me = world.env.bot.get_guild(world.guild.id).me
    return world.guild.create_text_channel("projects", overwrites=denied(me, manage_threads=False))


async def declared(
    world: World, threads: Threads, parent: ChannelHandle, *, lock: bool = False
) -> ChannelHandle:
    """Let Alice declare a goal in a thread that is then archived."""
    thread = await threads.start(world, world.alice, parent)
    await world.alice.slash(thread, "goal declare", goal="Zebra", schedule="daily")
    await world.env.advance_time(HOUR)
    await threads.archive(world, thread, lock=lock)
    return thread


async def settle(world: World, bot: Accountabot, seconds: float = 0) -> None:
    """Let time pass and the outbox work, whose every step waits for the database's thread."""
    await world.env.advance_time(seconds)
    for _ in range(20):
        bot.events.outbox_changed()
        await asyncio.sleep(0.01)
        await world.env.settle()


async def refused(world: World, bot: Accountabot) -> None:
    """Delete Alice's data while one of her messages can't be edited."""
    await erase(world, bot, world.alice, is_told=False)
    await settle(world, bot)


@pytest.mark.parametrize("lock", [False, True])
async def test_a_card_is_redrawn_unseen_if_the_bot_can_archive_its_thread_again(
    world: World, threads: Threads, lock: bool
) -> None:
    thread = await declared(world, threads, world.general, lock=lock)

    await world.check_in(world.alice)
    await world.env.advance_time(LINGER)

    assert "**Current streak** 1" in shown(thread)[0]
    assert threads.changes == [OPENED, ARCHIVED]
    assert thread._channel.thread_metadata.archived


async def test_a_forum_post_is_treated_as_a_thread(world: World, threads: Threads) -> None:
    thread = await declared(world, threads, world.guild.create_forum_channel("goals"))

    await world.check_in(world.alice)
    await world.env.advance_time(LINGER)

    assert "**Current streak** 1" in shown(thread)[0]
    assert threads.changes == [OPENED, ARCHIVED]


async def test_otherwise_a_card_brings_no_thread_back_but_waits_until_someone_opens_it(
    world: World, threads: Threads, modest: ChannelHandle
) -> None:
    thread = await declared(world, threads, modest)
    await world.check_in(world.alice)
    await world.next_day(5)
    waiting = shown(thread)[0], threads.edits, list(threads.changes)

    await threads.open(world, thread)
    await world.env.advance_time(HOUR)

    assert waiting[1:] == (3, [])  # once for each change of the goal
    assert "Tue, Jan 6" not in waiting[0]
    assert "Tue, Jan 6" in shown(thread)[0]


async def test_a_waiting_card_is_tried_again_after_a_restart(
    world: World, threads: Threads, modest: ChannelHandle, bot: Accountabot, settings: Settings
) -> None:
    thread = await declared(world, threads, modest)
    await world.check_in(world.alice)
    await world.env.advance_time(HOUR)
    await bot.close()
    thread._channel.thread_metadata.archived = False  # which the bot can't see now

    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(61)

    assert "**Current streak** 1" in shown(thread)[0]


async def test_what_is_undone_or_hidden_disappears_from_an_archived_thread(
    world: World, threads: Threads, modest: ChannelHandle
) -> None:
    thread = await declared(world, threads, modest)

    await change(world, world.alice, "Zebra", visibility=["me"])

    assert "Zebra" not in shown(thread)[0]
    assert threads.changes == [OPENED]


async def test_an_undone_check_in_disappears_from_an_archived_thread(
    world: World, threads: Threads, modest: ChannelHandle
) -> None:
    thread = await threads.start(world, world.alice, modest)
    await world.declare(world.alice, "Zebra")
    await world.alice.slash(thread, "checkin", note="Embarrassing")
    await threads.archive(world, thread)

    await world.alice.slash(world.general, "undo")

    assert "Embarrassing" not in shown(thread)[0]
    assert "Undone" in shown(thread)[0]


async def test_all_messages_in_an_archived_thread_are_redacted(
    world: World, threads: Threads, bot: Accountabot
) -> None:
    thread = await threads.start(world, world.alice)
    for number in range(12):
        await world.alice.slash(thread, "goal declare", goal=f"Habit {number}", schedule="daily")
    await threads.archive(world, thread)

    await erase(world, bot, world.alice, is_told=False)
    await settle(world, bot)
    await settle(world, bot, 20)

    assert all(EMPTY in text for text in shown(thread)[::2])  # the others are Alice's own
    assert await count_rows(bot) == 0
    assert threads.changes.count(OPENED) == 1


async def test_a_locked_thread_is_tried_once_a_day_and_at_once_when_it_is_opened(
    world: World, threads: Threads, modest: ChannelHandle, bot: Accountabot
) -> None:
    thread = await declared(world, threads, modest, lock=True)
    await refused(world, bot)
    await settle(world, bot, HOUR)
    at_first = threads.edits
    for _ in range(3):
        await settle(world, bot, DAY)
    later = threads.edits
    kept = shown(thread)[0]

    await threads.open(world, thread)
    await settle(world, bot)

    assert at_first == 1
    assert later == 4
    assert "Zebra" in kept
    assert EMPTY in shown(thread)[0]
    assert threads.changes == []


async def test_a_thread_that_the_bot_opens_itself_causes_no_further_attempts(
    world: World, threads: Threads, bot: Accountabot
) -> None:
    thread = await declared(world, threads, world.general)
    message = f"/channels/*/messages/{thread.history()[0].id}"
    world.env.inject_error("PATCH", message, status=400, code=50083, times=None)

    await refused(world, bot)
    await settle(world, bot, HOUR)

    assert threads.changes.count(OPENED) == 1
    assert EMPTY not in shown(thread)[0]


async def test_a_deleted_thread_is_given_up(
    world: World, threads: Threads, bot: Accountabot
) -> None:
    thread = await declared(world, threads, world.general)
    world.env.backend.delete_channel(thread.id)

    answer = said(await world.check_in(world.alice))
    await erase(world, bot, world.alice)

    assert "Zebra" in answer
    assert await count_rows(bot) == 0
