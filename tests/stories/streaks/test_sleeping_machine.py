"""A machine that sleeps costs nobody a streak, whatever happens first when it wakes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from functools import partial

import attrs
import pytest
import simcord
from sqlalchemy import Connection

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.store import bot_state
from accountabot.store.errors import NotRead, NotSaved
from accountabot.store.schema import bot_absences
from tests.store.test_busy_database import IN_TIME, append, locked, timed
from tests.world import DAY, HOUR, World, shown

SLEEP = 2 * DAY + 14 * HOUR
SLEPT = timedelta(seconds=SLEEP)
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def watched(settings: Settings) -> AsyncIterator[World]:
    """A server whose bot records a heartbeat every five minutes."""
    env = simcord.Env(create_bot(attrs.evolve(settings, heartbeat_minutes=5)))
    env.backend.advance_clock(9 * HOUR)
    await env.start()
    yield World(env)
    await env.shutdown()
    await bot_of(env).close()


def bot_of(env: simcord.Env) -> Accountabot:
    assert isinstance(env.bot, Accountabot)
    return env.bot


async def absences(world: World) -> list[timedelta]:
    """Return the length of each recorded absence."""

    def read(tx: Connection) -> list[timedelta]:
        return [row.ends - row.begins for row in tx.execute(bot_absences.select())]

    return await bot_of(world.env).database.read(read)


async def happen(world: World, event: str) -> None:
    """Dispatch an event to the bot."""
    with world.env.time_context():
        bot_of(world.env).dispatch(event)
        await asyncio.sleep(0.2)


disconnect = partial(happen, event="disconnect")
resume = partial(happen, event="resumed")
look_for_stale_standings = partial(happen, event="standings_stale")


async def ask_for_the_leaderboard(world: World) -> None:
    await world.ask(world.bob, "leaderboard")


async def ask_for_the_history(world: World) -> None:
    assert "missed" not in await world.ask(world.alice, "goal history", goal="Run")


async def check_in(world: World) -> None:
    await world.check_in(world.bob)


async def restart(world: World, settings: Settings | None = None) -> None:
    stopped = bot_of(world.env)
    await world.env.restart_bot(create_bot(settings or stopped.settings))


async def wait(world: World) -> None:
    await world.env.advance_time(600)


@pytest.mark.parametrize(
    "first",
    [
        disconnect,
        resume,
        look_for_stale_standings,
        ask_for_the_leaderboard,
        ask_for_the_history,
        check_in,
        restart,
        wait,
    ],
)
async def test_a_machine_that_slept_breaks_no_streak(
    watched: World, first: Callable[[World], Awaitable[None]]
) -> None:
    await watched.declare(watched.alice)
    await watched.check_in(watched.alice)
    await watched.declare(watched.bob)

    watched.env.backend.advance_clock(SLEEP)  # no timer fires in the meantime
    await first(watched)
    await watched.env.settle()
    await wait(watched)
    await resume(watched)

    streaks = [text.partition("**Current streak** ")[2][:1] for text in shown(watched.general)]
    assert "1" in streaks
    assert "**Current streak** 1" in await watched.ask(watched.alice, "streak")
    assert (await absences(watched)) == [pytest.approx(SLEPT, abs=11 * MINUTE)]


async def test_a_file_that_is_locked_at_the_awakening_delays_no_answer(watched: World) -> None:
    database = bot_of(watched.env).database
    watched.env.backend.advance_clock(SLEEP)

    with watched.env.time_context(), locked(database):
        joins = [
            asyncio.create_task(database.write_in_background(append, "join")) for _ in range(5)
        ]
        await asyncio.sleep(0.01)
        answers = await asyncio.gather(
            timed(database.write(append, "check-in")),
            timed(database.write(append, "check-in")),
            timed(database.read(bot_state.get, "list")),
        )
        for join in joins:
            join.cancel()

    assert [type(error) for error, _ in answers] == [NotSaved, NotSaved, NotRead]
    assert all(took < IN_TIME for _, took in answers)


async def test_heartbeats_at_the_longest_interval_are_no_absence(settings: Settings) -> None:
    env = simcord.Env(create_bot(attrs.evolve(settings, heartbeat_minutes=15)))
    await env.start()
    world = World(env)

    await env.advance_time(6 * HOUR)

    assert await absences(world) == []
    await env.shutdown()
    await bot_of(env).close()


async def test_an_outage_of_discord_is_one_absence_although_work_goes_on(watched: World) -> None:
    await disconnect(watched)
    for _ in range(3):
        await watched.env.advance_time(HOUR)
        await bot_of(watched.env).database.read(lambda _: None)

    await resume(watched)

    assert await absences(watched) == [pytest.approx(3 * HOUR * timedelta(seconds=1), abs=MINUTE)]


async def test_an_outage_is_recorded_although_the_clock_was_set_back(watched: World) -> None:
    watched.env.backend.advance_clock(-2 * DAY)
    await watched.env.advance_time(600)
    await disconnect(watched)

    await watched.env.advance_time(HOUR)
    await resume(watched)

    assert await absences(watched) == [pytest.approx(timedelta(hours=1), abs=MINUTE)]


async def test_a_time_without_heartbeats_is_no_absence_once_they_are_on(
    watched: World, settings: Settings
) -> None:
    await restart(watched, settings)  # without heartbeats
    await watched.env.advance_time(3 * DAY)

    await restart(watched, attrs.evolve(settings, heartbeat_minutes=5))

    assert await absences(watched) == []
