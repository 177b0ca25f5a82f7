"""Stand in for Discord's API: one bot, its application and its servers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789AB"
BOT = 42
MEMBERS_INTENT = 1 << 15
SPEAKING = 0x400 | 0x800 | 0x8000 | 0x40 | 0x10000 | (1 << 38)
"""All permissions that the bot asks for."""


@dataclass
class FakeDiscord:
    """What Discord knows, and what it was asked."""

    application: dict[str, Any] = field(default_factory=dict)
    servers: dict[int, int] = field(default_factory=lambda: {1: SPEAKING})
    """The bot's permissions by its roles, by server."""
    channels: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    ahead: timedelta = timedelta()
    status: int = 200
    is_hijacked: bool = False
    """Whether something else answers, such as the login page of a café."""
    asked: list[str] = field(default_factory=list)
    most_at_once: int = 0
    _at_once: int = 0

    @web.middleware
    async def note(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.asked.append(request.path.removeprefix("/api/v10"))
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        await asyncio.sleep(0.01)
        self._at_once -= 1
        if request.headers.get("Authorization", f"Bot {TOKEN}") != f"Bot {TOKEN}":
            return web.json_response({"message": "401: Unauthorized", "code": 0}, status=401)
        if self.status != 200 or self.is_hijacked:
            return web.Response(text="<h1>Pay for your coffee</h1>", status=self.status)
        answer: web.StreamResponse = await handler(request)
        now = datetime.now(UTC) + self.ahead
        answer.headers["Content-Type"] = "application/json"  # discord.py expects exactly this
        answer.headers["Date"] = format_datetime(now, usegmt=True)
        return answer

    async def me(self, _: web.Request) -> web.Response:
        return web.json_response(_user(BOT, "keeper"))

    async def answer(self, _: web.Request) -> web.Response:
        interaction = {"id": "1", "type": 2, "response_message_id": "5"}
        return web.json_response({"interaction": interaction, "resource": {"type": 4}})

    async def about_application(self, _: web.Request) -> web.Response:
        known: dict[str, Any] = {"id": "43", "name": "Keeper", "description": "", "icon": None}
        known |= {"bot_public": True, "bot_require_code_grant": False, "verify_key": ""}
        known |= {"owner": _user(44, "olga"), "flags": MEMBERS_INTENT}
        return web.json_response(known | self.application)

    async def list_servers(self, request: web.Request) -> web.Response:
        after = int(request.query.get("after", 0))
        page = [
            {"id": str(key), "name": f"Club {key}", "permissions": str(self.servers[key])}
            for key in sorted(self.servers)
            if key > after
        ]
        return web.json_response(page[: int(request.query["limit"])])

    async def server(self, request: web.Request) -> web.Response:
        key = int(request.match_info["server"])
        everyone: dict[str, Any] = {
            "id": str(key),
            "name": "@everyone",
            "permissions": str(self.servers[key]),
        }
        everyone |= {"position": 0, "color": 0, "hoist": False, "managed": False}
        known: dict[str, Any] = {
            "id": str(key),
            "name": f"Club {key}",
            "owner_id": "44",
            "roles": [everyone],
        }
        return web.json_response(known | {"mentionable": False, "emojis": [], "features": []})

    async def list_channels(self, request: web.Request) -> web.Response:
        return web.json_response(self.channels.get(int(request.match_info["server"]), []))

    async def member(self, _: web.Request) -> web.Response:
        known: dict[str, Any] = {"user": _user(BOT, "keeper"), "roles": [], "flags": 0}
        known |= {"joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False}
        return web.json_response(known)


def channel(key: int, name: str, *, denied: int = 0) -> dict[str, Any]:
    """Return a text channel in which everyone lacks some permissions."""
    rule = {"id": "1", "type": 0, "allow": "0", "deny": str(denied)}
    return {"id": str(key), "type": 0, "name": name, "permission_overwrites": [rule], "position": 0}


def _user(key: int, name: str) -> dict[str, Any]:
    return {"id": str(key), "username": name, "discriminator": "0", "avatar": None, "bot": True}


@asynccontextmanager
async def served(fake: FakeDiscord) -> AsyncIterator[str]:
    """Serve the API; return its address."""
    application = web.Application(middlewares=[fake.note])
    base = "/api/v10"
    application.add_routes(
        [
            web.get(f"{base}/users/@me", fake.me),
            web.post(f"{base}/interactions/{{id}}/{{token}}/callback", fake.answer),
            web.get(f"{base}/oauth2/applications/@me", fake.about_application),
            web.get(f"{base}/users/@me/guilds", fake.list_servers),
            web.get(f"{base}/guilds/{{server}}", fake.server),
            web.get(f"{base}/guilds/{{server}}/channels", fake.list_channels),
            web.get(f"{base}/guilds/{{server}}/members/{BOT}", fake.member),
        ]
    )
    async with TestServer(application) as server:
        yield str(server.make_url(base))
