"""The setup wizard: a few clicks from the command to a first greeting."""

import pytest
from discord import PermissionOverwrite
from simcord import ChannelHandle, InteractionResult, MemberActor

from accountabot.bot import create_bot
from accountabot.config import Settings
from accountabot.ui.cards import Card, row
from accountabot.ui.components import button, custom_id
from tests.world import World, said, shown


async def begin(world: World, owner: MemberActor) -> InteractionResult:
    return await owner.slash(world.general, "setup start")


async def test_the_panel_shows_the_current_settings_to_its_owner_alone(
    world: World, owner: MemberActor
) -> None:
    panel = await begin(world, owner)

    assert panel.ephemeral
    assert f"I greet newcomers in <#{world.general.id}>" in said(panel)
    assert "Goals are posted where they’re declared" in said(panel)
    assert "Days follow **UTC**" in said(panel)
    assert "I have everything I need" in said(panel)


async def test_managers_see_the_wizard_first_in_help(world: World, owner: MemberActor) -> None:
    for told in (await world.ask(owner, "help"), await world.ask(owner, "help", topic="owners")):
        assert told.index("/setup start") == told.index("/setup")


async def test_one_channel_a_zone_and_a_first_greeting_take_three_clicks(
    world: World, owner: MemberActor
) -> None:
    hall = world.guild.create_text_channel("hall")

    panel = await begin(world, owner)
    await owner.select(panel.response, [hall], custom_id=f"start-all:{world.guild.id}:{owner.id}:")
    await owner.select(
        panel.response, ["Europe/Berlin"], custom_id=f"start-timezone:{world.guild.id}:{owner.id}:"
    )
    sent = await owner.click(panel.response, label="Send a test greeting")

    again = said(await begin(world, owner))
    assert f"Everything happens in <#{hall.id}>" in again
    assert "Days follow **Europe/Berlin**" in again
    assert f"There it is, in <#{hall.id}>" in said(sent)
    assert "Just a test" in shown(hall)[-1]


async def test_one_channel_each_a_zone_and_a_first_greeting_take_six_clicks(
    world: World, owner: MemberActor
) -> None:
    places: dict[str, ChannelHandle] = {
        name: world.guild.create_text_channel(name.replace(" ", "-"))
        for name in ("greetings", "goals", "check-ins")
    }

    panel = await begin(world, owner)
    await owner.click(panel.response, label="One channel each")
    await owner.select(
        panel.response,
        ["Europe/Berlin"],
        custom_id=f"start-timezone:{world.guild.id}:{owner.id}:each",
    )
    for name, place in places.items():
        await owner.select(
            panel.response, [place], custom_id=f"start-one:{world.guild.id}:{owner.id}:{name}"
        )
    sent = await owner.click(panel.response, label="Send a test greeting")

    again = said(await begin(world, owner))
    assert f"I greet newcomers in <#{places['greetings'].id}>" in again
    assert f"Goals are posted in <#{places['goals'].id}>" in again
    assert f"Check-ins are posted in <#{places['check-ins'].id}>" in again
    assert f"There it is, in <#{places['greetings'].id}>" in said(sent)


async def test_a_channel_that_is_deleted_before_the_save_changes_nothing(
    world: World, owner: MemberActor
) -> None:
    gone = world.guild.create_text_channel("gone")
    panel = await begin(world, owner)
    world.env.bot.get_guild(world.guild.id)._channels.pop(
        gone.id
    )  # the event arrived a moment before

    answer = await owner.select(
        panel.response, [gone], custom_id=f"start-all:{world.guild.id}:{owner.id}:"
    )

    assert "That channel is gone" in said(answer)
    assert "Goals are posted where they’re declared" in said(await begin(world, owner))


async def test_another_place_can_be_typed(world: World, owner: MemberActor) -> None:
    panel = await begin(world, owner)

    form = await owner.select(
        panel.response, ["elsewhere"], custom_id=f"start-timezone:{world.guild.id}:{owner.id}:"
    )
    await owner.submit_modal(form, {"text": "Lisbon"})
    form = await owner.select(
        panel.response, ["elsewhere"], custom_id=f"start-timezone:{world.guild.id}:{owner.id}:"
    )
    refused = await owner.submit_modal(form, {"text": "Gondolin"})

    assert "Days follow **Europe/Lisbon**" in said(await begin(world, owner))
    assert "don’t know a place called" in said(refused)
    assert "A bigger city nearby" in said(refused)
    assert "Gondolin" in said(refused)


@pytest.mark.parametrize(
    ("hint", "zone"), [("EST", "America/New_York"), ("10:00", "Europe/Berlin")]
)
async def test_an_ambiguous_place_is_picked_from_the_menu(
    world: World, owner: MemberActor, hint: str, zone: str
) -> None:
    panel = await begin(world, owner)
    form = await owner.select(
        panel.response, ["elsewhere"], custom_id=f"start-timezone:{world.guild.id}:{owner.id}:"
    )

    offered = said(await owner.submit_modal(form, {"text": hint}))
    again = await owner.select(
        panel.response, [zone], custom_id=f"start-timezone:{world.guild.id}:{owner.id}:"
    )

    assert "could be several places" in offered
    assert f"Days follow **{zone}**" in said(again)
    assert "could be several places" not in said(again)


async def test_one_channel_each_is_still_offered_after_the_zone_is_set(
    world: World, owner: MemberActor
) -> None:
    panel = await begin(world, owner)
    await owner.click(panel.response, label="One channel each")
    zones = f"start-timezone:{world.guild.id}:{owner.id}:each"

    picked = said(await owner.select(panel.response, ["Europe/Berlin"], custom_id=zones))
    form = await owner.select(panel.response, ["elsewhere"], custom_id=zones)
    typed = await owner.submit_modal(form, {"text": "Lisbon"})

    assert "A channel for goals" in picked
    assert "A channel for goals" in said(typed)
    assert "Days follow **Europe/Lisbon**" in said(typed)


async def test_only_the_member_who_opened_the_panel_can_use_it(
    world: World, owner: MemberActor
) -> None:
    verbs = ("start-create", "start-each", "start-preview", "start-test")
    presses = [button(verb, custom_id(verb, world.guild.id, owner.id)) for verb in verbs]
    message = await world.env.bot.get_channel(world.general.id).send(view=Card(row(*presses)))
    before = shown(world.general)

    answers = [said(await world.bob.click(message, label=verb)) for verb in verbs]

    assert all("Someone else opened that" in answer for answer in answers)
    assert shown(world.general) == before
    assert len(world.env.bot.get_guild(world.guild.id).text_channels) == 1


async def test_a_second_invite_link_is_shown_if_the_bot_can_not_create_channels(
    world: World, owner: MemberActor
) -> None:
    panel = await begin(world, owner)
    world.env.inject_error("POST", "/guilds/*/channels", status=403)

    answer = said(await owner.click(panel.response, label="Create it for me"))

    assert "Manage Channels" in answer
    assert "https://discord.com/oauth2/authorize" in answer


async def test_channels_are_created_if_none_are_chosen(world: World, owner: MemberActor) -> None:
    panel = await begin(world, owner)

    one = said(await owner.click(panel.response, label="Create it for me"))
    guild = world.env.bot.get_guild(world.guild.id)
    made = {channel.name: channel.id for channel in guild.text_channels}
    again = said(await begin(world, owner))
    assert f"Everything happens in <#{made['accountability']}>" in one
    assert f"Everything happens in <#{made['accountability']}>" in again


async def test_a_half_finished_setup_continues_after_a_restart(
    world: World, owner: MemberActor, settings: Settings
) -> None:
    hall = world.guild.create_text_channel("hall")
    panel = await begin(world, owner)
    await owner.select(panel.response, [hall], custom_id=f"start-all:{world.guild.id}:{owner.id}:")
    await world.env.restart_bot(create_bot(settings))

    sent = await owner.click(panel.response, label="Send a test greeting")

    assert f"There it is, in <#{hall.id}>" in said(sent)


async def test_missing_permissions_in_a_chosen_channel_are_named_at_once(
    world: World, owner: MemberActor
) -> None:
    me = world.env.bot.get_guild(world.guild.id).me
    closed = world.guild.create_text_channel(
        "closed", overwrites={me: PermissionOverwrite(send_messages=False)}
    )
    panel = await begin(world, owner)
    await owner.select(
        panel.response, [closed], custom_id=f"start-all:{world.guild.id}:{owner.id}:"
    )

    assert f"<#{closed.id}>: I don’t have permission to send messages" in said(
        await begin(world, owner)
    )
