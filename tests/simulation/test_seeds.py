"""Whatever a seed does to two servers, the record is true and nothing is said twice."""

import os
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from accountabot.bot import create_bot
from tests.conftest import copy_settings
from tests.network import Dispatch
from tests.simulation.checks import check
from tests.simulation.records import Record
from tests.simulation.run import Run
from tests.simulation.virtual_env import VirtualEnv
from tests.simulation.wire import Wire
from tests.stories.privacy.personal_data import exported
from simcord.http import router

DAYS = float(os.environ.get("DAYS", "4"))


def seeds() -> Iterator[int]:
    """Yield the seeds of SEEDS, such as 7 or 1-500."""
    first, _, last = os.environ.get("SEEDS", "1-4").partition("-")
    yield from range(int(first), int(last or first) + 1)


@asynccontextmanager
async def running(seed: int, migrated: Path, folder: Path, dispatch: Dispatch) -> AsyncIterator[Run]:
    """Start the bot on two servers."""
    (folder / "process-0").mkdir()
    settings = copy_settings(migrated, folder / "process-0")
    if seed % 3 == 0:
        settings = settings.model_copy(update={"heartbeat_minutes": 14})
    random.seed(seed)
    env = VirtualEnv(create_bot(settings), settle_timeout=60.0)
    env.backend.advance_clock(9 * 3600)
    wire = Wire(dispatch)
    router.dispatch = wire
    await env.start()
    try:
        run = Run(env, settings, wire, random.Random(seed))
        await env.settle()
        yield run
    finally:
        await env.shutdown()
        await env.bot.close()
        router.dispatch = dispatch


async def everything(run: Run) -> Record:
    """Let every member download what the bot keeps about them."""
    users = {m.id: m.user for s in run.servers for m in (*s.members, *s.away)}
    return Record([await exported(await user.slash("data export")) for user in users.values()])


@pytest.mark.parametrize("seed", [*seeds()])
async def test_a_seed(seed: int, migrated: Path, tmp_path: Path) -> None:
    async with running(seed, migrated, tmp_path, router.dispatch) as run:
        try:
            await run.live(DAYS)
            wrong = [*check(run, await everything(run))]
        except BaseException:
            print("\n".join(run.steps[-40:]))
            raise
        print(run.counts, len(run.deeds), len(run.shown), run.wire.failed, {type(e).__name__ for e in run.errors})
        print(*run.steps[-400:], sep="\n")
        for each in wrong: print("WRONG", each)
    assert not wrong
