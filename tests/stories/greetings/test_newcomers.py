"""Who is greeted on joining, and where."""

from typing import Any

import pytest
import simcord
from simcord.backend.errors import SetupError
from simcord.gateway import FakeWebSocket

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.stories.greetings.newcomers import greetings_of, waiting_newcomers
from tests.world import DAY, World, said, shown


async def test_a_newcomer_is_greeted_and_nobody_else_is_pinged(world: World) -> None:
    dora = world.join("dora")
    await world.env.settle()

    assert dora.mention in shown(world.general)[-1]
    assert world.pings()[-1] == [dora.id]


async def test_a_newcomer_gets_from_the_greeting_to_a_goal(world: World) -> None:
    dora = world.join("dora")
    await world.env.settle()

    form = await dora.click(world.general.last_message, label="I’m new: my first goal")
    question = await dora.submit_modal(form, {"text": "Walk for ten minutes"})
    answer = await dora.click(question.response, label="Every day")

    assert question.ephemeral
    assert "Walk for ten minutes" in said(answer)
    assert any("Walk for ten minutes" in text for text in shown(world.general))


async def test_greetings_go_to_the_system_channel(world: World) -> None:
    lobby = world.guild.create_text_channel("lobby")
    world.env.backend.edit_guild(world.guild.id, {"system_channel_id": lobby.id})
    dora = world.join("dora")
    await world.env.settle()

    assert any(dora.mention in text for text in shown(lobby))


async def test_a_read_only_channel_is_not_used_for_greetings(
    env: simcord.Env,
) -> None:
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


async def test_the_bot_works_and_greets_nobody_without_the_members_intent(
    settings: Settings,
) -> None:
    async with simcord.run(create_bot(settings, members_intent=False)) as env:
        world = World(env)
        await world.declare(world.alice)

        assert "Run" in await world.ask(world.alice, "goal list")
        assert not any("Welcome" in text for text in shown(world.general))


async def test_newcomers_are_fetched_a_hundred_at_a_time(
    world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    answer = FakeWebSocket.request_chunks

    async def counted(self: FakeWebSocket, guild_id: int, **request: Any) -> None:
        asked.append(len(request["user_ids"]))
        await answer(self, guild_id, **request)

    for number in range(130):
        world.join(f"n{number}", pending=True)
    await world.env.settle()
    monkeypatch.setattr(FakeWebSocket, "request_chunks", counted)
    await world.env.restart_bot(create_bot(settings))
    await world.env.settle()

    assert sorted(asked) == [30, 100]


async def test_a_newcomer_who_left_while_the_bot_was_away_is_forgotten_at_the_start(
    world: World, settings: Settings
) -> None:
    dora, emil = world.join("dora", pending=True), world.join("emil", pending=True)
    await world.env.settle()

    del world.guild._guild.members[dora.id]
    await world.env.restart_bot(create_bot(settings))
    await world.env.settle()

    assert await waiting_newcomers(world) == [emil.id]


async def test_a_member_who_keeps_rejoining_is_greeted_once_an_hour(
    world: World,
) -> None:
    await world.env.advance_time(120)
    for _ in range(6):
        dora = world.join("dora")
        await world.env.settle()
        world.guild.remove_member(dora)
        await world.env.settle()
        await world.env.advance_time(30)

    assert greetings_of(world, dora) == [1]
    assert await waiting_newcomers(world) == []


async def test_nobody_is_greeted_a_month_after_they_joined(
    world: World, settings: Settings
) -> None:
    emil = world.join("emil", pending=True)
    await world.env.settle()

    await world.env.advance_time(30 * DAY + 1)
    await world.pass_screening(emil, seen=False)
    await world.env.restart_bot(create_bot(settings))
    await world.env.settle()

    assert greetings_of(world, emil) == [0]
    assert await waiting_newcomers(world) == []


async def test_the_form_for_a_first_goal_takes_no_more_than_a_title(world: World) -> None:
    dora = world.join("dora")
    await world.env.settle()
    form = await dora.click(world.general.last_message, label="I’m new: my first goal")

    with pytest.raises(SetupError, match="max_length=100"):
        await dora.submit_modal(form, {"text": "x" * 101})
