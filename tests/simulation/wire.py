"""The connection to the simulated Discord: it fails as it is told, and writes everything down."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatch
from http import HTTPStatus
from pathlib import Path
from typing import Any

from aiohttp import ServerDisconnectedError
from discord import DiscordServerError, HTTPException

from tests.network import Dispatch, Network


@dataclass(frozen=True)
class Sent:
    """A request that Discord carried out."""

    at: datetime
    method: str
    path: str
    body: Any
    answer: Any


class Wire(Network):
    """A network that can end the process, and remembers what Discord carried out."""

    def __init__(self, dispatch: Dispatch) -> None:
        super().__init__(dispatch)
        self.sent: list[Sent] = []
        self.is_dead = False
        self.failed = 0
        self._down: tuple[str, ...] = ()
        self._dies_in: int | None = None
        self._dies_after = False
        self._last_words: Callable[[], None] = lambda: None

    def die_at(self, request: int, *, after: bool, last_words: Callable[[], None]) -> None:
        """Let the process die before or after a request: 0 is the next one."""
        self._dies_in, self._dies_after, self._last_words = request, after, last_words

    def die(self) -> None:
        """Let the process die now, unless it is dead."""
        if not self.is_dead:
            self.is_dead, self._dies_in = True, None
            self._last_words()

    def revive(self) -> None:
        """Connect a new process."""
        self.is_dead = False

    def fail(self, *paths: str) -> None:
        """Answer all requests to some paths with 503 from now on; none ends that."""
        self._down = paths

    def refuse(self, method: str, path: str, status: int, *, times: int = 1) -> None:
        """Refuse requests as Discord does when it or the bot has trouble."""
        self._faults += [(method, path, False, _trouble(status))] * times

    def __call__(self, backend: Any, method: str, path: str, **request: Any) -> Any:
        dies, self._dies_in = self._dies_in == 0, self._dies_in and self._dies_in - 1
        if dies and not self._dies_after:
            self.die()
        if self.is_dead:
            raise ServerDisconnectedError
        if any(fnmatch(path, down) for down in self._down):
            self.failed += 1
            raise _trouble(503)
        before = len(self._faults)
        try:
            return super().__call__(backend, method, path, **request)
        finally:
            self.failed += before - len(self._faults)
            if dies:
                self.die()

    def _carry_out(self, backend: Any, method: str, path: str, **request: Any) -> Any:
        answer = super()._carry_out(backend, method, path, **request)
        if method != "GET":
            self.sent.append(Sent(backend.clock.now(), method, path, request.get("json"), answer))
        return answer


def copy_as_left(folder: Path, to: Path) -> None:
    """Copy the files of a process that was killed: the database, then its log."""
    to.mkdir()
    for file in sorted(folder.iterdir(), key=lambda file: (file.name.endswith("-wal"), file.name)):
        if file.is_file() and not file.name.endswith(("-shm", ".lock")):
            shutil.copy(file, to)


class _Response:
    def __init__(self, status: int) -> None:
        self.status, self.reason, self.headers = status, "Trouble", dict[str, str]()


def _trouble(status: int) -> Exception:
    kind = DiscordServerError if status >= HTTPStatus.INTERNAL_SERVER_ERROR else HTTPException
    return kind(_Response(status), {"code": 0, "message": "trouble"})
