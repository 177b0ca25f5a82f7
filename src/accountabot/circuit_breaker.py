"""Stop sending what Discord keeps refusing: it bans a bot that doesn't.

Discord counts its answers 401, 403 and 429, and bans the host for 10,000 of them in ten minutes.
"""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import NamedTuple

from accountabot.pacing import is_background
from accountabot.request_targets import Target

WINDOW = 600.0
"""Seconds in which Discord counts."""
MOST = 10
"""How many requests may be refused because of one server, or of one member's direct messages."""
MOST_IN_BACKGROUND = 6
"""How many of these may be in the background; the others are for what a member waits for."""
MOST_OF_A_KIND = 3
"""How many of one kind may be refused before it counts as forbidden."""
PATIENCE = 20.0
"""The longest wait after a rate limit, in seconds, for which a request is held back."""


class RefusedAnswer(NamedTuple):
    """An answer of Discord that counts."""

    status: int
    code: int = 0
    is_general: bool = False
    """Whether it has nothing to do with the request: the token or the host is refused."""


class TooManyRefusals(Exception):  # noqa: N818 - the request was not sent, so nothing failed
    """A request that was not sent, because Discord would probably refuse it again."""

    def __init__(self, wait: float, same: RefusedAnswer | None) -> None:
        super().__init__(wait, same)
        self.wait = wait
        """Seconds until it may be sent."""
        self.same = same
        """The last refusal if the same kind of request was refused, None if others were."""


@dataclass(eq=False)
class Attempt:
    """A request that is on its way, or was refused in the last ten minutes."""

    target: Target
    sent_at: float
    at: float
    """When it was refused; until then, when it was sent."""
    refusal: RefusedAnswer | None = None
    is_forgiven: bool = False


@dataclass(eq=False)
class _Place:
    """What was attempted in a place, the oldest first."""

    attempts: list[Attempt] = field(default_factory=list)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def forget(self, before: float) -> None:
        self.attempts = [each for each in self.attempts if each.at > before]

    def of_kind(self, kind: str) -> list[Attempt]:
        """Return the attempts of a kind that still say something about it."""
        same = (each for each in self.attempts if kind and each.target.kind == kind)
        return [each for each in same if not each.is_forgiven]


class CircuitBreaker:
    """Lets few requests be refused in each place: ten in ten minutes.

    Each request on its way counts as refused until Discord has answered. So the limit holds even
    if many are sent at once.
    """

    def __init__(self) -> None:
        self._places: dict[str, _Place] = {}
        self._general: list[Attempt] = []
        self._swept_at = 0.0

    async def enter(self, target: Target) -> Attempt:
        """Return as soon as a request may be sent; raise TooManyRefusals if that takes long."""
        loop = asyncio.get_running_loop()
        while True:
            now = loop.time()
            self._sweep(now)
            self._general = [each for each in self._general if each.at > now - WINDOW]
            _check(self._general, MOST, now)
            place = self._places.setdefault(target.place, _Place())
            place.forget(now - WINDOW)
            if pause := _pause(place.of_kind(target.kind), now):
                await asyncio.sleep(pause)
            elif _has_room(place, target.kind, now):
                attempt = Attempt(target, now, now)
                place.attempts.append(attempt)
                return attempt
            else:
                with suppress(TimeoutError):
                    async with asyncio.timeout(WINDOW):
                        await place.ended.wait()

    def succeed(self, attempt: Attempt) -> None:
        """Note that a request was carried out; so what was refused before is possible now."""
        self.leave(attempt)
        for each in self._places[attempt.target.place].of_kind(attempt.target.kind):
            each.is_forgiven = each.refusal is not None

    def leave(self, attempt: Attempt, refusal: RefusedAnswer | None = None) -> None:
        """Note that a request was refused, or that it is over without success."""
        place = self._places.setdefault(attempt.target.place, _Place())
        attempt.at = asyncio.get_running_loop().time()
        if refusal is None or refusal.is_general:
            place.attempts = [each for each in place.attempts if each is not attempt]
        if refusal:
            attempt.refusal = refusal
            if refusal.is_general:
                self._general.append(attempt)
        place.ended.set()
        place.ended = asyncio.Event()

    def forgive(self, place: str) -> None:
        """Allow in a place what was forbidden: someone changed permissions there."""
        for attempt in self._places.get(place, _Place()).attempts:
            attempt.is_forgiven = True

    def _sweep(self, now: float) -> None:
        """Forget places in which nothing happened lately."""
        if now < self._swept_at + WINDOW:
            return
        self._swept_at = now
        for name, place in [*self._places.items()]:
            place.forget(now - WINDOW)
            if not place.attempts:
                del self._places[name]


def _has_room(place: _Place, kind: str, now: float) -> bool:
    """Return whether one more may be sent; raise TooManyRefusals if only time changes that."""
    same = place.of_kind(kind)
    most = MOST_IN_BACKGROUND if is_background() else MOST
    _check(place.attempts, most, now)
    if limits := _rate_limits(same):
        most_alike = len(limits) + 1
    else:
        _check(same, MOST_OF_A_KIND, now, is_same=True)
        most_alike = MOST_OF_A_KIND
    return len(place.attempts) < most and len(same) < most_alike


def _pause(same: list[Attempt], now: float) -> float:
    """Return the seconds to wait after rate limits; raise TooManyRefusals if they are many.

    They grow from 2 to 8, 32 and 128, so that five are refused in ten minutes.
    """
    limits = _rate_limits(same)
    if not limits:
        return 0.0
    pause = limits[-1].at + 2.0 * 4.0 ** (_rounds(limits) - 1) - now
    if pause > PATIENCE:
        raise TooManyRefusals(pause, limits[-1].refusal)
    return max(0.0, pause)


def _rounds(limits: list[Attempt]) -> int:
    """Count the refusals in a row; those of requests that were sent at once are one."""
    rounds, ended_at = 0, 0.0
    for each in sorted(limits, key=lambda each: each.at):
        if rounds == 0 or each.sent_at >= ended_at:
            rounds, ended_at = rounds + 1, each.at
    return rounds


def _rate_limits(same: list[Attempt]) -> list[Attempt]:
    """Return the attempts refused for a rate limit, unless others are forbidden."""
    refused = [each for each in same if each.refusal]
    is_forbidden = any(
        each.refusal and each.refusal.status != HTTPStatus.TOO_MANY_REQUESTS for each in refused
    )
    return [] if is_forbidden else refused


def _check(attempts: Iterable[Attempt], most: int, now: float, *, is_same: bool = False) -> None:
    refused = [each for each in attempts if each.refusal]
    if len(refused) >= most:
        wait = max(0.0, refused[-most].at + WINDOW - now)
        raise TooManyRefusals(wait, refused[-1].refusal if is_same else None)
