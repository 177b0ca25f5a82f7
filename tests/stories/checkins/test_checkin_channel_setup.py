"""How owners choose the check-in channel."""

import pytest
from simcord import MemberActor, SetupError

from accountabot.bot import Accountabot
from accountabot.invite import PERMISSIONS
from tests.world import World, said, shown


async def test_choosing_the_channel_is_shown_to_the_owner_alone_and_logged(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    channel = world.guild.create_text_channel("check-ins")
    before = shown(world.general)

    first = await owner.slash(world.general, "setup checkin-channel", channel=channel)
    again = await owner.slash(world.general, "setup checkin-channel", channel=channel)
    await owner.slash(world.general, "setup checkin-channel")
    kept = await bot.database.read(
        lambda tx: tx.exec_driver_sql(
            "SELECT value, actor_id FROM settings WHERE name = 'check-in channel'"
        ).all()
    )

    assert first.ephemeral
    assert channel.mention in said(first)
    assert "don’t have these permissions" not in said(first)
    assert "nothing changed" in said(again)
    assert shown(world.general) == before
    assert [tuple(row) for row in kept] == [(str(channel.id), owner.id), ("", owner.id)]


async def test_a_member_can_not_choose_the_channel(world: World) -> None:
    with pytest.raises(SetupError):
        await world.alice.slash(world.general, "setup checkin-channel", channel=world.general)


@pytest.mark.usefixtures("world")
def test_reading_plain_messages_needs_no_privileged_intent(bot: Accountabot) -> None:
    assert bot.intents.guild_messages
    assert not bot.intents.message_content
    assert not bot.intents.dm_messages
    assert list(bot.cached_messages) == []


async def test_the_invite_requests_only_the_permissions_that_the_bot_needs(
    bot: Accountabot,
) -> None:
    needed = {
        "read_messages",
        "send_messages",
        "send_messages_in_threads",
        "attach_files",
        "add_reactions",
        "read_message_history",
    }

    assert {name for name, is_asked in PERMISSIONS if is_asked} == needed
    assert f"permissions={PERMISSIONS.value}" in bot.invite
