"""The channels in the setup wizard: what it shows is true, and it creates none in vain."""

import discord
from discord import PermissionOverwrite
from discord.app_commands import TransformerError
from simcord import InteractionResult, MemberActor

from tests.world import World, said


async def begin(world: World, owner: MemberActor) -> InteractionResult:
    return await owner.slash(world.general, "setup start")


async def pick(
    world: World, owner: MemberActor, panel: InteractionResult, what: str, channel: object
) -> str:
    """Pick a channel in the panel, for one topic or for all."""
    verb, detail = ("start-all", "") if what == "everything" else ("start-one", what)
    if detail:
        await owner.click(panel.response, label="One channel each")
    id_ = f"{verb}:{world.guild.id}:{owner.id}:{detail}"
    return said(await owner.select(panel.response, [channel], custom_id=id_))


def channels(world: World) -> list[str]:
    """Return the names of all channels, oldest first."""
    guild = world.env.bot.get_guild(world.guild.id)
    return [channel.name for channel in sorted(guild.text_channels, key=lambda channel: channel.id)]


async def test_greetings_that_are_off_are_off_in_the_panel_until_a_channel_is_picked(
    world: World, owner: MemberActor
) -> None:
    hall = world.guild.create_text_channel("hall")
    place = await owner.slash(world.general, "setup channels")
    await owner.click(place.response, label="Turn off")

    panel = await begin(world, owner)
    before = said(panel)
    again = await pick(world, owner, panel, "greetings", hall)

    assert "Greetings for newcomers are off" in before
    assert f"I greet newcomers in <#{hall.id}>" in again


async def test_greetings_by_direct_message_do_not_happen_in_the_channel_for_everything(
    world: World, owner: MemberActor
) -> None:
    hall = world.guild.create_text_channel("hall")
    await owner.slash(world.general, "setup channels", by_message="on")
    panel = await begin(world, owner)
    before = said(panel)

    again = await pick(world, owner, panel, "everything", hall)

    assert "I greet newcomers by direct message" in before
    assert "Everything happens" not in again
    assert f"by direct message – or in <#{hall.id}>" in again
    assert f"Goals are posted in <#{hall.id}>" in again


async def test_the_panel_names_the_fallback_if_a_channel_is_gone_or_closed(
    world: World, owner: MemberActor
) -> None:
    me = world.env.bot.get_guild(world.guild.id).me
    closed = world.guild.create_text_channel(
        "closed", overwrites={me: PermissionOverwrite(send_messages=False)}
    )
    gone = world.guild.create_text_channel("gone")
    panel = await begin(world, owner)

    shut = await pick(world, owner, panel, "everything", closed)
    await pick(world, owner, panel, "goals", gone)
    await world.env.bot.get_channel(gone.id).delete()
    again = said(await begin(world, owner))

    assert "Everything happens" not in shut
    assert f"I greet newcomers in <#{world.general.id}>" in shut
    assert f"Check-ins will go to <#{closed.id}>" in shut
    assert "Goals are posted where they’re declared" in again
    assert f"<#{gone.id}>" not in again


async def test_only_topics_without_a_channel_get_one(world: World, owner: MemberActor) -> None:
    pact = world.guild.create_text_channel("pact")
    panel = await begin(world, owner)
    await pick(world, owner, panel, "goals", pact)

    again = said(await owner.click(panel.response, label="Create it for me"))

    assert channels(world) == ["general", "pact", "welcome", "check-ins"]
    assert f"Goals are posted in <#{pact.id}>" in again


async def test_a_second_press_and_a_second_delivery_create_nothing(
    world: World, owner: MemberActor
) -> None:
    panel = await begin(world, owner)
    other = await begin(world, owner)

    await owner.click(panel.response, label="Create it for me")
    await world.deliver_again()
    again = said(await owner.click(other.response, label="Create it for me"))

    assert channels(world) == ["general", "accountability"]
    assert "Everything happens in" in again


async def test_a_press_while_channels_are_created_creates_nothing(
    world: World, owner: MemberActor
) -> None:
    panel = await begin(world, owner)
    await owner.click(panel.response, label="One channel each")
    backend = world.env.backend

    async def press_again(_: object) -> None:
        sent = [payload for _, name, payload in backend.transcript if name == "INTERACTION_CREATE"]
        press = backend.new_interaction(3, world.general.id, owner.id, world.guild.id)
        press.source_message_id = panel.response.id
        backend.emit("INTERACTION_CREATE", {**sent[-1], "id": str(press.id), "token": press.token})

    world.env.bot.add_listener(press_again, "on_guild_channel_create")
    await owner.click(panel.response, label="Create it for me")

    assert channels(world) == ["general", "welcome", "goals", "check-ins"]


async def test_greetings_that_are_off_stay_off_when_channels_are_created(
    world: World, owner: MemberActor
) -> None:
    place = await owner.slash(world.general, "setup channels")
    await owner.click(place.response, label="Turn off")
    panel = await begin(world, owner)

    again = said(await owner.click(panel.response, label="Create it for me"))

    assert "Greetings for newcomers are off" in again
    assert "Goals are posted in" in again


async def test_channels_that_were_created_before_a_refusal_are_used(
    world: World, owner: MemberActor
) -> None:
    panel = await begin(world, owner)
    await owner.click(panel.response, label="One channel each")

    async def fill_up(_: object) -> None:
        refusal = {
            "status": 400,
            "code": 30013,
            "message": "Maximum number of guild channels reached (500)",
        }
        world.env.backend.faults.append(
            {"method": "POST", "path": "/guilds/*/channels", "times": 1, **refusal}
        )

    world.env.bot.add_listener(fill_up, "on_guild_channel_create")
    refused = said(await owner.click(panel.response, label="Create it for me"))
    world.env.bot.remove_listener(fill_up, "on_guild_channel_create")
    held = said(await begin(world, owner))
    await owner.click(panel.response, label="Create it for me")

    welcome = discord.utils.get(
        world.env.bot.get_guild(world.guild.id).text_channels, name="welcome"
    )
    assert "as many channels as Discord allows" in refused
    assert f"I greet newcomers in <#{welcome.id}>" in refused
    assert f"I greet newcomers in <#{welcome.id}>" in held
    assert channels(world) == ["general", "welcome", "goals", "check-ins"]


async def test_another_refusal_by_discord_is_answered_with_a_suggestion(
    world: World, owner: MemberActor
) -> None:
    panel = await begin(world, owner)
    world.env.inject_error("POST", "/guilds/*/channels", status=400, code=50035)

    refused = said(await owner.click(panel.response, label="Create it for me"))

    assert "Pick an existing channel" in refused


async def test_a_deleted_channel_is_refused_in_every_menu(world: World, owner: MemberActor) -> None:
    gone = world.guild.create_text_channel("gone")
    place = await owner.slash(world.general, "setup channels")
    asked = await owner.click(place.response, label="Choose another channel")
    world.env.bot.get_guild(world.guild.id)._channels.pop(
        gone.id
    )  # the event arrived a moment before

    picked = said(
        await owner.select(
            asked.response, [gone], custom_id=f"greetings-channel:{world.guild.id}:0:"
        )
    )
    named = said(await owner.slash(world.general, "setup channels", goals=gone))
    counted = said(await owner.slash(world.general, "setup checkin-channel", channel=gone))

    assert "That channel is gone" in picked
    assert "That channel is gone" in named
    assert "That channel is gone" in counted
    assert {*map(type, world.env.errors)} == {TransformerError}
    assert "Nobody has changed anything" in await world.ask(owner, "setup log")


async def test_a_created_channel_is_deleted_if_it_can_not_be_saved(
    world: World, owner: MemberActor
) -> None:
    panel = await begin(world, owner)
    before, writer = channels(world), world.env.bot.database._writer
    writer.is_open = False
    refused = said(await owner.click(panel.response, label="Create it for me"))
    writer.is_open = True
    left = channels(world)

    again = said(await owner.click(panel.response, label="Create it for me"))

    assert "nothing changed" in refused.casefold()
    assert left == before
    assert "Everything happens in" in again
    assert channels(world) == [*before, "accountability"]
