"""The process that renders: start it, ask it for one picture at a time, stop it."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress

from accountabot.pictures.worker_protocol import ANSWER, MISSING, OK, REQUEST

COMMAND = (sys.executable, "-P", "-m", "accountabot.pictures.worker")
_KEPT = ("HOME", "LOCALAPPDATA", "PATH", "SYSTEMROOT", "WINDIR", "XDG_DATA_HOME")
"""All that it gets of the environment: it reads strangers' avatars, and needs no secrets."""
_LAST_WORDS = 0.5
"""Seconds until a process that closed its pipe has an exit code."""


class WorkerDiedError(Exception):
    """The process ended before it had answered."""


class RendererMissingError(Exception):
    """The package that renders is not installed, or can't be loaded."""


class NotDrawnError(Exception):
    """The picture can't be rendered; the message is the kind of error, without any content."""


class WorkerProcess:
    """A process that is started when it is first needed, and again if it died."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self._process: Process | None = None

    @property
    def pid(self) -> int | None:
        """The process's id while it runs."""
        return self._process.pid if self._process else None

    async def draw(self, svg: bytes, width: int) -> bytes:
        """Return the PNG of an SVG document."""
        process = self._process or await self._start()
        try:
            return await _ask(process, svg, width)
        except (OSError, EOFError) as error:
            await self.stop(_LAST_WORDS)
            if process.returncode == MISSING:
                raise RendererMissingError from error
            raise WorkerDiedError(f"exit code {process.returncode}") from error

    async def stop(self, patience: float = 0) -> None:
        """End the process, at once unless it gets some seconds to finish by itself."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), max(patience, 0.01))
        except TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _start(self) -> Process:
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,  # a panic would print members' words
            env=_environment(),
            start_new_session=True,  # Ctrl+C is for the bot, which then stops the worker
        )
        return self._process


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


async def _ask(process: Process, svg: bytes, width: int) -> bytes:
    assert process.stdin
    assert process.stdout
    process.stdin.write(REQUEST.pack(len(svg), width) + svg)
    await process.stdin.drain()
    status, length = ANSWER.unpack(await process.stdout.readexactly(ANSWER.size))
    content = await process.stdout.readexactly(length)
    if status != OK:
        raise NotDrawnError(content.decode())
    return content
