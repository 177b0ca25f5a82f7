"""What the bot was not allowed to do is tried again once someone changed permissions."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from discord import PermissionOverwrite, Permissions
from discord.utils import utcnow

from accountabot.bot import Accountabot
from accountabot.requests.refusal_limits import RefusedAnswer, TooManyRefusals
from accountabot.requests.refused_places import MOST_OF_A_KIND
from accountabot.requests.request_targets import Target, place_of_channel, place_of_server
from tests.threads import Threads, threads
from tests.world import World

__all__ = ["threads"]


async def shut(world: World, bot: Accountabot, channel: int = 0, kind: str = "send") -> Target:
    """Let Discord refuse a request until the bot stops sending it."""
    place = place_of_channel(channel)
    target = Target(place_of_server(world.guild.id), kind, channel=place)
    for _ in range(MOST_OF_A_KIND):
        refused = RefusedAnswer(403, 50013)
        bot.circuit_breaker.leave(await bot.circuit_breaker.enter(target), refused)
    return target


async def is_shut(bot: Accountabot, target: Target) -> bool:
    """Return whether a request is not sent."""
    try:
        bot.circuit_breaker.leave(await bot.circuit_breaker.enter(target))
    except TooManyRefusals:
        return True
    return False


def change_role(world: World) -> None:
    world.env.backend.edit_role(world.guild.id, world.guild.id, {"permissions": 2048})


def delete_role(world: World) -> None:
    world.env.backend.delete_role(world.guild.id, _role(world))


def give_role(world: World) -> None:
    me = world.env.bot.get_guild(world.guild.id).me
    world.env.backend.edit_member(world.guild.id, me.id, {"role_ids": [_role(world)]})


def rename_role(world: World) -> None:
    world.env.backend.edit_role(world.guild.id, _role(world), {"name": "others"})


def change_role_of_others(world: World) -> None:
    world.env.backend.edit_role(world.guild.id, _role(world), {"permissions": 2048})


def rename_channel(world: World) -> None:
    world.env.backend.edit_channel(world.general.id, {"name": "renamed"})


def rename_bot(world: World) -> None:
    me = world.env.bot.get_guild(world.guild.id).me
    world.env.backend.edit_member(world.guild.id, me.id, {"nick": "Buddy"})


def _role(world: World) -> int:
    (role,) = [one for one in world.env.bot.get_guild(world.guild.id).roles if one.name == "bots"]
    return int(role.id)


@pytest.fixture(autouse=True)
async def prepared(world: World) -> None:
    """A role that the bot doesn't have, and a channel that hides something."""
    me = world.env.bot.get_guild(world.guild.id).me
    world.guild.create_role("bots", permissions=Permissions.none())
    await world.env.settle()
    overwrites = {me: PermissionOverwrite(manage_messages=False)}
    world.guild.create_text_channel("closed", overwrites=overwrites)
    await world.env.settle()


@pytest.mark.parametrize(
    ("change", "is_tried"),
    [
        (change_role, True),
        (delete_role, True),
        (give_role, True),
        (rename_role, False),
        (change_role_of_others, False),
        (rename_channel, False),
        (rename_bot, False),
    ],
)
async def test_the_bot_tries_again_only_if_permissions_changed(
    world: World, bot: Accountabot, change: Callable[[World], None], is_tried: bool
) -> None:
    target = await shut(world, bot)
    assert await is_shut(bot, target)

    change(world)
    await world.env.settle()

    assert await is_shut(bot, target) is not is_tried


async def test_the_bot_tries_again_if_a_channel_got_other_permissions(
    world: World, bot: Accountabot
) -> None:
    target = await shut(world, bot)
    (channel,) = [one for one in bot.get_guild(world.guild.id).channels if one.name == "closed"]

    world.env.backend.edit_channel(channel.id, {}, overwrites=[])
    await world.env.settle()

    assert not await is_shut(bot, target)


async def test_a_member_who_renames_their_thread_changes_nothing(
    world: World, bot: Accountabot
) -> None:
    thread = world.env.backend.create_thread(world.general.id, "mine", world.alice.id)
    await world.env.settle()
    target = await shut(world, bot, thread.id)

    world.env.backend.edit_channel(thread.id, {"name": "renamed"})
    await world.env.settle()

    assert await is_shut(bot, target)


async def test_a_thread_that_is_opened_is_tried_again_alone(
    world: World, bot: Accountabot, threads: Threads
) -> None:
    thread = await threads.start(world, world.alice)
    await threads.archive(world, thread)
    within = await shut(world, bot, thread.id)
    elsewhere = await shut(world, bot, kind="edit")

    await threads.open(world, thread)

    assert not await is_shut(bot, within)
    assert await is_shut(bot, elsewhere)


async def test_the_bot_tries_again_at_the_end_of_its_timeout(
    world: World, bot: Accountabot
) -> None:
    me = world.env.bot.get_guild(world.guild.id).me
    until = (utcnow() + timedelta(minutes=5)).isoformat()
    world.env.backend.edit_member(world.guild.id, me.id, {"timed_out_until": until})
    await world.env.settle()
    target = await shut(world, bot)

    await world.env.advance_time(240)
    before = await is_shut(bot, target)
    await world.env.advance_time(120)

    assert before
    assert not await is_shut(bot, target)
