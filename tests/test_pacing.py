"""Requests to Discord: how many a second, which go first, and which never wait."""

import asyncio
from itertools import pairwise
from types import SimpleNamespace

import pytest
from aiohttp import TraceRequestStartParams
from multidict import CIMultiDict
from yarl import URL

from accountabot.clock import ClockCheck
from accountabot.config import MOST_REQUESTS, Settings
from accountabot.requests.pacing import Pacer, in_background
from accountabot.requests.request_trace import is_paced, request_trace
from tests.virtual_time import run

API = "https://discord.com/api/v10"


def most_in(seconds: float, times: list[float]) -> int:
    """Return the maximum number of these times in any such span, excluding its end."""
    return max(sum(start <= at < start + seconds for at in times) for start in times)


@pytest.mark.parametrize("per_second", [1, 3, 7, 40])
def test_no_second_has_more_requests_than_allowed(per_second: int) -> None:
    passed: list[float] = []

    async def work() -> None:
        loop = asyncio.get_running_loop()
        pacer = Pacer(per_second)

        async def request(at: float) -> None:
            await asyncio.sleep(at)
            await pacer.turn()
            passed.append(loop.time())

        await asyncio.gather(*(request(nth % 7 * 0.61) for nth in range(per_second * 8)))

    run(work)

    quarter = max(1, per_second // 4)
    assert len(passed) == per_second * 8
    assert most_in(1 - 1e-6, passed) == per_second
    assert most_in(quarter / per_second - 1e-6, passed) <= quarter
    assert max(passed) <= 8.61


def test_a_busy_pacer_wastes_no_time_and_an_idle_one_wastes_no_request() -> None:
    passed: list[float] = []

    async def work() -> None:
        loop = asyncio.get_running_loop()
        pacer = Pacer(40)
        for _ in range(10):
            await pacer.turn()
            passed.append(loop.time())
        await asyncio.sleep(1)
        for _ in range(300):
            await pacer.turn()
        passed.append(loop.time())

    run(work)

    assert passed[:10] == [0.0] * 10
    assert passed[-1] == pytest.approx(1 + 290 / 40)


def test_a_request_for_a_member_overtakes_those_in_the_background() -> None:
    order: list[str] = []

    async def work() -> None:
        pacer = Pacer(4)

        async def request(name: str) -> None:
            await pacer.turn()
            order.append(name)

        async def background() -> None:
            with in_background():
                await asyncio.gather(*(request(f"background {nth}") for nth in range(8)))

        waiting = asyncio.create_task(background())
        await asyncio.sleep(0.1)
        await request("member")
        await waiting

    run(work)

    assert order == [
        *("background 0", "member"),
        *(f"background {nth}" for nth in range(1, 8)),
    ]


def test_cancelled_requests_cost_the_others_nothing() -> None:
    passed: list[float] = []

    async def work() -> None:
        loop = asyncio.get_running_loop()
        pacer = Pacer(1)
        await pacer.turn()
        gone = [asyncio.create_task(pacer.turn()) for _ in range(5)]
        await asyncio.sleep(0.1)
        last = asyncio.create_task(pacer.turn())
        for task in gone:
            task.cancel()
        await last
        passed.append(loop.time())

    run(work)

    assert passed == [1.0]


@pytest.mark.parametrize(
    ("url", "paced"),
    [
        (f"{API}/channels/1/messages", True),
        (f"{API}/channels/1/messages/2", True),
        (f"{API}/users/@me/channels", True),
        (f"{API}/guilds/1/members/2/roles/3", True),
        (f"{API}/gateway/bot", True),
        (f"{API}/interactions/1/token/callback", False),
        (f"{API}/webhooks/1/token/messages/@original", False),
        (f"{API}/webhooks/1/token", False),
        ("https://cdn.discordapp.com/attachments/1/2/proof.png", False),
        ("wss://gateway.discord.gg/?v=10", False),
    ],
)
def test_everything_is_paced_except_interaction_answers_files_and_the_gateway(
    url: str, paced: bool
) -> None:
    assert is_paced(URL(url).raw_path) is paced


def test_an_answer_to_an_interaction_never_waits() -> None:
    passed: list[tuple[str, float]] = []

    async def work() -> None:
        loop = asyncio.get_running_loop()
        trace = request_trace(Pacer(1), ClockCheck(lambda: None))
        (on_start,) = trace.on_request_start

        async def request(path: str) -> None:
            params = TraceRequestStartParams("POST", URL(API + path), CIMultiDict())
            await on_start(None, SimpleNamespace(), params)
            passed.append((path, loop.time()))

        sends = [asyncio.create_task(request("/channels/1/messages")) for _ in range(60)]
        await asyncio.sleep(5.5)
        await request("/interactions/1/token/callback")
        await request("/webhooks/1/token/messages/@original")
        await asyncio.gather(*sends)

    run(work)

    answers = [at for path, at in passed if not path.startswith("/channels")]
    sends = [at for path, at in passed if path.startswith("/channels")]
    assert answers == [5.5, 5.5]
    assert all(later - earlier == pytest.approx(1) for earlier, later in pairwise(sends))


@pytest.mark.parametrize("typed", ["0", "41", "-1", "many"])
def test_a_share_outside_the_budget_is_refused(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_PER_SECOND", typed)

    with pytest.raises(ValueError, match=r"REQUESTS_PER_SECOND is '.*', but .* from 1 to 40"):
        Settings.read(None)


def test_a_share_is_read_and_without_one_the_budget_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("REQUESTS_PER_SECOND", raising=False)
    whole = Settings.read(None).requests_per_second
    monkeypatch.setenv("REQUESTS_PER_SECOND", "20")

    assert whole == MOST_REQUESTS == 40
    assert Settings.read(None).requests_per_second == 20
