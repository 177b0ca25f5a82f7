"""A command that can't read the database says so, in one logged line with a reference."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from accountabot.bot import Accountabot
from accountabot.store.connections.connection_thread import ConnectionThread
from tests.world import World, said

READING = ("goal list", "streak", "leaderboard", "goal show", "settings", "profile")


def overwrite(path: Path) -> bytes:
    """Overwrite everything in a database file except its first page; return what was in it."""
    whole = path.read_bytes()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (len(whole) - 4096))
    return whole


async def pragma(bot: Accountabot, text: str) -> None:
    """Run a pragma on both connections."""
    for session in (bot.database._writer, bot.database._reader):
        thread = session._thread
        await thread.run(partial(_execute, thread, f"PRAGMA {text}"))


def _execute(thread: ConnectionThread, sql: str) -> None:
    thread.raw.execute(sql)


@asynccontextmanager
async def damaged(bot: Accountabot) -> AsyncIterator[None]:
    """Damage the database file."""
    path = Path(bot.database.path)
    await pragma(bot, "wal_checkpoint(TRUNCATE)")
    await pragma(bot, "shrink_memory")
    whole = overwrite(path)
    yield
    await asyncio.to_thread(path.write_bytes, whole)
    await pragma(bot, "shrink_memory")


@pytest.mark.parametrize("command", READING)
async def test_a_reading_command_says_that_it_could_not_read(
    world: World, bot: Accountabot, caplog: pytest.LogCaptureFixture, command: str
) -> None:
    await world.declare(world.alice)
    options = {"goal": "Run"} if command == "goal show" else {}
    caplog.clear()

    async with damaged(bot):
        answer = await world.alice.slash(world.general, command, **options)

    assert answer.ephemeral
    assert "couldn’t look that up" in said(answer)
    assert "nothing changed" not in said(answer)
    (line,) = [record for record in caplog.records if "Reference" in record.message]
    assert said(answer).split("`")[1] in line.message
    assert line.message.count("\n") == 0
    assert not any(record.exc_info for record in caplog.records)
    assert world.env.errors  # they were seen


async def test_a_press_that_only_reads_says_so_too(world: World, bot: Accountabot) -> None:
    card = (await world.declare(world.alice)).response

    async with damaged(bot):
        history = await world.bob.click(card, label="Why?")

    assert "couldn’t look that up" in said(history)


async def test_autocomplete_offers_nothing_and_logs_only_the_damage(
    world: World, bot: Accountabot, caplog: pytest.LogCaptureFixture
) -> None:
    await world.declare(world.alice)

    async with damaged(bot):
        choices = await world.alice.autocomplete(world.general, "checkin", "goal", "")

    assert choices == []
    (line,) = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert "malformed" in line.message


async def test_a_command_that_writes_still_says_that_nothing_changed(
    world: World, bot: Accountabot, caplog: pytest.LogCaptureFixture
) -> None:
    await world.declare(world.alice)

    async with damaged(bot):
        answer = said(await world.check_in(world.alice))

    assert "wasn’t saved, and nothing changed" in answer
    assert sum("Reference" in record.message for record in caplog.records) == 1
    assert not any(record.exc_info for record in caplog.records)
    assert world.env.errors
