"""Stop sending requests that Discord keeps refusing: it bans bots that don't stop.

Discord counts its answers 401, 403 and 429, and bans the host for 10,000 of them in ten minutes.
"""

import asyncio
from contextlib import suppress

from accountabot.requests.refusal_limits import WINDOW, Attempt, RefusedAnswer, check, pause_after
from accountabot.requests.refused_places import MOST, RefusedPlace
from accountabot.requests.request_targets import Target


class CircuitBreaker:
    """Lets few requests be refused in each place: ten in ten minutes.

    Each request on its way counts as refused until Discord has answered. So the limit holds even
    if many are sent at once.
    """

    def __init__(self) -> None:
        self._places: dict[str, RefusedPlace] = {}
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
            place = self._places.setdefault(target.place, RefusedPlace())
            place.forget(now - WINDOW)
            if pause := pause_after(place.of_kind(target.kind), now):
                await asyncio.sleep(pause)
            elif place.has_room(target, now):
                attempt = Attempt(target, now, now)
                place.attempts.append(attempt)
                return attempt
            else:
                with suppress(TimeoutError):
                    async with asyncio.timeout(WINDOW):
                        await place.ended.wait()

    def succeed(self, attempt: Attempt) -> None:
        """Note that a request succeeded, so that earlier refusals of its kind no longer count."""
        self.leave(attempt)
        place, kind = self._places[attempt.target.place], attempt.target.kind
        place.succeeded[kind] = attempt.at
        for each in place.of_kind(kind):
            each.is_forgiven = each.refusal is not None

    def leave(self, attempt: Attempt, refusal: RefusedAnswer | None = None) -> None:
        """Note that a request was refused, or that it is over without success."""
        place = self._places.setdefault(attempt.target.place, RefusedPlace())
        attempt.at = asyncio.get_running_loop().time()
        place.leave(attempt, refusal)
        if refusal and refusal.is_general:
            self._general.append(attempt)
        place.ended.set()
        place.ended = asyncio.Event()

    def forgive(self, place: str, channel: str = "") -> None:
        """Allow forbidden requests again, in a place or one of its channels.

        The limit of ten stays.
        """
        self._places.get(place, RefusedPlace()).forgive(channel)

    def _sweep(self, now: float) -> None:
        """Forget places in which nothing happened lately."""
        if now < self._swept_at + WINDOW:
            return
        self._swept_at = now
        for name, place in [*self._places.items()]:
            place.forget(now - WINDOW)
            if not (place.attempts or place.singles or place.succeeded):
                del self._places[name]
