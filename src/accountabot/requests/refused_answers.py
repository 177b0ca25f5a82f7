"""Recognise Discord's refusals, and raise them again without a request."""

import json
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any

from aiohttp import ClientError, ClientResponse
from discord import Forbidden, HTTPException

from accountabot.requests.circuit_breaker import CircuitBreaker
from accountabot.requests.refusal_limits import Attempt, RefusedAnswer, TooManyRefusals

_COUNTED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}
_SCOPE = "X-RateLimit-Scope"
_NOT_THE_PLACE = {"shared", "global"}
"""The scopes of limits that the place has not caused; Discord doesn't even count the shared one."""


async def note_answer(breaker: CircuitBreaker, attempt: Attempt, response: ClientResponse) -> None:
    """Tell the circuit breaker how Discord answered a request."""
    if response.status < HTTPStatus.BAD_REQUEST:
        breaker.succeed(attempt)
        return
    is_counted = response.status in _COUNTED and response.headers.get(_SCOPE) not in _NOT_THE_PLACE
    breaker.leave(attempt, await _refusal(response) if is_counted else None)


def refusals_as_error(refusals: TooManyRefusals) -> HTTPException:
    """Return the error for a request that is not sent.

    If the bot may not do this there, it is the one that Discord would answer with.
    Otherwise the request has to wait, as after a rate limit.
    """
    same = refusals.same
    headers = {"Retry-After": f"{refusals.wait:.3f}"}
    if same and same.status == HTTPStatus.FORBIDDEN:
        return Forbidden(
            _response(HTTPStatus.FORBIDDEN, headers),
            {"code": same.code, "message": "refused several times in the last ten minutes"},
        )
    return HTTPException(
        _response(HTTPStatus.TOO_MANY_REQUESTS, headers),
        {"code": 0, "message": "not sent: too much was refused there in the last ten minutes"},
    )


async def _refusal(response: ClientResponse) -> RefusedAnswer:
    is_general = response.status == HTTPStatus.UNAUTHORIZED or (
        response.status == HTTPStatus.TOO_MANY_REQUESTS and _SCOPE not in response.headers
    )  # the second is not from Discord, but from the network in front of it
    try:
        answer = json.loads(await response.read())
        code = int(answer.get("code", 0))
    except (ClientError, OSError, ValueError, TypeError, AttributeError):
        code = 0
    return RefusedAnswer(response.status, code, is_general)


def _response(status: HTTPStatus, headers: dict[str, str]) -> Any:  # noqa: ANN401 - all that the error reads
    return SimpleNamespace(status=status.value, reason=status.phrase, headers=headers)
