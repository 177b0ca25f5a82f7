"""Newcomers."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import aiohttp
import pytest
import simcord
from simcord import MemberActor
from simcord.backend.errors import SetupError
from simcord.gateway import FakeWebSocket

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.store import newcomers
from tests.stories.delivery.test_outbox import unmarked
from tests.world import DAY, HOUR, World, said, shown


def greetings_of(world: World, *newcomers: MemberActor) -> list[int]:
    """Return how often each of them was greeted."""
    greetings = shown(world.general)
    return [sum(newcomer.mention in text for text in greetings) for newcomer in newcomers]


async def waiting(world: World) -> list[int]:
    """Return who is remembered as yet to be greeted."""
    return [member.id for member in await world.env.bot.database.read(newcomers.all_newcomers)]


@contextmanager
def locked(bot: Accountabot) -> Iterator[None]:
    """Let another process hold the database."""
    other = sqlite3.connect(bot.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


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
    assert any("Walk for ten minutes" in text for text in shown(world.general))


async def test_greetings_go_to_the_system_channel(world: World) -> None:
    lobby = world.guild.create_text_channel("lobby")
    world.env.backend.edit_guild(world.guild.id, {"system_channel_id": lobby.id})
    dora = world.join("dora")
    await world.env.settle()

    assert any(dora.mention in text for text in shown(lobby))


async def test_a_channel_in_which_not_all_may_write_is_not_taken_for_greetings(
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


async def test_a_greeting_that_can_not_be_posted_stops_nothing(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    world.join("dora")
    await world.env.settle()

    assert "no goals here yet" in await world.ask(world.alice, "goal list")


async def test_without_the_members_intent_the_bot_works_and_greets_nobody(
    settings: Settings,
) -> None:
    async with simcord.run(create_bot(settings, members_intent=False)) as env:
        world = World(env)
        await world.declare(world.alice)

        assert "Run" in await world.ask(world.alice, "goal list")
        assert not any("Welcome" in text for text in shown(world.general))


async def test_who_joins_while_the_database_is_locked_is_greeted_when_it_is_free(
    world: World, bot: Accountabot
) -> None:
    with locked(bot):
        dora = world.join("dora")
        await world.env.settle()
    await world.env.advance_time(60)

    assert greetings_of(world, dora) == [1]


async def test_who_accepts_the_rules_before_the_bot_has_asked_for_them_is_greeted(
    world: World,
) -> None:
    dora = world.join("dora", pending=True)
    await world.pass_screening(dora, seen=False)
    await world.env.settle()

    assert greetings_of(world, dora) == [1]


async def test_a_crowd_that_joins_at_once_is_remembered_and_greeted_at_the_next_start(
    world: World, settings: Settings
) -> None:
    crowd = [world.join(f"n{number}", pending=True) for number in range(130)]
    await world.env.settle()
    remembered = await waiting(world)

    for newcomer in crowd:
        await world.pass_screening(newcomer, seen=False)
    await world.env.restart_bot(create_bot(settings))
    await world.env.settle()
    await world.env.advance_time(60)

    assert sorted(remembered) == sorted(newcomer.id for newcomer in crowd)
    assert sum(greetings_of(world, *crowd)) == 2 + 40
    assert (
        "and **88** more" in shown(world.general)[-1] or "and 88 more" in shown(world.general)[-1]
    )
    assert await waiting(world) == []


async def test_discord_is_asked_for_a_hundred_newcomers_at_a_time(
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


async def test_who_left_while_the_bot_was_away_is_forgotten_at_its_start(
    world: World, settings: Settings
) -> None:
    dora, emil = world.join("dora", pending=True), world.join("emil", pending=True)
    await world.env.settle()

    del world.guild._guild.members[dora.id]
    await world.env.restart_bot(create_bot(settings))
    await world.env.settle()

    assert await waiting(world) == [emil.id]


async def test_nobody_is_forgotten_because_discord_does_not_answer(
    world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent(*_: Any, **__: Any) -> None:
        raise TimeoutError

    dora = world.join("dora", pending=True)
    await world.env.settle()

    monkeypatch.setattr(FakeWebSocket, "request_chunks", silent)
    await world.env.restart_bot(create_bot(settings))
    await world.env.settle()

    assert await waiting(world) == [dora.id]


async def test_a_greeting_that_discord_could_not_take_is_posted_a_minute_later(
    world: World,
) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=503)
    dora = world.join("dora")
    await world.env.settle()
    before = greetings_of(world, dora)
    await world.env.advance_time(60)

    assert before == [0]
    assert greetings_of(world, dora) == [1]


async def test_a_greeting_that_could_not_reach_discord_is_posted_a_minute_later(
    world: World, bot: Accountabot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unreachable(*_: Any, **__: Any) -> None:
        raise aiohttp.ClientConnectionError

    with monkeypatch.context() as patched:
        patched.setattr(bot.http, "send_message", unreachable)
        dora = world.join("dora")
        await world.env.settle()
    await world.env.advance_time(60)

    assert greetings_of(world, dora) == [1]


async def test_a_greeting_that_fails_for_hours_is_not_lost(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=503, times=4)
    dora = world.join("dora")
    await world.env.settle()
    await world.env.advance_time(2 * HOUR)
    before = greetings_of(world, dora)
    await world.env.advance_time(HOUR)

    assert before == [0]
    assert greetings_of(world, dora) == [1]


async def test_who_takes_two_weeks_for_the_rules_is_greeted_all_the_same(world: World) -> None:
    dora = world.join("dora", pending=True)
    await world.env.settle()
    await world.env.advance_time(14 * DAY)
    await world.pass_screening(dora)

    assert greetings_of(world, dora) == [1]


async def test_who_leaves_and_comes_back_again_and_again_is_greeted_once_an_hour(
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
    assert await waiting(world) == []


async def test_a_greeting_that_was_posted_and_never_marked_is_not_posted_again(
    world: World, bot: Accountabot, settings: Settings
) -> None:
    async with unmarked(bot):
        dora = world.join("dora")
        await world.env.settle()
    await bot.close()
    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(HOUR)

    assert greetings_of(world, dora) == [1]
    assert await waiting(world) == []


async def test_who_joins_after_a_crowd_was_greeted_and_never_marked_is_greeted_next(
    world: World, bot: Accountabot
) -> None:
    crowd = await flood(world, 8)
    async with unmarked(bot):
        await world.env.advance_time(61)
        late = world.join("late")
        await world.env.settle()
    await world.env.advance_time(HOUR)

    assert greetings_of(world, *crowd, late) == [1] * 9


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (404, 10003)])
async def test_who_can_never_be_greeted_is_forgotten(world: World, status: int, code: int) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=status, code=code)
    world.join("dora")
    await world.env.settle()

    assert await waiting(world) == []


async def test_where_there_is_no_channel_for_greetings_newcomers_are_forgotten(
    world: World,
) -> None:
    guild = world.env.create_guild("Closed")
    guild.create_text_channel("rules", overwrites={guild.default_role: World.read_only})
    guild.add_member(world.env.create_user("dora"))
    await world.env.settle()

    assert await waiting(world) == []


async def test_who_leaves_before_the_greeting_is_tried_again_is_not_greeted(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=503)
    dora = world.join("dora")
    await world.env.settle()
    world.guild.remove_member(dora)
    await world.env.advance_time(60)

    assert greetings_of(world, dora) == [0]


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
    assert await waiting(world) == []


async def test_the_form_for_a_first_goal_takes_no_more_than_a_title(world: World) -> None:
    dora = world.join("dora")
    await world.env.settle()
    form = await dora.click(world.general.last_message, label="My first goal")

    with pytest.raises(SetupError, match="max_length=100"):
        await dora.submit_modal(form, {"text": "x" * 101})


async def test_who_is_seen_to_pass_twice_at_once_is_greeted_once(world: World) -> None:
    dora = world.join("dora", pending=True)
    await world.env.settle()

    for pending in (False, True, False):
        world.guild._guild.members[dora.id].pending = pending
        world.env.backend.announce_member_update(world.guild.id, dora.id)
    await world.env.settle()

    assert greetings_of(world, dora) == [1]


async def flood(world: World, count: int) -> list[MemberActor]:
    """Let many join at once, a quiet while after everyone else."""
    await world.env.advance_time(120)
    crowd = [world.join(f"n{number}") for number in range(count)]
    await world.env.settle()
    return crowd


async def test_of_many_who_join_at_once_five_are_greeted_and_the_others_together(
    world: World,
) -> None:
    before = len(shown(world.general))

    crowd = await flood(world, 12)
    alone = greetings_of(world, *crowd)
    await world.env.advance_time(60)

    assert sum(alone) == 5
    assert greetings_of(world, *crowd) == [1] * 12
    assert len(shown(world.general)) == before + 6
    assert world.pinged()[-1] == []
    assert await waiting(world) == []


async def test_a_crowd_is_greeted_when_nobody_else_comes(world: World) -> None:
    await flood(world, 6)
    count = len(shown(world.general))
    for number in range(3):
        await world.env.advance_time(40)
        world.join(f"late{number}")
        await world.env.settle()
    waited = len(shown(world.general))
    await world.env.advance_time(60)

    assert waited == count
    assert len(shown(world.general)) == count + 1
    assert "all of you" in shown(world.general)[-1]


async def test_nobody_waits_for_the_end_of_a_crowd_for_more_than_ten_minutes(world: World) -> None:
    crowd = await flood(world, 6)
    for number in range(21):
        await world.env.advance_time(30)
        world.join(f"late{number}")
        await world.env.settle()

    assert greetings_of(world, *crowd) == [1] * 6


async def test_who_comes_after_a_crowd_is_greeted_alone_again(world: World) -> None:
    await flood(world, 8)
    await world.env.advance_time(61)

    dora = world.join("dora")
    await world.env.settle()

    assert world.pinged()[-1] == [dora.id]


async def test_a_crowd_is_remembered_over_a_restart(world: World, settings: Settings) -> None:
    crowd = await flood(world, 9)
    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(61)

    assert greetings_of(world, *crowd) == [1] * 9
    assert await waiting(world) == []


async def test_who_leaves_before_their_crowd_is_greeted_is_not_named(world: World) -> None:
    crowd = await flood(world, 9)
    held = [
        member
        for member, count in zip(crowd, greetings_of(world, *crowd), strict=True)
        if not count
    ]
    world.guild.remove_member(held[0])
    await world.env.settle()
    await world.env.advance_time(61)

    assert greetings_of(world, *held) == [0, 1, 1, 1]


async def test_a_crowds_greeting_that_discord_could_not_take_is_tried_again(world: World) -> None:
    crowd = await flood(world, 9)
    world.env.inject_error("POST", "/channels/*/messages", status=503)
    await world.env.advance_time(61)
    before = greetings_of(world, *crowd)
    await world.env.advance_time(61)

    assert sum(before) == 5
    assert greetings_of(world, *crowd) == [1] * 9


async def test_the_crowds_of_two_servers_are_not_mixed(world: World) -> None:
    other = world.env.create_guild("Other")
    hall = other.create_text_channel("hall")
    crowd = await flood(world, 7)
    await world.env.settle()
    dora = other.add_member(world.users["n0"])
    await world.env.settle()

    assert dora.mention in shown(hall)[-1]
    assert sum(greetings_of(world, *crowd)) == 5


async def test_who_leaves_during_the_rules_screening_is_forgotten_and_greeted_when_they_come_again(
    world: World,
) -> None:
    dora = world.join("dora", pending=True)
    await world.env.settle()
    world.guild.remove_member(dora)
    await world.env.settle()
    forgotten = await waiting(world)
    again = world.join("dora", pending=True)
    await world.env.settle()
    before = greetings_of(world, again)
    await world.pass_screening(again)

    assert forgotten == []
    assert before == [0]
    assert greetings_of(world, again) == [1]


async def test_another_bot_that_passes_a_screening_is_not_greeted(world: World) -> None:
    world.users["beep"] = world.env.create_user("beep", bot=True)
    before = len(shown(world.general))
    beep = world.join("beep", pending=True)
    await world.env.settle()
    await world.pass_screening(beep)

    assert len(shown(world.general)) == before
    assert await waiting(world) == []
