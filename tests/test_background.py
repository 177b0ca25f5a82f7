"""Background work that is woken: how often it runs, and when."""

import asyncio

import pytest

from accountabot.background import LASTING_PAUSE, BackgroundLoop
from accountabot.store.errors import NotSaved
from tests import virtual_time

HOUR = 3600.0


@pytest.fixture(autouse=True)
def as_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BackgroundLoop, "collect_for", 1.0)


def runs_after(wakes: list[float], *, can_wait: bool, work_takes: float = 0.0) -> list[float]:
    """Return when work ran that was woken at these times, in seconds; it also runs at 0.0."""
    runs: list[float] = []

    async def work() -> float:
        runs.append(asyncio.get_running_loop().time())
        await asyncio.sleep(work_takes)
        return HOUR

    async def story() -> None:
        loop = BackgroundLoop(work, retry_after=HOUR, can_wait=can_wait)
        loop.start()
        for pause in [after - before for before, after in zip([0.0, *wakes], wakes, strict=False)]:
            await asyncio.sleep(pause)
            loop.wake()
        await asyncio.sleep(HOUR / 2)
        loop.stop()

    virtual_time.run(story)
    return runs


def test_patient_work_answers_all_wakes_of_a_second_with_one_run() -> None:
    assert runs_after([10.0, 10.5, 10.75, 20.0], can_wait=True) == [0.0, 11.0, 21.0]


def test_other_work_runs_at_once() -> None:
    assert runs_after([10.0, 10.5, 20.0], can_wait=False) == [0.0, 10.0, 10.5, 20.0]


@pytest.mark.parametrize(("can_wait", "again"), [(True, 16.0), (False, 15.0)])
def test_a_wake_during_a_run_leads_to_another_one(can_wait: bool, again: float) -> None:
    runs = runs_after([10.0, 12.0, 13.0], can_wait=can_wait, work_takes=4.0 if can_wait else 5.0)

    assert runs == [0.0, 11.0 if can_wait else 10.0, again]


def test_work_that_can_not_succeed_is_not_repeated_soon(caplog: pytest.LogCaptureFixture) -> None:
    runs: list[float] = []

    async def work() -> float:
        runs.append(asyncio.get_running_loop().time())
        raise NotSaved("malformed", may_pass=False)

    async def story() -> None:
        loop = BackgroundLoop(work, retry_after=10.0)
        loop.start()
        await asyncio.sleep(LASTING_PAUSE * 1.5)
        loop.stop()

    virtual_time.run(story)

    assert runs == [0.0, LASTING_PAUSE]
    assert "retried" not in caplog.text
