"""Work that runs at most once in a while."""

import asyncio
from functools import partial

import pytest

from accountabot.throttle import Throttle


class Runs:
    """The names of the work that ran."""

    def __init__(self) -> None:
        self.names: list[str] = []

    async def note(self, name: str) -> None:
        self.names.append(name)


async def test_the_first_runs_at_once_and_only_the_latest_of_the_others_later() -> None:
    runs = Runs()
    throttle = Throttle(0.01)
    for name in ("first", "second", "third"):
        await throttle.run("key", partial(runs.note, name))
    at_once = [*runs.names]
    await asyncio.sleep(0.1)

    assert at_once == ["first"]
    assert runs.names == ["first", "third"]


async def test_another_key_does_not_wait() -> None:
    runs = Runs()
    throttle = Throttle(60)
    await throttle.run(1, partial(runs.note, "one"))
    await throttle.run(2, partial(runs.note, "two"))
    throttle.stop()

    assert runs.names == ["one", "two"]


async def test_work_that_fails_holds_up_nothing() -> None:
    async def fail() -> None:
        raise OSError

    runs = Runs()
    throttle = Throttle(0.01)
    with pytest.raises(OSError):  # noqa: PT011 - only its type matters
        await throttle.run("key", fail)
    await throttle.run("key", partial(runs.note, "next"))
    await asyncio.sleep(0.1)

    assert runs.names == ["next"]
