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
MOST_TOO_MANY = 5
"""How many of one kind may be refused for a rate limit; discord.py repeats one that often."""


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
    at: float
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
        """Return as soon as a request may be sent; raise TooManyRefusals if that takes minutes."""
        loop = asyncio.get_running_loop()
        while True:
            now = loop.time()
            self._sweep(now)
            self._general = [each for each in self._general if each.at > now - WINDOW]
            _check(self._general, MOST, now)
            place = self._places.setdefault(target.place, _Place())
            place.forget(now - WINDOW)
            if _has_room(place, target.kind, now):
                attempt = Attempt(target, now)
                place.attempts.append(attempt)
                return attempt
            with suppress(TimeoutError):
                async with asyncio.timeout(WINDOW):
                    await place.ended.wait()

    def leave(self, attempt: Attempt, refusal: RefusedAnswer | None = None) -> None:
        """Note that Discord answered a request, or that none of it arrived."""
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
    of_a_kind = MOST_TOO_MANY if _is_rate_limited(same) else MOST_OF_A_KIND
    _check(same, of_a_kind, now, is_same=True)
    _check(place.attempts, most, now)
    return len(place.attempts) < most and len(same) < of_a_kind


def _is_rate_limited(attempts: Iterable[Attempt]) -> bool:
    """Return whether all refusals were for a rate limit."""
    refusals = [each.refusal for each in attempts if each.refusal]
    return bool(refusals) and all(each.status == HTTPStatus.TOO_MANY_REQUESTS for each in refusals)


def _check(attempts: Iterable[Attempt], most: int, now: float, *, is_same: bool = False) -> None:
    refused = [each for each in attempts if each.refusal]
    if len(refused) >= most:
        wait = max(0.0, refused[-most].at + WINDOW - now)
        raise TooManyRefusals(wait, refused[-1].refusal if is_same else None)
