"""Newcomers."""

import simcord

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.world import World, said, shown


async def test_who_joins_is_greeted_and_pinged_alone(world: World) -> None:
    dora = world.join("dora")
    await world.env.settle()

    assert dora.mention in shown(world.general)[-1]
    assert world.pinged()[-1] == [dora.id]


async def test_who_has_yet_to_accept_the_rules_is_greeted_when_they_have(world: World) -> None:
    dora = world.join("dora", pending=True)
    await world.env.settle()
    before = shown(world.general)

    await world.pass_screening(dora)
    await world.pass_screening(dora)

    assert not any(dora.mention in text for text in before)
    assert sum(dora.mention in text for text in shown(world.general)) == 1


async def test_who_accepted_the_rules_while_the_bot_was_away_is_greeted_at_its_start(
    world: World, settings: Settings
) -> None:
    dora, emil = world.join("dora", pending=True), world.join("emil", pending=True)
    await world.env.settle()

    await world.pass_screening(dora, seen=False)
    await world.env.restart_bot(create_bot(settings))
    await world.env.settle()

    assert sum(dora.mention in text for text in shown(world.general)) == 1
    assert not any(emil.mention in text for text in shown(world.general))


async def test_a_newcomer_gets_from_the_greeting_to_a_goal(world: World) -> None:
    dora = world.join("dora")
    await world.env.settle()

    form = await dora.click(world.general.last_message, label="My first goal")
    question = await dora.submit_modal(form, {"text": "Walk for ten minutes"})
    answer = await dora.click(question.response, label="Every day")

    assert question.ephemeral
    assert "Walk for ten minutes" in said(answer)
    assert not answer.response.ephemeral


async def test_greetings_go_to_the_system_channel(world: World) -> None:
    lobby = world.guild.create_text_channel("lobby")
    world.env.backend.edit_guild(world.guild.id, {"system_channel_id": lobby.id})
    dora = world.join("dora")
    await world.env.settle()

    assert any(dora.mention in text for text in shown(lobby))


async def test_a_channel_in_which_not_all_may_write_is_not_taken_for_greetings(env: simcord.Env) -> None:
    guild = env.create_guild("Closed")
    rules = guild.create_text_channel("rules", overwrites={guild.default_role: World.read_only})
    talk = guild.create_text_channel("talk")
    dora = guild.add_member(env.create_user("dora"))
    await env.settle()

    assert shown(rules) == []
    assert any(dora.mention in text for text in shown(talk))


async def test_other_bots_are_not_greeted(world: World) -> None:
    before = len(shown(world.general))
    world.guild.add_member(world.env.create_user("beep", bot=True))
    await world.env.settle()

    assert len(shown(world.general)) == before


async def test_a_greeting_that_can_not_be_posted_stops_nothing(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    world.join("dora")
    await world.env.settle()

    assert "no goal here yet" in await world.ask(world.alice, "goal list")


async def test_without_the_members_intent_the_bot_works_and_greets_nobody(settings: Settings) -> None:
    async with simcord.run(create_bot(settings, members_intent=False)) as env:
        world = World(env)
        await world.declare(world.alice)

        assert "Run" in await world.ask(world.alice, "goal list")
        assert not any("Welcome" in text for text in shown(world.general))
