"""The renderer keeps a process, a bound on its memory, and the bot alive."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from accountabot.pictures.cache import OVERHEAD, PictureCache
from accountabot.pictures.picture import Picture
from accountabot.pictures.renderer import MOST_WAITING, Renderer
from accountabot.pictures.worker_process import WorkerProcess
from tests.pictures.examples import milestone

BROKEN = Picture("<svg", 100, "")


def small(text: str) -> Picture:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g id="{text}"/></svg>'
    return Picture(svg, 9, text)


def command(code: str) -> WorkerProcess:
    return WorkerProcess((sys.executable, "-c", code))


@asynccontextmanager
async def renderer(
    worker: WorkerProcess | None = None, **settings: float
) -> AsyncIterator[Renderer]:
    opened = Renderer(worker=worker, **settings)
    try:
        yield opened
    finally:
        await opened.close()


async def test_a_picture_is_rendered_once_however_many_ask_for_it() -> None:
    async with renderer() as pictures:
        first = await asyncio.gather(*(pictures.render(milestone()) for _ in range(5)))
        again = await pictures.render(milestone())

    assert first[0].startswith(b"\x89PNG")
    assert all(png is first[0] for png in [*first, again])


async def test_the_process_starts_with_the_first_picture_and_ends_with_the_bot() -> None:
    async with renderer() as pictures:
        assert pictures.worker.pid is None
        await pictures.render(small("a"))
        pid = pictures.worker.pid

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_a_process_that_died_is_replaced() -> None:
    async with renderer() as pictures:
        await pictures.render(small("a"))
        os.kill(pictures.worker.pid, signal.SIGKILL)

        assert await pictures.render(small("b"))


async def test_a_process_that_dies_in_the_middle_is_replaced_and_the_picture_drawn(
    tmp_path: Path,
) -> None:
    dies_once = (
        "import pathlib, runpy, sys\n"
        f"seen = pathlib.Path({str(tmp_path / 'seen')!r})\n"
        "if not seen.exists():\n"
        "    seen.touch(); sys.stdin.buffer.read(9); sys.exit(3)\n"
        "runpy.run_module('accountabot.pictures.worker', run_name='__main__')"
    )

    async with renderer(command(dies_once)) as pictures:
        assert await pictures.render(small("a"))


async def test_signals_of_the_terminal_do_not_end_the_process() -> None:
    async with renderer() as pictures:
        await pictures.render(small("a"))
        pid = pictures.worker.pid
        os.kill(pid, signal.SIGINT)
        os.kill(pid, signal.SIGTERM)
        await pictures.render(small("b"))

        assert pictures.worker.pid == pid
        assert os.getsid(pid) != os.getsid(0)


async def test_a_picture_that_cannot_be_drawn_is_none_and_logged_once_without_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with renderer() as pictures:
        assert await pictures.render(BROKEN) is None
        assert await pictures.render(Picture("<svg>secret", 9, "")) is None

    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "NotDrawnError: ParseError" in caplog.text
    assert "secret" not in caplog.text


async def test_without_the_package_that_renders_there_are_no_pictures(
    caplog: pytest.LogCaptureFixture,
) -> None:
    missing = (
        "import sys, runpy; sys.modules['resvg_py'] = None\n"
        "runpy.run_module('accountabot.pictures.worker', run_name='__main__')"
    )
    async with renderer(command(missing)) as pictures:
        assert await pictures.render(small("a")) is None
        assert await pictures.render(small("b")) is None
        assert pictures.worker.pid is None

    assert [record.getMessage() for record in caplog.records] == [
        "News goes out without pictures for now (resvg-py is not installed)"
    ]


async def test_a_process_that_cannot_start_is_no_error() -> None:
    async with renderer(WorkerProcess(("/nonexistent",))) as pictures:
        assert await pictures.render(small("a")) is None


async def test_a_picture_that_takes_too_long_is_none() -> None:
    async with renderer(command("import time; time.sleep(60)"), timeout=0.2) as pictures:
        assert await pictures.render(small("a")) is None
        assert pictures.worker.pid is None


async def test_a_reader_who_gives_up_does_not_take_the_picture_from_others() -> None:
    async with renderer() as pictures:
        impatient = asyncio.create_task(pictures.render(small("a")))
        patient = asyncio.create_task(pictures.render(small("a")))
        await asyncio.sleep(0)
        impatient.cancel()

        assert await patient


async def test_stopping_answers_those_who_wait() -> None:
    pictures = Renderer(worker=command("import time; time.sleep(60)"))
    waiting = asyncio.create_task(pictures.render(small("a")))
    await asyncio.sleep(0.2)

    async with asyncio.timeout(5):
        await pictures.close()

        assert await waiting is None
        assert await pictures.render(small("b")) is None


async def test_no_more_than_some_pictures_wait() -> None:
    async with renderer(command("import time; time.sleep(60)"), timeout=0.3) as pictures:
        waiting = [asyncio.create_task(pictures.render(small(f"{i}"))) for i in range(MOST_WAITING)]
        await asyncio.sleep(0)

        assert await pictures.render(small("one more")) is None
        await pictures.close()
        await asyncio.gather(*waiting)


def test_the_cache_forgets_what_was_used_least_recently() -> None:
    cache = PictureCache(3 * (100 + OVERHEAD))
    for key in (b"a", b"b", b"c"):
        cache.put(key, bytes(100))
    cache.get(b"a")

    cache.put(b"d", bytes(100))

    assert cache.get(b"b") is None
    assert cache.get(b"a") == bytes(100)
    assert cache.size == 3 * (100 + OVERHEAD)


def test_a_picture_larger_than_the_cache_is_not_kept() -> None:
    cache = PictureCache(1000)
    cache.put(b"a", bytes(10))
    cache.put(b"a", bytes(2000))

    assert len(cache) == 0
    assert cache.size == 0
