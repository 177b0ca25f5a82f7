"""discord.py's own requests, against a server on this machine.

They are paced and tell the time, and what Discord keeps refusing is not sent.
"""

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
from discord import Forbidden, HTTPException
from discord.http import Route
from discord.utils import utcnow

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.ui.delivery.request_errors import is_final


class Discord:
    """Answers every request, and keeps their paths in the order of arrival."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.behind = timedelta()
        self.refusals = 0
        self.scope: str | None = "user"
        self.forbidden: dict[str, int] = {}
        """Discord's error codes by path."""

    async def answer(self, request: web.Request) -> web.Response:
        self.paths.append(request.path.removeprefix("/api/v10"))
        headers = {
            "Date": format_datetime(utcnow() - self.behind, usegmt=True),
            "Via": "1.1 google",
        }
        if code := self.forbidden.get(self.paths[-1]):
            return json_response({"message": "", "code": code}, 403, headers)
        if self.refusals:
            self.refusals -= 1
            if self.scope:
                headers["X-RateLimit-Scope"] = self.scope
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


@pytest.fixture
async def fast(settings: Settings, discord: Discord) -> AsyncIterator[Accountabot]:
    """A bot that has just logged in."""
    bot = create_bot(settings)
    bot.http.loop = asyncio.get_running_loop()
    await bot.http.static_login("token")
    discord.paths.clear()
    yield bot
    await bot.http.close()


async def edit(bot: Accountabot, nth: int) -> None:
    """Edit a message in channel 1."""
    route = Route(
        "PATCH", "/channels/{channel_id}/messages/{message_id}", channel_id=1, message_id=nth
    )
    await bot.http.request(route)


async def test_discord_py_repeats_a_refused_request_at_the_same_pace(
    slow: Accountabot, discord: Discord
) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    discord.refusals, discord.scope = 3, "shared"
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


async def test_what_is_forbidden_in_a_channel_is_tried_twice(
    fast: Accountabot, discord: Discord
) -> None:
    discord.forbidden = {f"/channels/1/messages/{nth}": 50013 for nth in range(20)}
    edits = (edit(fast, nth) for nth in range(20))
    errors = await asyncio.gather(*edits, return_exceptions=True)
    await fast.http.request(Route("POST", "/channels/1/messages"))

    assert len(discord.paths) == 2 + 1
    assert {type(error) for error in errors} == {Forbidden}
    assert {getattr(error, "code", 0) for error in errors} == {50013}


async def test_what_concerns_one_message_only_keeps_no_other_from_being_edited(
    fast: Accountabot, discord: Discord
) -> None:
    discord.forbidden = {f"/channels/1/messages/{nth}": 50005 for nth in range(2)}
    edits = (edit(fast, nth) for nth in (0, 1, 0, 1, 0, 1, 2))
    *errors, last = await asyncio.gather(*edits, return_exceptions=True)

    assert len(discord.paths) == 2 * 2 + 1
    assert all(isinstance(error, Forbidden) and is_final(error) for error in errors)
    assert last is None


async def test_a_message_waits_after_ten_others_were_refused(
    fast: Accountabot, discord: Discord
) -> None:
    discord.forbidden = {f"/channels/1/messages/{nth}": 50005 for nth in range(10)}
    edits = (edit(fast, nth) for nth in range(11))
    *_, last = await asyncio.gather(*edits, return_exceptions=True)

    assert len(discord.paths) == 10
    assert isinstance(last, HTTPException)
    assert last.status == 429
    assert float(last.response.headers["Retry-After"]) > 590


async def test_a_busy_channel_gets_time_before_discord_py_repeats_a_request(
    fast: Accountabot, discord: Discord
) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    discord.refusals = 1
    await asyncio.gather(edit(fast, 1), fast.http.request(Route("POST", "/channels/2/messages")))

    assert len(discord.paths) == 3
    assert loop.time() - began > 1.9


@pytest.mark.parametrize("scope", ["shared", "global"])
async def test_a_limit_that_others_reached_is_not_counted(
    fast: Accountabot, discord: Discord, scope: str
) -> None:
    discord.refusals, discord.scope = 12, scope
    for nth in range(2):
        with pytest.raises(HTTPException):
            await edit(fast, nth)
    await edit(fast, 3)

    assert len(discord.paths) == 13


async def test_a_host_that_is_banned_stops_asking(fast: Accountabot, discord: Discord) -> None:
    discord.refusals, discord.scope = 100, None
    for nth in range(6):
        with pytest.raises(HTTPException):
            await fast.http.request(Route("POST", f"/channels/{nth}/messages"))

    assert len(discord.paths) == 10
