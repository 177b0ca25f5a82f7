"""A stop answers what is in flight, begins nothing new, and leaves nothing half done."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from simcord import MemberActor
from sqlalchemy import Connection

from accountabot.bot import Accountabot
from accountabot.write_behind import WriteBehind
from tests.conftest import COLLECTED
from tests.world import World, said, shown


@contextmanager
def locked(bot: Accountabot) -> Iterator[sqlite3.Connection]:
    """Lock the database from another process until it is rolled back."""
    other = sqlite3.connect(bot.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


async def stop_during(
    bot: Accountabot, act: Coroutine[Any, Any, object], unlock: sqlite3.Connection
) -> None:
    """Stop the bot while a member acts, and unlock the database a moment later."""
    acting = asyncio.create_task(act)
    await asyncio.sleep(0.2)
    stopping = asyncio.create_task(bot.close())
    await asyncio.sleep(0.2)
    unlock.execute("ROLLBACK")
    await stopping
    await asyncio.wait([acting])


def recorded(path: str) -> int:
    """Count the check-ins in the file of a bot that has stopped."""
    with sqlite3.connect(path) as connection:
        count = connection.execute("SELECT count(*) FROM check_ins").fetchone()[0]
    connection.close()
    return int(count)


async def test_a_check_in_in_flight_is_recorded_and_answered_before_the_bot_stops(
    world: World, bot: Accountabot, caplog: pytest.LogCaptureFixture
) -> None:
    await world.declare(world.alice)

    with locked(bot) as lock:
        await stop_during(bot, world.check_in(world.alice, note="in time"), unlock=lock)

    assert recorded(bot.database.path) == 1
    assert any("in time" in text for text in shown(world.general))
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("way", ["command", "button", "form", "autocomplete"])
async def test_a_member_who_comes_too_late_is_told_so(
    world: World, bot: Accountabot, way: str
) -> None:
    card = (await world.declare(world.alice)).response
    form = await world.declare(world.bob, "Essay", "once")
    bot.in_flight.is_stopping = True

    async def late(who: MemberActor) -> object:
        match way:
            case "command":
                return await world.ask(who, "goal list")
            case "button":
                return (await who.click(card, label="Check in")).response.content
            case "form":
                return said(await world.bob.submit_modal(form, {"text": "tomorrow"}))
            case _:
                return await who.autocomplete(world.general, "checkin", "goal", "")

    answer = await late(world.alice)

    if way == "autocomplete":
        assert answer == []
    else:
        assert "restarting" in str(answer)
    if way == "form":
        assert "tomorrow" in str(answer)
    assert await bot.database.read(count) == 0


def count(tx: Connection) -> int:
    return int(tx.exec_driver_sql("SELECT count(*) FROM check_ins").scalar_one())


@pytest.mark.usefixtures("world")
async def test_a_stop_waits_three_seconds_at_most(
    bot: Accountabot, caplog: pytest.LogCaptureFixture
) -> None:
    forever = asyncio.create_task(asyncio.sleep(100))
    bot.in_flight.add(forever)

    began = time.perf_counter()
    await bot.close()

    assert 2.9 < time.perf_counter() - began < 5
    assert forever.cancelled()
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.usefixtures("world")
async def test_a_second_request_stops_at_once(bot: Accountabot) -> None:
    forever = asyncio.create_task(asyncio.sleep(100))
    bot.in_flight.add(forever)

    began = time.perf_counter()
    stopping = asyncio.create_task(bot.close())
    await asyncio.sleep(0.05)
    bot.in_flight.hurry()
    await stopping

    assert time.perf_counter() - began < 2
    assert forever.cancelled()


async def test_what_is_buffered_is_saved_before_the_bot_stops(
    world: World, bot: Accountabot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WriteBehind, "collect_for", 100 * COLLECTED)
    await world.declare(world.alice)
    buffered = len(bot.sent_messages.pending)

    await bot.close()

    assert buffered
    assert bot.sent_messages.pending == []


async def test_events_after_the_request_are_ignored(world: World, bot: Accountabot) -> None:
    before = len(shown(world.general))
    bot.in_flight.is_stopping = True

    world.join("dora")
    await world.env.settle()
    await world.env.advance_time(60)

    assert len(shown(world.general)) == before
