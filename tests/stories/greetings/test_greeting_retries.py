"""What happens if a greeting can't be posted or stored at once."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import aiohttp
import pytest
from simcord.gateway import FakeWebSocket

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.stories.delivery.test_outbox import without_marking
from tests.stories.greetings.newcomers import greetings_of, join_many, waiting_newcomers
from tests.world import HOUR, World, shown


@contextmanager
def locked(bot: Accountabot) -> Iterator[None]:
    """Lock the database from another process."""
    other = sqlite3.connect(bot.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


async def test_a_greeting_that_can_not_be_posted_breaks_nothing_else(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    world.join("dora")
    await world.env.settle()

    assert "no goals here yet" in await world.ask(world.alice, "goal list")


async def test_a_newcomer_is_greeted_once_the_database_is_unlocked(
    world: World, bot: Accountabot
) -> None:
    with locked(bot):
        dora = world.join("dora")
        await world.env.settle()
    await world.env.advance_time(60)

    assert greetings_of(world, dora) == [1]


async def test_a_crowd_is_remembered_and_greeted_at_the_next_start(
    world: World, settings: Settings
) -> None:
    crowd = [world.join(f"n{number}", pending=True) for number in range(130)]
    await world.env.settle()
    remembered = await waiting_newcomers(world)

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
    assert await waiting_newcomers(world) == []


async def test_a_newcomer_is_not_forgotten_if_discord_does_not_answer(
    world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent(*_: Any, **__: Any) -> None:
        raise TimeoutError

    dora = world.join("dora", pending=True)
    await world.env.settle()

    monkeypatch.setattr(FakeWebSocket, "request_chunks", silent)
    await world.env.restart_bot(create_bot(settings))
    await world.env.settle()

    assert await waiting_newcomers(world) == [dora.id]


async def test_a_greeting_that_discord_rejects_is_posted_a_minute_later(
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


async def test_a_greeting_that_was_posted_but_never_marked_is_not_posted_again(
    world: World, bot: Accountabot, settings: Settings
) -> None:
    async with without_marking(bot):
        dora = world.join("dora")
        await world.env.settle()
    await bot.close()
    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(HOUR)

    assert greetings_of(world, dora) == [1]
    assert await waiting_newcomers(world) == []


async def test_a_newcomer_after_an_unmarked_crowd_greeting_is_greeted_next(
    world: World, bot: Accountabot
) -> None:
    crowd = await join_many(world, 8)
    async with without_marking(bot):
        await world.env.advance_time(61)
        late = world.join("late")
        await world.env.settle()
    await world.env.advance_time(HOUR)

    assert greetings_of(world, *crowd, late) == [1] * 9


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (404, 10003)])
async def test_a_newcomer_who_can_never_be_greeted_is_forgotten(
    world: World, status: int, code: int
) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=status, code=code)
    world.join("dora")
    await world.env.settle()

    assert await waiting_newcomers(world) == []


async def test_newcomers_are_forgotten_if_there_is_no_greeting_channel(
    world: World,
) -> None:
    guild = world.env.create_guild("Closed")
    guild.create_text_channel("rules", overwrites={guild.default_role: World.read_only})
    guild.add_member(world.env.create_user("dora"))
    await world.env.settle()

    assert await waiting_newcomers(world) == []


async def test_a_newcomer_who_leaves_before_the_retry_is_not_greeted(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=503)
    dora = world.join("dora")
    await world.env.settle()
    world.guild.remove_member(dora)
    await world.env.advance_time(60)

    assert greetings_of(world, dora) == [0]
