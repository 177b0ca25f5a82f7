"""aiosqlite's private attributes, on which the bot depends, do what it expects."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator

import aiosqlite
import pytest

from accountabot.store.connections.connection_thread import ConnectionThread

HELP = f"aiosqlite {aiosqlite.__version__} is not supported: see ConnectionThread"


@pytest.fixture
async def thread() -> AsyncIterator[ConnectionThread]:
    """Open a connection to a database in memory."""
    opened = ConnectionThread(lambda: sqlite3.connect(":memory:"))
    await opened
    yield opened
    await opened.end()


async def test_the_private_attributes_exist(thread: ConnectionThread) -> None:
    assert asyncio.iscoroutinefunction(aiosqlite.Connection._execute), HELP
    assert isinstance(aiosqlite.Connection._conn, property), HELP
    assert isinstance(thread._thread, threading.Thread), HELP


async def test_a_function_runs_on_the_thread_of_the_connection(thread: ConnectionThread) -> None:
    ran_on = await thread.run(threading.current_thread)

    assert ran_on is thread._thread, HELP
    assert ran_on is not threading.current_thread()
    assert ran_on.daemon, HELP


async def test_a_function_uses_the_connection_of_the_driver(thread: ConnectionThread) -> None:
    found = await thread.run(lambda: thread.raw.execute("SELECT 1").fetchone())

    assert isinstance(thread.raw, sqlite3.Connection), HELP
    assert found == (1,)


async def test_an_error_of_a_function_is_raised_to_its_caller(thread: ConnectionThread) -> None:
    def fail() -> None:
        raise KeyError("failed")

    with pytest.raises(KeyError, match="failed"):
        await thread.run(fail)

    assert await thread.run(lambda: 1) == 1


async def test_the_thread_ends_with_the_connection() -> None:
    thread = ConnectionThread(lambda: sqlite3.connect(":memory:"))
    await thread

    await thread.end()

    assert not thread._thread.is_alive(), HELP
