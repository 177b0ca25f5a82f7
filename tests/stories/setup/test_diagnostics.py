"""/setup check: permissions, channels, intents, failed deliveries and outages."""

import pytest
from discord import PermissionOverwrite
from discord.utils import utcnow
from simcord import MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.delivery.delivery_failures import PostKind
from accountabot.domain.identifiers import ServerId
from accountabot.services.delivery import failures
from accountabot.services.streaks import heartbeat
from tests.world import DAY, World, said


async def checked(world: World, owner: MemberActor) -> str:
    return await world.ask(owner, "setup check")


async def test_a_clean_check_is_shown_to_the_owner_alone(world: World, owner: MemberActor) -> None:
    answer = await owner.slash(world.general, "setup check")

    assert answer.ephemeral
    assert "I have everything I need" in said(answer)
    assert "⚠️" not in said(answer)


async def test_a_missing_permission_is_named_with_its_effect(
    world: World, owner: MemberActor
) -> None:
    closed = PermissionOverwrite(send_messages=False, add_reactions=False)
    quiet = world.guild.create_text_channel(
        "quiet", overwrites={world.env.bot.get_guild(world.guild.id).me: closed}
    )
    await owner.slash(world.general, "setup channels", greetings=quiet)
    await owner.slash(world.general, "setup checkin-channel", channel=quiet)

    answer = await checked(world, owner)

    assert "2 things need fixing" in answer
    assert (
        f"<#{quiet.id}>: I don’t have permission to send messages. Without it, newcomers there might not be greeted"
        in answer
    )
    assert (
        f"<#{quiet.id}>: I don’t have permission to send messages, add reactions. Without it, messages there don’t count"
        in answer
    )
    assert "Channel settings → Permissions" in answer


async def test_a_deleted_channel_is_named_with_its_fallback(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    gone = world.guild.create_text_channel("gone")
    await owner.slash(world.general, "setup channels", greetings=gone)
    await owner.slash(world.general, "setup checkin-channel", channel=gone)
    await bot.get_channel(gone.id).delete()
    await world.env.settle()

    answer = await checked(world, owner)

    assert "The channel for greetings is gone, so I greet newcomers wherever seems best" in answer
    assert "The channel where plain messages counted as check-ins is gone" in answer


async def test_greetings_that_are_off_need_no_permission(world: World, owner: MemberActor) -> None:
    closed = PermissionOverwrite(send_messages=False)
    quiet = world.guild.create_text_channel(
        "quiet", overwrites={world.env.bot.get_guild(world.guild.id).me: closed}
    )
    panel = await owner.slash(world.general, "setup channels", greetings=quiet)
    before = await checked(world, owner)
    await owner.click(panel.response, label="Turn off")

    assert "One thing needs fixing" in before
    assert "I have everything I need" in await checked(world, owner)


async def test_a_missing_intent_is_named_with_its_remedy(
    world: World, owner: MemberActor, settings: Settings
) -> None:
    await world.env.restart_bot(create_bot(settings, members_intent=False))

    answer = await checked(world, owner)

    assert "Discord doesn’t tell me who joins" in answer
    assert "Server Members Intent" in answer


async def test_failed_messages_are_reported_for_a_week(world: World, owner: MemberActor) -> None:
    await world.declare(world.alice, "Run")
    world.env.inject_error("POST", "/interactions/*/*/callback", status=403)
    await world.check_in(world.alice)
    await world.env.settle()

    now = await checked(world, owner)
    await world.env.advance_time(8 * DAY)

    assert "need now, but some recent messages couldn’t be posted" in now
    assert "In the last seven days" in now
    assert f"A check-in couldn’t be posted in <#{world.general.id}>" in now
    assert "couldn’t be posted" not in await checked(world, owner)


async def test_the_last_outage_is_reported(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    began = utcnow()
    await bot.database.write(heartbeat.record_heartbeat, began)
    await world.env.advance_time(3600)
    await bot.database.write(heartbeat.record_return, utcnow())

    answer = await checked(world, owner)

    assert (
        f"I was last offline between <t:{int(began.timestamp())}:f>"
        f" and <t:{int(utcnow().timestamp())}:f>" in answer
    )
    assert "Nobody lost a streak" in answer


async def test_a_short_outage_does_not_claim_to_excuse_anyone(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    await bot.database.write(heartbeat.record_heartbeat, utcnow())
    await world.env.advance_time(120)
    await bot.database.write(heartbeat.record_return, utcnow())

    answer = await checked(world, owner)

    assert "I was last offline" in answer
    assert "Nobody lost" not in answer


async def test_a_channel_with_failures_is_named_with_its_missing_permissions(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    quiet = world.guild.create_text_channel(
        "quiet", overwrites={world.guild.default_role: world.read_only}
    )
    for what in PostKind:
        await bot.database.write(failures.note, ServerId(world.guild.id), quiet.id, what, utcnow())

    answer = await checked(world, owner)

    assert f"<#{quiet.id}>: I don’t have permission to send messages" in answer
    assert answer.count("I don’t have permission") == 1
    assert f"…and {len(PostKind) - 5} more" in answer


async def test_the_channel_of_the_join_messages_is_named_without_the_intent(
    world: World, owner: MemberActor, settings: Settings
) -> None:
    world.env.backend.edit_guild(world.guild.id, {"system_channel_id": world.general.id})
    await world.env.restart_bot(create_bot(settings, members_intent=False))

    assert f"I only greet the newcomers it announces in <#{world.general.id}>" in await checked(
        world, owner
    )


async def test_a_large_server_without_join_messages_is_told_whom_the_bot_misses(
    world: World, owner: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = await checked(world, owner)
    monkeypatch.setattr("discord.Guild.member_count", 1001)
    large = await checked(world, owner)
    world.env.backend.edit_guild(world.guild.id, {"system_channel_id": world.general.id})
    readable = await checked(world, owner)

    assert ["while I’m offline" in answer for answer in (small, large, readable)] == [
        False,
        True,
        False,
    ]
