"""Greetings by direct message."""

import pytest
from discord import Permissions
from discord.utils import utcnow
from simcord import MemberActor, UserHandle

from accountabot.bot import Accountabot
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.services.server import channels
from accountabot.store import settings
from tests.stories.greetings.greeting_templates import (
    direct_messages,
    greeting_for,
    propose,
    save,
    set_direct_messages,
)
from tests.world import HOUR, World, said, shown


@pytest.fixture
def emil(world: World) -> UserHandle:
    """Someone who has yet to join."""
    return world.users.setdefault("emil", world.env.create_user("emil"))


def closed_mailbox(world: World, user: UserHandle, status: int = 403) -> None:
    """Make the next direct message to someone fail."""
    world.env.inject_error(
        "POST", f"/channels/{user.dm_channel.id}/messages", status=status, code=50007
    )


async def test_greetings_are_direct_messages_if_the_owner_chose_so(
    world: World, owner: MemberActor
) -> None:
    answer = await set_direct_messages(world, owner)
    again = await set_direct_messages(world, owner)
    public = shown(world.general)

    await greeting_for(world, "dora")

    (letter,) = direct_messages(world, "dora")
    assert "by direct message" in answer
    assert world.general.mention in answer
    assert "like that already" in again
    assert shown(world.general) == public
    assert f"<@{world.users['dora'].id}>" in letter
    assert "From **\u2068The Club\u2069**" in letter


async def test_a_direct_message_links_to_the_server_and_has_no_server_only_button(
    world: World, owner: MemberActor
) -> None:
    lobby = world.guild.create_text_channel("lobby")
    await owner.slash(world.general, "setup channels", greetings=lobby, by_message="on")
    await greeting_for(world, "dora")

    message = world.users["dora"].dm_channel.last_message

    drawn = str([component.to_dict() for component in message.components])
    assert f"https://discord.com/channels/{world.guild.id}/{lobby.id}" in drawn
    assert "custom_id" not in drawn.replace("'custom_id': None", "")


async def test_a_first_greeting_by_direct_message_arrives_even_if_the_bot_has_no_channel(
    world: World, bot: Accountabot
) -> None:
    closed = world.env.create_guild("Closed")
    rules = closed.create_text_channel("rules", overwrites={closed.default_role: World.read_only})
    olga = Action(Member(ServerId(closed.id), MemberId(1)), utcnow(), InteractionId(1))
    await bot.database.write(channels.choose_channels, olga, {}, by_message=True)
    closed.add_member(world.users["bob"])
    await world.env.settle()
    role = closed.create_role("owner", permissions=Permissions(manage_guild=True))
    owner = closed.add_member(world.users["alice"], roles=[role])

    answer = said(await owner.slash(rules, "setup channels"))

    (letter,) = direct_messages(world, "bob")
    assert "\u2068Closed\u2069" in letter
    assert "Turn off" not in letter
    assert "there’s no channel" in answer


async def test_a_newcomer_with_closed_direct_messages_is_greeted_in_the_channel(
    world: World, owner: MemberActor, emil: UserHandle
) -> None:
    await set_direct_messages(world, owner)
    closed_mailbox(world, emil)

    greeting = await greeting_for(world, "emil")

    assert emil.mention in greeting
    assert "Say hello" in greeting
    assert world.pings()[-1] == [emil.id]
    assert direct_messages(world, "emil") == []


async def test_a_direct_message_that_discord_rejects_is_sent_once_a_minute_later(
    world: World, owner: MemberActor, emil: UserHandle
) -> None:
    await set_direct_messages(world, owner)
    public = shown(world.general)
    closed_mailbox(world, emil, status=503)
    await greeting_for(world, "emil")
    before = direct_messages(world, "emil")
    await world.env.advance_time(600)

    assert before == []
    assert len(direct_messages(world, "emil")) == 1
    assert shown(world.general) == public


async def test_custom_and_returning_greetings_are_sent_by_direct_message_too(
    world: World, owner: MemberActor
) -> None:
    await set_direct_messages(world, owner)
    await save(world, owner, "New {user}", "Newer {user}")
    await save(world, owner, "Back {user}", command="returning")
    await greeting_for(world, "dora")
    await greeting_for(world, "emil")
    world.guild.remove_member(world.users["dora"])
    await world.env.settle()
    await world.env.advance_time(2 * HOUR)
    await greeting_for(world, "dora")

    words = [
        letter.split()[0]
        for letter in (*direct_messages(world, "dora"), *direct_messages(world, "emil"))
    ]
    assert sorted(words) == ["Back", "New", "Newer"]
    assert all("The Club" in letter for letter in direct_messages(world, "dora"))


async def test_a_crowd_is_not_greeted_by_direct_message(world: World, owner: MemberActor) -> None:
    await set_direct_messages(world, owner)
    names = [f"n{number}" for number in range(9)]
    await world.env.advance_time(120)
    for name in names:
        world.join(name)
    await world.env.settle()
    await world.env.advance_time(61)

    alone = [name for name in names if direct_messages(world, name)]
    assert len(alone) == 5
    assert sum(f"<@{world.users[name].id}>" in shown(world.general)[-1] for name in names) == 4


async def test_greetings_return_to_the_channel_and_the_change_is_logged(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    lobby = world.guild.create_text_channel("lobby")
    await owner.slash(world.general, "setup channels", greetings=lobby, by_message="on")
    answer = await set_direct_messages(world, owner, "off")
    await greeting_for(world, "dora")

    known = await bot.database.read(settings.all_of, Member(ServerId(world.guild.id), MemberId(0)))
    assert [s.value for s in known if s.name == "greetings by message"] == ["on", ""]
    assert lobby.mention in answer
    assert "direct message" not in answer
    assert f"<@{world.users['dora'].id}>" in shown(lobby)[-1]
    assert direct_messages(world, "dora") == []


async def test_greetings_that_are_off_are_not_sent_by_direct_message(
    world: World, owner: MemberActor
) -> None:
    await set_direct_messages(world, owner)
    panel = await owner.slash(world.general, "setup channels")
    await owner.click(panel.response, label="Turn off")
    answer = await set_direct_messages(world, owner)
    await greeting_for(world, "dora")

    assert "are off" in answer
    assert "then get a direct message" in answer
    assert direct_messages(world, "dora") == []


async def test_the_preview_names_the_destination_and_a_test_is_sent_there(
    world: World, owner: MemberActor
) -> None:
    channel = said(await propose(world, owner, "Ahoy {user}"))
    await set_direct_messages(world, owner)
    preview = await propose(world, owner, "Ahoy {user}")
    public = shown(world.general)

    answer = said(await owner.click(preview.response, label="Test"))

    (letter,) = shown(owner.user.dm_channel)
    assert f"greet newcomers in {world.general.mention}" in channel
    assert "by direct message" in said(preview)
    assert "in your direct messages" in answer
    assert f"Ahoy <@{owner.id}>" in letter
    assert "The Club" in letter
    assert "Just a test" in letter
    assert shown(world.general) == public


async def test_a_test_reports_closed_direct_messages(world: World, owner: MemberActor) -> None:
    await set_direct_messages(world, owner)
    preview = await propose(world, owner, "Ahoy {user}")
    closed_mailbox(world, owner.user)

    assert "greeted in the channel" in said(await owner.click(preview.response, label="Test"))
