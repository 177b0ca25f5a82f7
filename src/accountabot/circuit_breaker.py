"""Stop sending what Discord keeps refusing: it bans a bot that doesn't.

Discord counts its answers 401, 403 and 429, and bans the host for 10,000 of them in ten minutes.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

from accountabot.pacing import is_background
from accountabot.refusal_limits import (
    WINDOW,
    Attempt,
    RefusedAnswer,
    check,
    pause_after,
    rate_limits,
)
from accountabot.request_targets import Target

MOST = 10
"""How many requests may be refused because of one server, or of one member's direct messages."""
MOST_IN_BACKGROUND = 6
"""How many of these may be in the background; the others are for what a member waits for."""
MOST_OF_A_KIND = 2
"""How many of one kind may be refused before it counts as forbidden."""
AT_ONCE = 3
"""How many of one kind may be on their way at once, if one succeeded lately; otherwise one."""


@dataclass(eq=False)
class _Place:
    """What was attempted in a place, the oldest first."""

    attempts: list[Attempt] = field(default_factory=list)
    succeeded: dict[str, float] = field(default_factory=dict)
    """When a request of each kind was carried out last."""
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def forget(self, before: float) -> None:
        """Forget what happened before a time."""
        self.attempts = [each for each in self.attempts if each.at > before]
        if self.succeeded and min(self.succeeded.values()) <= before:
            self.succeeded = {kind: at for kind, at in self.succeeded.items() if at > before}

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
            check(self._general, MOST, now)
            place = self._places.setdefault(target.place, _Place())
            place.forget(now - WINDOW)
            if pause := pause_after(place.of_kind(target.kind), now):
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
        place, kind = self._places[attempt.target.place], attempt.target.kind
        place.succeeded[kind] = attempt.at
        for each in place.of_kind(kind):
            each.is_forgiven = each.refusal is not None

    def leave(self, attempt: Attempt, refusal: RefusedAnswer | None = None) -> None:
        """Note that a request was refused, or that it is over without success."""
        place = self._places.setdefault(attempt.target.place, _Place())
        attempt.at = asyncio.get_running_loop().time()
        if refusal is None or refusal.is_general:
            place.attempts = [each for each in place.attempts if each is not attempt]
        if refusal:
            attempt.refusal = refusal
            place.succeeded.pop(attempt.target.kind, None)
            if refusal.is_general:
                self._general.append(attempt)
        place.ended.set()
        place.ended = asyncio.Event()

    def forgive(self, place: str) -> None:
        """Allow in a place what was forbidden: someone changed permissions there."""
        for each in self._places.get(place, _Place()).attempts:
            each.is_forgiven = each.refusal is not None

    def _sweep(self, now: float) -> None:
        """Forget places in which nothing happened lately."""
        if now < self._swept_at + WINDOW:
            return
        self._swept_at = now
        for name, place in [*self._places.items()]:
            place.forget(now - WINDOW)
            if not (place.attempts or place.succeeded):
                del self._places[name]


def _has_room(place: _Place, kind: str, now: float) -> bool:
    """Return whether one more may be sent; raise TooManyRefusals if only time changes that."""
    same = place.of_kind(kind)
    most = MOST_IN_BACKGROUND if is_background() else MOST
    check(place.attempts, most, now)
    if not rate_limits(same):
        check(same, MOST_OF_A_KIND, now, is_same=True)
    on_their_way = sum(each.refusal is None for each in same)
    is_doubtful = len(same) > on_their_way or kind not in place.succeeded
    return len(place.attempts) < most and on_their_way < (1 if is_doubtful else AT_ONCE)
