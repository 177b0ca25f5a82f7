"""While the database is busy, members get a true answer in time, and work keeps its order."""

import asyncio
import shutil
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event

from accountabot.store import bot_state
from accountabot.store.database import RETRY_DELAYS, Database
from accountabot.store.errors import MaybeSaved, NotRead, NotSaved, StoreError

IN_TIME = 2.2
"""Seconds: the promised two, and a little for a slow machine."""


@pytest.fixture
async def database(migrated: Path, tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database(f"sqlite:///{shutil.copy(migrated, tmp_path / 'busy.db')}")
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let background work wait for a moment only."""
    monkeypatch.setattr("accountabot.store.database.RETRY_DELAYS", (0.02,) * 20)
    monkeypatch.setattr("accountabot.store.connections.session.LOCK_TIMEOUT", 0.03)
    monkeypatch.setattr("accountabot.store.connections.session.LOCK_TURN", 0.01)


@contextmanager
def locked(database: Database) -> Iterator[None]:
    """Lock the file as another program would."""
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


def append(tx: Connection, item: str) -> None:
    """Append an item to a list that is saved as one value."""
    bot_state.set(tx, "list", f"{bot_state.get(tx, 'list') or ''}{item} ")


async def saved(database: Database) -> list[str]:
    return (await database.read(bot_state.get, "list") or "").split()


async def timed(work: Awaitable[object]) -> tuple[object, float]:
    """Return a result or an error, and the seconds that it took."""
    began = time.perf_counter()
    (result,) = [*await asyncio.gather(work, return_exceptions=True)]
    return result, time.perf_counter() - began


async def test_background_work_in_front_of_a_locked_file_delays_no_answer(
    database: Database,
) -> None:
    with locked(database):
        joins = [
            asyncio.create_task(database.write_in_background(append, f"{n}")) for n in range(5)
        ]
        await asyncio.sleep(0.01)
        (written, write_took), (read, read_took) = await asyncio.gather(
            timed(database.write(append, "check-in")), timed(database.read(bot_state.get, "list"))
        )
    for join in joins:
        join.cancel()

    assert isinstance(written, NotSaved)
    assert write_took < IN_TIME
    assert read is None
    assert read_took < 0.5
    assert "check-in" not in await saved(database)


async def test_a_member_overtakes_background_work_that_waits_for_the_lock(
    database: Database,
) -> None:
    with locked(database):
        joins = [
            asyncio.create_task(database.write_in_background(append, f"{n}")) for n in range(5)
        ]
        await asyncio.sleep(0.3)
        checking_in = asyncio.create_task(database.write(append, "check-in"))
        await asyncio.sleep(0.3)
    await checking_in
    await asyncio.gather(*joins)

    assert await saved(database) == ["check-in", "0", "1", "2", "3", "4"]


async def test_what_was_given_up_is_never_saved(database: Database) -> None:
    busy = asyncio.create_task(database.write_in_background(lambda _: time.sleep(2.4)))
    await asyncio.sleep(0.01)

    result, seconds = await timed(database.write(append, "late"))
    await busy
    await database.write(append, "next")

    assert isinstance(result, NotSaved)
    assert seconds < IN_TIME
    assert await saved(database) == ["next"]


async def test_a_read_that_takes_too_long_is_given_up(database: Database) -> None:
    result, seconds = await timed(database.read(lambda _: time.sleep(2.4)))

    assert isinstance(result, NotRead)
    assert seconds < IN_TIME


async def test_giving_up_on_a_unit_that_has_run_undoes_it_and_nothing_else(
    database: Database,
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def wait(tx: Connection) -> None:
        append(tx, "slow")
        begun.set()
        go_on.wait()

    busy = asyncio.create_task(database.write(lambda _: time.sleep(0.2)))
    await asyncio.sleep(0.05)
    run = database._writer.run
    hasty = asyncio.create_task(run(lambda tx: append(tx, "hasty"), timeout=0.5))
    slow = asyncio.create_task(run(wait, timeout=5))  # in the same batch
    await asyncio.to_thread(begun.wait)
    result, _ = await timed(hasty)
    go_on.set()
    await asyncio.gather(busy, slow)

    assert isinstance(result, NotSaved)
    assert await saved(database) == ["slow"]


@pytest.mark.parametrize("is_saved", [True, False])
async def test_a_commit_that_hangs_is_reported_as_neither_saved_nor_lost(
    database: Database, caplog: pytest.LogCaptureFixture, is_saved: bool
) -> None:
    def hang(_: Connection) -> None:
        time.sleep(2.6)
        if not is_saved:
            raise sqlite3.OperationalError("disk I/O error")

    event.listen(database._writer._connection, "commit", hang, once=True)

    result, seconds = await timed(database.write(append, "maybe"))
    await database.write_in_background(append, "next")

    assert isinstance(result, MaybeSaved)
    assert seconds < 2.8
    assert await saved(database) == (["maybe", "next"] if is_saved else ["next"])
    assert ("was saved after all" if is_saved else "failed after all") in caplog.text


@pytest.mark.usefixtures("impatient")
async def test_background_work_keeps_its_order_through_every_retry(database: Database) -> None:
    with locked(database):
        first = [
            asyncio.create_task(database.write_in_background(append, f"{n}")) for n in range(4)
        ]
        await asyncio.sleep(0.06)  # they have failed, and are retried
        later = [
            asyncio.create_task(database.write_in_background(append, f"{n}")) for n in range(4, 8)
        ]
        await asyncio.sleep(0.02)
    await asyncio.gather(*first, *later)

    assert await saved(database) == [f"{n}" for n in range(8)]


async def test_many_members_do_not_starve_background_work(database: Database) -> None:
    is_over = False

    async def keep_writing(n: int) -> None:
        while not is_over:
            await database.write(bot_state.set, f"member {n}", "busy")

    members = [asyncio.create_task(keep_writing(n)) for n in range(40)]
    await asyncio.sleep(0.05)
    await asyncio.wait_for(database.write_in_background(append, "background"), 5)
    is_over = True
    await asyncio.gather(*members)

    assert await saved(database) == ["background"]


async def test_closing_answers_everyone_who_waits(database: Database) -> None:
    busy = asyncio.create_task(database.write(lambda _: time.sleep(0.3)))
    await asyncio.sleep(0.05)
    waiting = [asyncio.create_task(database.write(append, f"{n}")) for n in range(3)]
    await asyncio.sleep(0.01)

    await database.close()
    await busy
    results = await asyncio.gather(*waiting, return_exceptions=True)

    assert [type(result) for result in results] == [NotSaved] * 3


def test_background_work_waits_at_least_five_seconds_before_a_retry() -> None:
    assert min(RETRY_DELAYS) >= 5
    assert sorted(RETRY_DELAYS) == list(RETRY_DELAYS)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["member", "background"]),
        st.sampled_from([0.0, 0.004, 0.03]),  # how long it takes
        st.sampled_from([0.0, 0.005, 0.02]),  # the pause after it
    ),
    min_size=1,
    max_size=10,
)


@pytest.mark.usefixtures("impatient")
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS, unlocks_after=st.integers(0, 10))
def test_every_answer_is_true_however_the_file_is_locked(
    migrated: Path,
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[str, float, float]],
    unlocks_after: int,
) -> None:
    path = shutil.copy(migrated, tmp_path_factory.mktemp("busy") / "busy.db")

    answers, kept = asyncio.run(_answers(path, steps, unlocks_after))

    done = [key for key, error in answers.items() if error is None]
    assert sorted(kept) == sorted(done)
    in_background = [key for key in kept if key.startswith("background")]
    assert in_background == sorted(in_background)
    assert all(error is None or type(error) is NotSaved for error in answers.values())


async def _answers(
    path: str, steps: list[tuple[str, float, float]], unlocks_after: int
) -> tuple[dict[str, BaseException | None], list[str]]:
    """Return the answer to each unit of work, and the contents of the file."""
    database = Database(f"sqlite:///{path}")
    await database.open()
    tasks: dict[str, asyncio.Task[None]] = {}
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for number, (kind, takes, pause) in enumerate(steps):
        if number == unlocks_after:
            other.execute("ROLLBACK")
        key = f"{kind}-{number}"

        def work(tx: Connection, key: str = key, takes: float = takes) -> None:
            append(tx, key)
            time.sleep(takes)

        run = (
            database._writer.run(work, timeout=0.02)
            if kind == "member"
            else database.write_in_background(work)
        )
        tasks[key] = asyncio.create_task(run)
        await asyncio.sleep(pause)
    other.close()
    results = await asyncio.gather(*tasks.values(), return_exceptions=True)
    kept = await saved(database)
    await database.close()
    errors = [result if isinstance(result, StoreError) else None for result in results]
    assert all(result is None or isinstance(result, StoreError) for result in results)
    return dict(zip(tasks, errors, strict=True)), kept
