"""The time of a command ends when Discord has accepted its first response."""

from types import SimpleNamespace
from typing import Any

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from discord import InteractionType

from accountabot.clock import ClockCheck
from accountabot.monitoring import answer_times
from accountabot.monitoring.answer_times import AnswerTimes
from accountabot.requests.pacing import Pacer
from accountabot.requests.request_trace import request_trace

STATUS = {"1": 204, "2": 500, "3": 204}


async def answer(request: web.Request) -> web.Response:
    return web.Response(status=STATUS[request.match_info["id"]])


def interaction(key: int, name: str | None, kind: InteractionType) -> Any:
    command = SimpleNamespace(qualified_name=name) if name else None
    return SimpleNamespace(id=key, type=kind, command=command)


async def test_commands_are_measured_by_name_and_other_interactions_by_kind() -> None:
    seen: list[tuple[str, float]] = []
    times = AnswerTimes(lambda *found: seen.append(found))
    trace = request_trace(Pacer(40), ClockCheck(lambda: None))
    trace.on_request_end.append(times.on_request_end)
    application = web.Application()
    application.router.add_post("/api/v10/interactions/{id}/{token}/callback", answer)
    application.router.add_get("/api/v10/interactions/{id}", answer)
    command = InteractionType.application_command

    async with TestServer(application) as server, ClientSession(trace_configs=[trace]) as session:
        times.begin(interaction(1, "goal declare", command))
        times.begin(interaction(2, None, command))
        times.begin(interaction(3, None, InteractionType.component))
        await session.get(server.make_url("/api/v10/interactions/1"))
        for key in (2, 1, 3, 3, 2):
            await session.post(server.make_url(f"/api/v10/interactions/{key}/abc/callback"))
            STATUS["2"] = 204 if key == 3 else 500

    assert [name for name, _ in seen] == ["goal declare", "(button)", "(unknown)"]
    assert all(0 < seconds < 5 for _, seconds in seen)


def test_interactions_that_are_never_answered_are_forgotten() -> None:
    times = AnswerTimes(lambda *_: None)

    for key in range(3 * answer_times.MOST_WAITING):
        times.begin(interaction(key, None, InteractionType.modal_submit))

    assert len(times._waiting) == answer_times.MOST_WAITING
