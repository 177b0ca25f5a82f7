"""Repeated deliveries, restarts, and a database that can't be written."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.world import DAY, World, said, shown, streak_in


async def test_an_interaction_that_is_delivered_twice_is_handled_once_silently(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.declare(world.alice)
    await world.deliver_again()
    await world.check_in(world.alice, note="once")
    await world.deliver_again()

    assert (await world.ask(world.alice, "goal list")).count("Run") == 1
    assert sum("once" in text for text in shown(world.general)) == 1
    assert [r for r in caplog.records if r.levelno >= logging.WARNING] == []
    assert all(
        "DuplicateInteraction" in str(error) or "40060" in str(error) for error in world.env.errors
    )


async def test_buttons_menus_and_forms_work_after_a_restart(
    world: World, settings: Settings
) -> None:
    card = (await world.declare(world.alice)).response
    question = await world.alice.slash(world.general, "goal declare", goal="Read")
    form = await world.declare(world.bob, "Essay", "once")

    await world.env.restart_bot(create_bot(settings))
    checked_in = await world.alice.click(card, label="Check in")
    declared = await world.alice.click(question.response, label="Every day")
    essay = await world.bob.submit_modal(form, {"text": "tomorrow"})

    assert streak_in(said(checked_in)) == 1
    assert "Read" in said(declared)
    assert "Essay" in said(essay)


@asynccontextmanager
async def locked(bot: Accountabot) -> AsyncIterator[None]:
    """Lock the database from another process."""
    other = sqlite3.connect(bot.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


@asynccontextmanager
async def full(bot: Accountabot) -> AsyncIterator[None]:
    """Make the disk full."""
    await pragma(bot, f"max_page_count={await pragma(bot, 'page_count')}")
    yield
    await pragma(bot, "max_page_count=1000000")


@asynccontextmanager
async def read_only(bot: Accountabot) -> AsyncIterator[None]:
    """Make the database file read-only."""
    await pragma(bot, "query_only=1")
    yield
    await pragma(bot, "query_only=0")


@asynccontextmanager
async def removed(bot: Accountabot) -> AsyncIterator[None]:
    """Remove the database file while it is open."""
    path = Path(bot.database.path)
    aside = await asyncio.to_thread(path.rename, path.with_name("aside.db"))
    yield
    await asyncio.to_thread(aside.rename, path)


async def pragma(bot: Accountabot, text: str) -> object:
    """Ask the writing connection for a pragma, or set one, outside any transaction."""
    thread = bot.database._writer._thread
    row = await thread.run(lambda: thread._conn.execute(f"PRAGMA {text}").fetchone())
    return row[0] if row else None


@pytest.mark.parametrize("trouble", [locked, full, read_only, removed])
async def test_a_failed_check_in_is_reported_and_the_bot_recovers(
    world: World,
    bot: Accountabot,
    caplog: pytest.LogCaptureFixture,
    trouble: Callable[[Accountabot], AbstractAsyncContextManager[None]],
) -> None:
    await world.declare(world.alice)

    saved = 0
    async with trouble(bot):
        while "nothing changed" not in (
            told := said(refused := await world.check_in(world.alice, note=f"{saved} {'x' * 280}"))
        ):
            saved += 1
    recovered = await world.check_in(world.alice, note="at last")
    kept = await bot.database.read(
        lambda tx: tx.exec_driver_sql("SELECT count(*) FROM check_ins").scalar()
    )

    assert refused.ephemeral
    assert "nothing changed" in told
    assert sum("Reference" in record.message for record in caplog.records) == 1
    assert told.split("`")[1] in caplog.text
    assert streak_in(said(recovered)) == 1
    assert sum("xxx" in text for text in shown(world.general)) == saved
    assert kept == saved + 1
    assert len(world.env.errors) == 1


async def test_everyone_is_answered_in_time_while_the_database_is_locked(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice)

    async with locked(bot):
        began = time.perf_counter()
        answers = await asyncio.gather(
            *(bot.database.write(lambda _: None) for _ in range(8)), return_exceptions=True
        )
        seconds = time.perf_counter() - began

    assert all(type(answer).__name__ == "NotSaved" for answer in answers)
    assert seconds < 2


async def test_a_leaderboard_is_shown_although_nothing_can_be_saved(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)
    world.env.backend.advance_clock(1.5 * DAY)  # the standing is stale

    async with locked(bot):
        began = time.perf_counter()
        board = await world.ask(world.bob, "leaderboard")
        seconds = time.perf_counter() - began

    assert f"<@{world.alice.id}>" in board
    assert seconds < 3  # Discord waits no longer for an answer


async def test_every_button_answers_if_the_database_does_not(
    world: World, bot: Accountabot
) -> None:
    card = (await world.declare(world.alice)).response
    question = await world.alice.slash(world.general, "goal declare", goal="Read")

    async with read_only(bot):
        answers = [
            await world.alice.click(card, label="Check in"),
            await world.bob.click(card, label="Hold me to it"),
            await world.cheer(world.bob, card),
            await world.alice.click(question.response, label="Every day"),
        ]

    for answer in answers:
        assert "a hand from the people who run me" in said(answer)
        assert "in a moment" not in said(answer)


async def test_an_unexpected_error_is_answered_with_a_logged_reference(
    world: World, bot: Accountabot, caplog: pytest.LogCaptureFixture
) -> None:
    await bot.database.write(lambda tx: tx.exec_driver_sql("DROP TABLE cheers"))

    answer = said(await world.declare(world.alice))

    (told,) = (record.message for record in caplog.records if "Reference" in record.message)
    reference = told.split()[1].rstrip(":")
    assert len(world.env.errors) == 1
    assert "cheers" in told
    assert len(reference) == 6
    assert f"`{reference}`" in answer
