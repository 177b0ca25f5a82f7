"""A connection to the simulated Discord that is cut, and Discord's memory of nonces.

The real Discord carries out a request whose answer is lost, and discord.py may then repeat the
request. The simulated Discord only knows requests that are refused, so this wraps its transport.
"""

from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from typing import Any

import pytest
from aiohttp import ServerDisconnectedError
from simcord.backend.errors import BackendError
from simcord.http import router

CALLBACK = "/interactions/*/*/callback"
MESSAGES = "/channels/*/messages"
FOLLOWUPS = "/webhooks/*/*"
ORIGINAL = "/webhooks/*/*/messages/@original"
Dispatch = Callable[..., Any]


class Network:
    """Loses requests and answers of the kinds that a test names."""

    def __init__(self, dispatch: Dispatch) -> None:
        self._dispatch = dispatch
        self._faults: list[tuple[str, str, bool, Exception]] = []
        self._payloads: list[tuple[str, str, Any]] = []
        self._nonces: dict[tuple[str, str], Any] = {}

    def cut(self, method: str, path: str, *, times: int = 1) -> None:
        """Cut the connection before Discord receives the request."""
        self._faults += [(method, path, False, ServerDisconnectedError())] * times

    def mend(self) -> None:
        """Cut nothing any more."""
        self._faults.clear()

    def lose_answer(self, method: str, path: str, error: Exception | None = None) -> None:
        """Let Discord carry out the request, then cut the connection or raise another error."""
        self._faults.append((method, path, True, error or ServerDisconnectedError()))

    def lose_acknowledgement(self) -> None:
        """Let Discord accept a response, and refuse discord.py's repetition of it."""
        self.lose_answer("POST", CALLBACK, BackendError(400, 40060, "Already acknowledged"))

    def answer_with(self, method: str, path: str, payload: Any) -> None:
        """Answer one request with a payload."""
        self._payloads.append((method, path, payload))

    def __call__(self, backend: Any, method: str, path: str, **request: Any) -> Any:
        fault = next((f for f in self._faults if f[0] == method and fnmatch(path, f[1])), None)
        for prepared in self._payloads:
            if prepared[0] == method and fnmatch(path, prepared[1]):
                self._payloads.remove(prepared)
                return prepared[2]
        if fault is None:
            return self._carry_out(backend, method, path, **request)
        self._faults.remove(fault)
        if fault[2]:
            self._carry_out(backend, method, path, **request)
        raise fault[3]

    def _carry_out(self, backend: Any, method: str, path: str, **request: Any) -> Any:
        """Carry out a request; return the earlier message if its nonce is known."""
        body = request.get("json")
        nonce = body.get("nonce") if isinstance(body, dict) and method == "POST" else None
        if nonce and (path, nonce) in self._nonces:
            return self._nonces[path, nonce]
        answer = self._dispatch(backend, method, path, **request)
        if nonce:
            self._nonces[path, nonce] = answer
        return answer


def network(monkeypatch: pytest.MonkeyPatch) -> Iterator[Network]:
    """Put the connection between the bot and the simulated Discord."""
    between = Network(router.dispatch)
    monkeypatch.setattr(router, "dispatch", between)
    yield between


def message_payload(backend: Any, channel: int, message: int) -> Any:
    """Return a message as Discord sends it to the bot."""
    return router.dispatch(backend, "GET", f"/channels/{channel}/messages/{message}")
