"""Stand in for Discord on loopback: just enough for a bot to start and to know its servers."""

import json
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator
from itertools import chain
from time import perf_counter
from types import TracebackType
from typing import Any, Self

from aiohttp import WSMsgType, web

APPLICATION = 1_000
USER = {
    "id": str(APPLICATION),
    "username": "bot",
    "discriminator": "0",
    "avatar": None,
    "bot": True,
}
START = """
import runpy, sys, yarl
import discord.gateway, discord.http
discord.http.Route.BASE = {url!r} + "/api"
gateway = yarl.URL({url!r}.replace("http", "ws") + "/gateway")
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = gateway
sys.argv = ["bot"]
{run}
"""


class Loopback:
    """A Discord for one bot at a time; it sends `servers` after READY and keeps the commands."""

    def __init__(self) -> None:
        self.servers: Callable[[], Iterable[dict[str, Any]]] = tuple
        self.ready_at: float | None = None
        """When all servers were sent, by `perf_counter`."""
        self._commands: dict[str, list[dict[str, Any]]] = {}
        """The commands of each bot, by its token."""
        application = web.Application(client_max_size=10**8)
        application.router.add_get("/gateway", self._gateway)
        application.router.add_route("*", "/api/{path:.*}", self._rest)
        self._runner = web.AppRunner(application)

    async def __aenter__(self) -> Self:
        """Listen on a free port."""
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return self

    async def __aexit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        await self._runner.cleanup()

    def command(self, run: str) -> list[str]:
        """Return the command that starts a bot which finds its Discord here."""
        host, port = self._runner.addresses[0][:2]
        return [sys.executable, "-c", START.format(url=f"http://{host}:{port}", run=run)]

    async def _rest(self, request: web.Request) -> web.Response:
        path = request.match_info["path"]
        if path == "users/@me":
            return _answer(USER)
        if path == "oauth2/applications/@me":
            return _answer(_application())
        if path.endswith("/commands"):
            token = request.headers["Authorization"]
            if body := await request.read():
                self._commands[token] = list(_commands(json.loads(body)))
            return _answer(self._commands.get(token, []))
        return _answer({"message": "Unknown", "code": 0}, status=404)

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 40_000}})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            asked = json.loads(message.data)["op"]
            if asked == 1:
                await socket.send_json({"op": 11})
            elif asked == 2:  # noqa: PLR2004 - Discord's number for "identify"
                await self._identify(socket.send_str)
        return socket

    async def _identify(self, send: Callable[[str], Awaitable[None]]) -> None:
        known = [{"id": server["id"], "unavailable": True} for server in self.servers()]
        events = chain(
            [("READY", _ready(known))], (("GUILD_CREATE", one) for one in self.servers())
        )
        for number, (kind, data) in enumerate(events, 1):
            await send(json.dumps({"op": 0, "s": number, "t": kind, "d": data}))
        self.ready_at = perf_counter()


def _answer(content: object, status: int = 200) -> web.Response:
    """Return an answer without a charset, which discord.py would not take for JSON."""
    return web.Response(
        body=json.dumps(content).encode(),
        status=status,
        headers={"Content-Type": "application/json"},
    )


def _ready(servers: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "v": 10,
        "user": USER,
        "guilds": servers,
        "session_id": "1",
        "resume_gateway_url": "ws://127.0.0.1",
        "application": {"id": USER["id"], "flags": 0},
    }


def _application() -> dict[str, Any]:
    return {
        "id": USER["id"],
        "name": "bot",
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "",
        "owner": USER,
        "flags": 0,
    }


def _commands(asked: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, command in enumerate(asked):
        ids = {"id": str(2_000 + number), "application_id": USER["id"], "version": "1"}
        yield {"description": "", "default_member_permissions": None} | command | ids
