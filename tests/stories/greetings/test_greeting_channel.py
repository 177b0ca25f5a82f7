"""The channel in which newcomers are greeted."""

from typing import Any

from simcord import MemberActor

from tests.stories.greetings.greeting_templates import greeting_for
from tests.world import World, said, shown


async def test_newcomers_are_greeted_in_the_chosen_channel(
    world: World, owner: MemberActor
) -> None:
    lobby = world.guild.create_text_channel("lobby")
    answer = await owner.slash(world.general, "setup channels", greetings=lobby)
    again = await owner.slash(world.general, "setup channels", greetings=lobby)
    dora = world.join("dora")
    await world.env.settle()

    assert lobby.mention in said(answer)
    assert answer.ephemeral
    assert "like that already" in said(again)
    assert dora.mention in shown(lobby)[-1]


async def test_greetings_fall_back_if_the_channel_is_deleted_and_the_owner_is_notified(
    world: World, owner: MemberActor
) -> None:
    lobby = world.guild.create_text_channel("lobby")
    await owner.slash(world.general, "setup channels", greetings=lobby)
    world.env.backend.delete_channel(lobby.id)
    await world.env.settle()

    greeting = await greeting_for(world, "dora")
    answer = said(await owner.slash(world.general, "setup channels"))

    assert f"<@{world.users['dora'].id}>" in greeting
    assert "is gone" in answer
    assert world.general.mention in answer


async def test_greetings_fall_back_if_the_bot_can_not_write_in_the_channel(
    world: World, owner: MemberActor
) -> None:
    closed = world.guild.create_text_channel(
        "closed", overwrites={world.guild.default_role: World.read_only}
    )

    answer = said(await owner.slash(world.general, "setup channels", greetings=closed))

    assert "can’t post in" in answer
    assert f"<@{(await joined(world)).id}>" in shown(world.general)[-1]


async def test_greetings_fall_back_if_the_channel_closes_meanwhile(
    world: World, owner: MemberActor
) -> None:
    lobby = world.guild.create_text_channel("lobby")
    await owner.slash(world.general, "setup channels", greetings=lobby)
    world.env.inject_error("POST", f"/channels/{lobby.id}/messages", status=404, code=10003)

    assert f"<@{(await joined(world)).id}>" in shown(world.general)[-1]


async def joined(world: World) -> Any:
    await greeting_for(world, "dora")
    return world.users["dora"]


async def test_greetings_can_be_turned_off_and_on_again(world: World, owner: MemberActor) -> None:
    answer = await owner.slash(world.general, "setup channels")
    off = await owner.click(answer.response, label="Turn off")
    told = said(off)
    count = len(shown(world.general))
    await greeting_for(world, "dora")
    silent = len(shown(world.general))
    await owner.click(off.response, label="Greet newcomers again")
    await greeting_for(world, "emil")

    assert "are off" in told
    assert silent == count
    assert f"<@{world.users['emil'].id}>" in shown(world.general)[-1]
    assert not any(f"<@{world.users['dora'].id}>" in text for text in shown(world.general))
