"""discord.py's own requests, against a server on this machine: they are paced and tell the time."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import attrs
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from discord.http import Route
from discord.utils import utcnow

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings


class Discord:
    """Answers every request, and keeps their paths in the order of arrival."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.behind = timedelta()
        self.refusals = 0

    async def answer(self, request: web.Request) -> web.Response:
        self.paths.append(request.path.removeprefix("/api/v10"))
        headers = {
            "Date": format_datetime(utcnow() - self.behind, usegmt=True),
            "Via": "1.1 google",
        }
        if self.refusals:
            self.refusals -= 1
            refusal = {"retry_after": 0.0, "global": False, "message": "", "code": 0}
            return json_response(refusal, 429, headers)
        return json_response({"id": "1", "url": ""}, 200, headers)


def json_response(payload: dict[str, Any], status: int, headers: dict[str, str]) -> web.Response:
    """Build a response whose type names no charset, like Discord's; discord.py compares it."""
    headers["Content-Type"] = "application/json"
    return web.Response(body=json.dumps(payload).encode(), status=status, headers=headers)


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    discord = Discord()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", discord.answer)
    async with TestServer(app) as server:
        monkeypatch.setattr(Route, "BASE", str(server.make_url("/api/v10")))
        yield discord


@pytest.fixture
async def slow(settings: Settings, discord: Discord) -> AsyncIterator[Accountabot]:
    """A bot that sends two requests a second, and has just sent one: it logged in."""
    bot = create_bot(attrs.evolve(settings, requests_per_second=2))
    bot.http.loop = asyncio.get_running_loop()
    await bot.http.static_login("token")
    assert discord.paths == ["/users/@me"]
    yield bot
    await bot.http.close()


async def test_discord_py_repeats_a_refused_request_at_the_same_pace(
    slow: Accountabot, discord: Discord
) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    discord.refusals = 3
    await slow.http.request(Route("POST", "/channels/1/messages"))

    assert discord.paths == ["/users/@me", *["/channels/1/messages"] * 4]
    assert loop.time() - began > 1.4  # the log-in began just before


async def test_the_answer_to_an_interaction_overtakes_everything_that_waits(
    slow: Accountabot, discord: Discord
) -> None:
    sends = [
        asyncio.create_task(slow.http.request(Route("POST", f"/channels/{nth}/messages")))
        for nth in range(4)
    ]
    await asyncio.sleep(0.01)
    answer = "/interactions/1/token/callback"
    await slow.http.request(Route("POST", answer))
    before_it = discord.paths.index(answer)
    await asyncio.gather(*sends)

    assert before_it <= 2
    assert len(discord.paths) == 6


@pytest.mark.parametrize(("hours", "right"), [(0, True), (3, False), (-3, False)])
async def test_every_response_tells_the_time(
    settings: Settings, discord: Discord, hours: int, right: bool
) -> None:
    discord.behind = timedelta(hours=hours)
    bot = create_bot(settings)
    bot.http.loop = asyncio.get_running_loop()
    await bot.http.static_login("token")
    at_login = bot.clock.is_right
    discord.behind = timedelta()
    await bot.http.request(Route("GET", "/gateway"))
    await bot.http.close()

    assert at_login is right
    assert bot.clock.is_right
