"""Watch every request at the last moment before it is sent: pace it, and read Discord's clock.

This is aiohttp's own hook. It sees what no wrapper around discord.py sees: each retry of a
request, and those that discord.py releases together once a limit of Discord is over.
"""

import re
from datetime import timedelta
from types import SimpleNamespace

from aiohttp import ClientSession, TraceConfig, TraceRequestEndParams, TraceRequestStartParams
from discord.utils import utcnow

from accountabot.clock import ClockCheck
from accountabot.pacing import Pacer

_API = "/api/"
_EXEMPT = re.compile(r"/api/v\d+/(?:interactions|webhooks)/")
"""The answers to interactions; Discord doesn't count them, and they never wait."""
_PROMPT = timedelta(seconds=10)
"""A response that took longer says little about the time."""


def request_trace(pacer: Pacer, clock: ClockCheck) -> TraceConfig:
    """Return what discord.py's `http_trace` takes."""

    async def on_start(
        _: ClientSession, context: SimpleNamespace, request: TraceRequestStartParams
    ) -> None:
        if is_paced(request.url.raw_path):
            await pacer.turn()
        context.began = utcnow() if clock.is_due else None

    async def on_end(
        _: ClientSession, context: SimpleNamespace, request: TraceRequestEndParams
    ) -> None:
        if context.began and request.url.raw_path.startswith(_API):
            took = utcnow() - context.began
            if timedelta() <= took <= _PROMPT:
                clock.note(request.response.headers.get("Date"), context.began + took / 2)

    trace = TraceConfig()
    trace.on_request_start.append(on_start)
    trace.on_request_end.append(on_end)
    return trace


def is_paced(path: str) -> bool:
    """Return whether Discord counts a request; files and the gateway have other limits."""
    return path.startswith(_API) and not _EXEMPT.match(path)
