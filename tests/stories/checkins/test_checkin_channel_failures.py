"""What happens if a plain message can't be recorded or answered."""

import sqlite3

import pytest
from discord import PermissionOverwrite
from simcord import ChannelHandle, MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.network import CALLBACK
from tests.stories.checkins.checkin_channel import (
    option,
    options,
    reactions,
    streak_of,
)
from tests.stories.test_trouble import read_only
from tests.world import HOUR, World, said, shown


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ("add_reactions", "add reactions"),
        ("send_messages", "send messages"),
        ("read_message_history", "read message history"),
    ],
)
async def test_a_missing_permission_loses_no_check_in(
    world: World, owner: MemberActor, missing: str, named: str
) -> None:
    me = world.env.bot.get_guild(world.guild.id).me
    channel = world.guild.create_text_channel(
        "check-ins", overwrites={me: PermissionOverwrite(**{missing: False})}
    )
    told = said(await owner.slash(world.general, "setup checkin-channel", channel=channel))
    await world.declare(world.alice)
    await world.declare(world.bob, "Run")
    await world.declare(world.bob, "Read")

    await world.alice.send(channel, "done")
    await world.bob.send(channel, "done")

    assert "these permissions there yet" in told
    assert f"yet: {named}." in told
    assert "**Current streak** 1" in await streak_of(world, world.alice)


async def test_a_member_who_blocked_the_bot_gets_no_reactions_for_six_hours(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.bob, "Run")
    reaction = f"/channels/{channel.id}/messages/*/reactions/*/@me"
    world.env.inject_error("PUT", reaction, status=403, code=90001)

    await world.env.advance_time(14.5 * HOUR)
    await world.alice.send(channel, "done")
    await world.env.advance_time(5.5 * HOUR)
    await world.alice.send(channel, "done on the next day")
    await world.bob.send(channel, "done")
    await world.env.advance_time(24 * HOUR)
    await world.alice.send(channel, "done on the third day")

    assert reactions(channel) == [[], [], ["✅"], ["✅"]]
    assert "**Current streak** 3" in await streak_of(world, world.alice)


async def test_a_message_is_marked_although_its_author_can_not_be_answered(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    await world.alice.send(channel, "done")
    question = channel.history()[-1]

    world.env.inject_error("POST", CALLBACK, status=403, times=None)
    await world.alice.select(question, values=[option(question, "Run")])
    await world.env.settle()

    assert reactions(channel)[0] == ["✅"]
    assert options(channel.history()[-1]) == ["Read"]


async def test_a_message_waits_while_the_database_is_busy(
    world: World, channel: ChannelHandle, bot: Accountabot
) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(HOUR)
    other = sqlite3.connect(bot.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    await world.alice.send(channel, "done")
    other.execute("ROLLBACK")
    other.close()
    await world.env.advance_time(60)

    assert reactions(channel) == [["✅"]]


async def test_a_message_that_can_not_be_saved_gets_a_reply(
    world: World, channel: ChannelHandle, bot: Accountabot, caplog: pytest.LogCaptureFixture
) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(HOUR)

    async with read_only(bot):
        await world.alice.send(channel, "done")
        await world.env.advance_time(200)

    assert reactions(channel)[0] == []
    assert "couldn’t save this check-in" in shown(channel)[-1]
    assert shown(channel)[-1].split("`")[-2] in caplog.text
    assert sum("NotSaved" in record.message for record in caplog.records) == 1
    assert not any(record.exc_info for record in caplog.records)


async def test_a_reaction_that_could_not_be_removed_is_removed_after_a_restart(
    world: World, channel: ChannelHandle, bot: Accountabot, settings: Settings
) -> None:
    await world.declare(world.alice)
    await world.alice.send(channel, "done")
    world.env.inject_error("DELETE", "/channels/*/messages/*/reactions/*/*", status=503)

    await world.alice.slash(world.general, "undo")
    at_first = reactions(channel)
    await bot.close()
    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(61)

    assert at_first == [["✅"]]
    assert reactions(channel) == [[]]
