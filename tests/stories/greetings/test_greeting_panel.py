"""The panel below the first greeting, and who may use it."""

import pytest
from discord import ButtonStyle, Message, PermissionOverwrite
from simcord import ChannelHandle, MemberActor, SetupError

from tests.stories.greetings.greeting_templates import greeting_for, propose, save
from tests.world import World, said, shown


async def test_only_the_first_greeting_lets_managers_move_it(
    world: World, owner: MemberActor
) -> None:
    lobby = world.guild.create_text_channel("lobby")
    first = world.general.history()[0]

    others = await world.alice.click(first, label="Turn off")
    question = await owner.click(first, label="Choose another channel")
    answer = await owner.select(question.response, [lobby])
    dora = world.join("dora")
    await world.env.settle()

    assert sum("Turn off" in text for text in shown(world.general)) == 1
    assert "Turn off" in shown(world.general)[0]
    assert "for the people who manage" in said(others)
    assert others.ephemeral
    assert question.ephemeral
    assert lobby.mention in said(answer)
    assert dora.mention in shown(lobby)[-1]
    assert "Turn off" not in shown(lobby)[-1]


async def test_a_first_greeting_that_is_tried_again_is_still_the_first(world: World) -> None:
    other = world.env.create_guild("Other")
    hall = other.create_text_channel("hall")
    world.env.inject_error("POST", "/channels/*/messages", status=503)
    other.add_member(world.users["alice"])
    await world.env.settle()
    await world.env.advance_time(61)
    other.add_member(world.users["bob"])
    await world.env.settle()

    assert ["Turn off" in text for text in shown(hall)] == [True, False]


def trusted(world: World) -> MemberActor:
    """Allow Alice to use `/setup` through Discord's integration settings."""
    setup = world.env.backend.find_command("setup", world.guild.id)
    assert setup is not None
    world.guild.set_command_permissions(int(setup["id"]), {world.alice: True})
    return world.alice


async def test_a_member_who_may_use_the_command_may_use_its_panels(world: World) -> None:
    alice, lobby = trusted(world), world.guild.create_text_channel("lobby")
    await world.env.advance_time(120)

    panel = await alice.slash(world.general, "setup channels")
    question = await alice.click(panel.response, label="Choose another channel")
    moved = said(await alice.select(question.response, [lobby]))
    await alice.click(panel.response, label="Turn off")
    off = said(panel)
    await alice.click(panel.response, label="Greet newcomers again")
    on = said(panel)
    preview = await propose(world, alice, "Ahoy {user}")
    tried = said(await alice.click(preview.response, label="Test"))
    saved = said(await alice.click(preview.response, label="Save"))
    left = said(await alice.click((await propose(world, alice, "Hi")).response, label="Cancel"))

    assert lobby.mention in moved
    assert "are off" in off
    assert world.general.mention in on
    assert "Only you were pinged" in tried
    assert "Saved" in saved
    assert "Nothing changed" in left


async def test_only_managers_may_use_the_buttons_below_the_first_greeting(
    world: World,
) -> None:
    alice, first = trusted(world), world.general.history()[0]

    answers = [
        said(await alice.click(first, label=label))
        for label in ("Turn off", "Choose another channel")
    ]

    assert all("for the people who manage" in answer for answer in answers)


async def test_the_panel_shows_the_check_in_channel_and_its_problems(
    world: World, owner: MemberActor
) -> None:
    me = world.env.bot.get_guild(world.guild.id).me
    quiet = world.guild.create_text_channel(
        "quiet", overwrites={me: PermissionOverwrite(add_reactions=False)}
    )
    before = said(await owner.slash(world.general, "setup channels"))
    await owner.slash(world.general, "setup checkin-channel", channel=quiet)
    counted = said(await owner.slash(world.general, "setup channels"))
    world.env.backend.delete_channel(quiet.id)
    await world.env.settle()
    gone = said(await owner.slash(world.general, "setup channels"))

    assert "don’t count" in before
    assert f"A message in {quiet.mention} counts as a check-in" in counted
    assert "these permissions there yet: add reactions" in counted
    assert "is gone" in gone
    assert "/setup checkin-channel" in gone


async def test_the_panel_tests_the_current_greeting_in_the_greeting_channel(
    world: World, owner: MemberActor
) -> None:
    lobby = world.guild.create_text_channel("lobby")
    await save(world, owner, "Ahoy {user}")
    panel = await owner.slash(world.general, "setup channels", greetings=lobby)

    answer = said(await owner.click(panel.response, label="Test"))

    assert lobby.mention in answer
    assert f"Ahoy <@{owner.id}>" in shown(lobby)[-1]
    assert "Just a test" in shown(lobby)[-1]
    assert "Ahoy" in await joined_in(world, lobby)


async def test_the_panel_offers_no_test_if_greetings_are_off(
    world: World, owner: MemberActor
) -> None:
    panel = await owner.slash(world.general, "setup channels")
    await owner.click(panel.response, label="Turn off")

    assert "are off" in said(panel)
    assert "Test" not in said(panel)


async def joined_in(world: World, channel: ChannelHandle) -> str:
    """Let Dora join; return the last message of a channel."""
    await greeting_for(world, "dora")
    return shown(channel)[-1]


async def test_members_do_not_see_the_greeting_commands(world: World) -> None:
    with pytest.raises(SetupError):
        await world.alice.slash(world.general, "setup channels")


async def test_a_test_greeting_is_removed_by_its_owner_or_another_manager(
    world: World, owner: MemberActor, other: MemberActor
) -> None:
    before = len(world.general.history())
    panel = await owner.slash(world.general, "setup channels")
    for who in (owner, other):
        await owner.click(panel.response, label="Test")
        refused = said(await world.alice.click(public(world)[-1], label="Remove test"))
        await who.click(public(world)[-1], label="Remove test")

        assert "belongs to someone else" in refused
        assert not any("Just a test" in text for text in shown(world.general))
    assert len(public(world)) == before


def public(world: World) -> list[Message]:
    """Return the messages in #general that everyone sees."""
    return [message for message in world.general.history() if not message.flags.ephemeral]


async def test_the_newcomers_next_step_is_the_prominent_one(world: World) -> None:
    world.join("dora")
    await world.env.settle()

    buttons = [
        item
        for part in world.general.last_message.components[0].children
        for item in getattr(part, "children", ())
    ]

    assert [(button.label, button.style) for button in buttons] == [
        ("I’m new: my first goal", ButtonStyle.success),
        ("Say hello", ButtonStyle.secondary),
    ]


async def test_the_form_names_the_placeholders_and_shows_the_built_in_words(
    world: World, owner: MemberActor
) -> None:
    form = await owner.slash(world.general, "setup greeting")
    back = await owner.slash(world.general, "setup returning")

    assert form.modal
    assert back.modal
    first, second, *_, last = form.modal["components"]
    assert first["description"] == (
        "Filled in for you: {user} {user.name} {server} {member_count} {ordinal}"
    )
    assert first["component"]["placeholder"].startswith(
        "👋 Welcome to **{server}**, {user}! People"
    )
    assert second["component"]["placeholder"].startswith(
        "👋 {user}, good to have you in **{server}**"
    )
    assert last["description"] == "All fields empty? Then my default greetings are used."
    assert not last["component"].get("placeholder")
    assert back.modal["components"][0]["component"]["placeholder"].startswith(
        "👋 Look who’s here: {user}! Welcome back to **{server}**."
    )
