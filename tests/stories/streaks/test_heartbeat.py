"""The heartbeat: the bot's own absence costs nobody a streak."""

import asyncio
from collections.abc import AsyncIterator

import attrs
import pytest
import simcord
from sqlalchemy import Connection

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import ServerId
from accountabot.services.people import departures
from accountabot.store.schema import bot_absences
from tests.stories.goals.pauses import without_freezes
from tests.world import DAY, HOUR, World, shown

OFF_UNTIL_NINE = 9 * HOUR


@pytest.fixture
async def watched(settings: Settings) -> AsyncIterator[World]:
    """A server whose bot records a heartbeat every quarter of an hour."""
    env = simcord.Env(create_bot(attrs.evolve(settings, heartbeat_minutes=15)))
    env.backend.advance_clock(OFF_UNTIL_NINE)
    await env.start()
    yield World(env)
    await env.shutdown()
    await bot_of(env).close()


def bot_of(env: simcord.Env) -> Accountabot:
    assert isinstance(env.bot, Accountabot)
    return env.bot


async def switch_off(world: World, seconds: float) -> None:
    """Stop the bot, let time pass without it, and start it again."""
    stopped = bot_of(world.env)
    with world.env.time_context():
        await stopped.close()
    await world.env.advance_time(seconds)
    await world.env.restart_bot(create_bot(stopped.settings))
    await world.env.settle()


async def happen(world: World, event: str) -> None:
    """Dispatch a connection event to the bot."""
    with world.env.time_context():
        bot_of(world.env).dispatch(event)
        await asyncio.sleep(0.2)


async def known_absences(world: World) -> list[float]:
    """Return the length of each recorded absence, in seconds."""

    def read(tx: Connection) -> list[float]:
        return [
            (row.ends - row.begins).total_seconds() for row in tx.execute(bot_absences.select())
        ]

    return await bot_of(world.env).database.read(read)


async def streak(world: World) -> str:
    return (await world.ask(world.alice, "streak")).partition("**Current streak** ")[2][:1]


async def test_two_days_of_outage_break_no_streak_and_are_named_as_the_reason(
    watched: World,
) -> None:
    await watched.declare(watched.alice)
    await watched.check_in(watched.alice)
    await watched.env.advance_time(2 * HOUR)

    await switch_off(watched, 2 * DAY + 20 * HOUR)
    history = await watched.ask(watched.alice, "goal history", goal="Run")
    await watched.check_in(watched.alice)

    assert await known_absences(watched) == [pytest.approx(2 * DAY + 20 * HOUR, abs=60)]
    assert await streak(watched) == "2"
    assert "away" in history


async def test_a_restart_is_recorded(watched: World) -> None:
    await watched.declare(watched.alice)
    await watched.check_in(watched.alice)

    await switch_off(watched, 10 * 60)

    assert await known_absences(watched) == [pytest.approx(600, abs=60)]


async def test_a_lost_connection_is_recorded_from_its_start(watched: World) -> None:
    await watched.env.advance_time(7 * 60)

    await happen(watched, "disconnect")
    await happen(watched, "disconnect")  # an attempt to connect that failed
    await watched.env.advance_time(3 * HOUR)
    await happen(watched, "resumed")

    assert await known_absences(watched) == [pytest.approx(3 * HOUR, abs=60)]


async def test_goals_are_paused_while_the_bot_is_off_the_server(world: World) -> None:
    server, bot = ServerId(world.guild.id), bot_of(world.env)
    await world.declare(world.alice)
    await world.check_in(world.alice)

    await bot.database.write(departures.record_removal, server, world.env.now())
    await world.env.advance_time(4 * DAY)
    await bot.database.write(departures.record_bot_return, server, world.env.now())
    await world.check_in(world.alice)

    assert await streak(world) == "2"


async def test_a_card_follows_its_streak_without_any_interaction(world: World) -> None:
    await without_freezes(world, bot_of(world.env))
    await world.declare(world.alice)
    await world.check_in(world.alice)
    await world.env.advance_time(120)
    before = next(text for text in shown(world.general) if "🎯" in text)

    await world.env.advance_time(3 * DAY)

    assert "**Current streak** 1" in before
    assert "**Current streak**" not in next(text for text in shown(world.general) if "🎯" in text)
