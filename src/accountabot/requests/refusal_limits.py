"""Decide by the latest refusals whether another request would probably be refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import NamedTuple

from accountabot.requests.request_targets import Target

_OF_THE_PLACE = frozenset({50001, 50007, 50013})
"""Missing access, closed direct messages and missing permissions: all alike are refused."""
WINDOW = 600.0
"""Seconds in which Discord counts."""
PATIENCE = 20.0
"""The longest wait after a rate limit, in seconds, for which a request is held back."""


class RefusedAnswer(NamedTuple):
    """A response from Discord that counts as a refusal."""

    status: int
    code: int = 0
    is_general: bool = False
    """Whether it has nothing to do with the request: the token or the host is refused."""

    @property
    def is_single(self) -> bool:
        """Whether it says nothing about other messages and members: one blocked the bot."""
        return self.status == HTTPStatus.FORBIDDEN and self.code not in _OF_THE_PLACE


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


def pause_after(same: list[Attempt], now: float) -> float:
    """Return the seconds to wait after rate limits; raise TooManyRefusals if they are many.

    They grow from 2 to 8, 32 and 128, so that five are refused in ten minutes.
    """
    limits = rate_limits(same)
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


def rate_limits(same: list[Attempt]) -> list[Attempt]:
    """Return the attempts refused for a rate limit, unless others are forbidden."""
    refused = [each for each in same if each.refusal]
    is_forbidden = any(
        each.refusal and each.refusal.status != HTTPStatus.TOO_MANY_REQUESTS for each in refused
    )
    return [] if is_forbidden else refused


def check(attempts: Iterable[Attempt], most: int, now: float, *, is_same: bool = False) -> None:
    """Raise TooManyRefusals if so many were refused that one more is too much."""
    refused = [each for each in attempts if each.refusal]
    if len(refused) >= most:
        wait = max(0.0, refused[-most].at + WINDOW - now)
        raise TooManyRefusals(wait, refused[-1].refusal if is_same else None)
