"""Whatever a seed does to two servers, the record is true and nothing is said twice."""

import json
import os
import random
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from simcord.http import router

from accountabot.bot import create_bot
from accountabot.ui.members import member_lookups
from tests.conftest import copy_settings
from tests.simulation.checks import check
from tests.simulation.processes import unpaced
from tests.simulation.records import Record
from tests.simulation.run import Run
from tests.simulation.steps import live
from tests.simulation.virtual_env import VirtualEnv
from tests.simulation.wire import Wire
from tests.stories.privacy.personal_data import exported

DAYS = float(os.environ.get("DAYS", "3"))
NINE = 9 * 3600
LAST_STEPS = 60


def seeds() -> Iterator[int]:
    """Yield the seeds of SEEDS, such as 7 or 1-500."""
    first, _, last = os.environ.get("SEEDS", "1-4").partition("-")
    yield from range(int(first), int(last or first) + 1)


@asynccontextmanager
async def two_servers_with(
    seed: int, migrated: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Run]:
    """Start the bot on two servers; every third seed has a heartbeat, which makes days slower."""
    random.seed(seed)  # the bot's wordings
    (folder / "process-0").mkdir(parents=True)
    settings = copy_settings(migrated, folder / "process-0")
    settings = unpaced(settings, heartbeat_minutes=14 if seed % 3 == 0 else 0)
    wire = Wire(router.dispatch)
    monkeypatch.setattr(router, "dispatch", wire)
    # A board waits for this long for Discord, and no time passes here until the next step.
    monkeypatch.setattr(member_lookups, "PATIENCE", 0.0)
    env = VirtualEnv(create_bot(settings), settle_timeout=60.0)
    env.backend.advance_clock(NINE)
    await env.start()
    try:
        run = Run(env, settings, wire, random.Random(seed))
        await env.settle()
        yield run
    finally:
        await env.shutdown()
        await env.bot.close()
        monkeypatch.undo()


async def everything(run: Run) -> Record:
    """Let every member download what the bot keeps about them, by direct message."""
    users = {who.id: who.user for server in run.servers for who in server.known}
    return Record([await exported(await user.slash("data export")) for user in users.values()])


@pytest.mark.parametrize("seed", [*seeds()])
async def test_no_seed_makes_the_bot_lie_or_repeat_itself(
    seed: int, migrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with two_servers_with(seed, migrated, tmp_path, monkeypatch) as run:
        try:
            await live(run, DAYS)
            wrong = [*check(run, await everything(run))]
        finally:
            report(run, f"SEEDS={seed} DAYS={DAYS:g} pytest tests/simulation")

    assert not wrong, "\n".join(wrong)


def report(run: Run, command: str) -> None:
    """Print what happened last, and what replays it; pytest shows it if something is wrong."""
    sys.stdout.write("\n".join([*run.steps[-LAST_STEPS:], command, json.dumps(run.totals()), ""]))


async def test_a_seed_replays_the_same_days(
    migrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = []
    for time in ("first", "second"):
        async with two_servers_with(5, migrated, tmp_path / time, monkeypatch) as run:
            await live(run, 1)
            steps.append(run.steps)

    assert len(steps[0]) > 20
    assert steps[0] == steps[1]
