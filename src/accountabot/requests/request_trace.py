"""Watch every request at the last moment before it is sent: pace it, and read Discord's clock.

What Discord keeps refusing is not sent.

This is aiohttp's own hook. It sees what no wrapper around discord.py sees: each retry of a
request, and those that discord.py releases together once a limit of Discord is over.
"""

import re
from datetime import timedelta
from types import SimpleNamespace

from aiohttp import (
    ClientSession,
    TraceConfig,
    TraceRequestEndParams,
    TraceRequestExceptionParams,
    TraceRequestStartParams,
)
from discord.utils import utcnow

from accountabot.clock import ClockCheck
from accountabot.requests.circuit_breaker import CircuitBreaker
from accountabot.requests.pacing import Pacer
from accountabot.requests.refusal_limits import Attempt, TooManyRefusals
from accountabot.requests.refused_answers import note_answer, refusals_as_error
from accountabot.requests.request_targets import ServerOf, Target, target_of

_API = "/api/"
_EXEMPT = re.compile(r"/api/v\d+/(?:interactions|webhooks)/")
"""The answers to interactions; Discord doesn't count them, and they never wait."""
_PROMPT = timedelta(seconds=10)
"""A response that took longer says little about the time."""


def request_trace(
    pacer: Pacer,
    clock: ClockCheck,
    breaker: CircuitBreaker | None = None,
    server_of: ServerOf = lambda _: None,
) -> TraceConfig:
    """Return what discord.py's `http_trace` takes."""

    async def on_start(
        _: ClientSession, context: SimpleNamespace, request: TraceRequestStartParams
    ) -> None:
        context.attempt = None
        if is_paced(request.url.raw_path):
            if breaker:
                target = target_of(request.method, request.url.raw_path, server_of)
                context.attempt = await _enter(breaker, target)
            await _take_turn(pacer, breaker, context)
        context.began = utcnow() if clock.is_due else None

    async def on_end(
        _: ClientSession, context: SimpleNamespace, request: TraceRequestEndParams
    ) -> None:
        if breaker and context.attempt:
            await note_answer(breaker, context.attempt, request.response)
        if context.began and request.url.raw_path.startswith(_API):
            took = utcnow() - context.began
            if timedelta() <= took <= _PROMPT:
                clock.note(request.response.headers.get("Date"), context.began + took / 2)

    async def on_exception(
        _: ClientSession, context: SimpleNamespace, __: TraceRequestExceptionParams
    ) -> None:
        if breaker and getattr(context, "attempt", None):
            breaker.leave(context.attempt)
            context.attempt = None

    trace = TraceConfig()
    trace.on_request_start.append(on_start)
    trace.on_request_end.append(on_end)
    trace.on_request_exception.append(on_exception)
    return trace


async def _enter(breaker: CircuitBreaker, target: Target) -> Attempt:
    """Let a request pass, or raise the error with which Discord refused others like it."""
    try:
        return await breaker.enter(target)
    except TooManyRefusals as refusals:
        raise refusals_as_error(refusals) from None


async def _take_turn(
    pacer: Pacer, breaker: CircuitBreaker | None, context: SimpleNamespace
) -> None:
    try:
        await pacer.turn()
    except BaseException:
        if breaker and context.attempt:
            breaker.leave(context.attempt)
            context.attempt = None
        raise


def is_paced(path: str) -> bool:
    """Return whether Discord counts a request; files and the gateway have other limits."""
    return path.startswith(_API) and not _EXEMPT.match(path)
