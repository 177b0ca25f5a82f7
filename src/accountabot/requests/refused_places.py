"""Keep the recent refusals of one place, and decide whether another request may be sent."""

import asyncio
from dataclasses import dataclass, field
from http import HTTPStatus

from accountabot.requests.pacing import is_background
from accountabot.requests.refusal_limits import Attempt, RefusedAnswer, check, rate_limits
from accountabot.requests.request_targets import DIRECT_MESSAGES, Target

MOST = 10
"""How many requests may be refused because of one server, or of one member's direct messages."""
MOST_IN_BACKGROUND = 6
"""How many of these may be in the background; the others are for requests of waiting members."""
MOST_IN_A_SOUND_CHANNEL = 8
"""How many of them, for background work in a channel that has refused nothing lately."""
MOST_OF_A_KIND = 2
"""How many of one kind may be refused before it counts as forbidden."""
AT_ONCE = 3
"""How many of one kind may be on their way at once, if one succeeded lately; otherwise one."""


@dataclass(eq=False)
class RefusedPlace:
    """The attempts in a place, the oldest first."""

    attempts: list[Attempt] = field(default_factory=list)
    singles: list[Attempt] = field(default_factory=list)
    """Those refused for one message or one member; they say nothing about the others."""
    succeeded: dict[str, float] = field(default_factory=dict)
    """When a request of each kind was carried out last."""
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def forget(self, before: float) -> None:
        """Forget what happened before a time."""
        self.attempts = [each for each in self.attempts if each.at > before]
        self.singles = [each for each in self.singles if each.at > before]
        if self.succeeded and min(self.succeeded.values()) <= before:
            self.succeeded = {kind: at for kind, at in self.succeeded.items() if at > before}

    def of_kind(self, kind: str) -> list[Attempt]:
        """Return the attempts of a kind that still say something about it."""
        same = (each for each in self.attempts if kind and each.target.kind == kind)
        return [each for each in same if not each.is_forgiven]

    def leave(self, attempt: Attempt, refusal: RefusedAnswer | None) -> None:
        """Note that a request was refused, or that it is over without success."""
        attempt.refusal = refusal
        is_single = refusal is not None and refusal.is_single and attempt.target.kind != ""
        is_counted = refusal is not None and not (refusal.is_general or _is_personal(attempt))
        if is_single or not is_counted:
            self.attempts = [each for each in self.attempts if each is not attempt]
        if is_single:
            self.singles.append(attempt)
        elif refusal:
            self.succeeded.pop(attempt.target.kind, None)

    def forgive(self, channel: str = "") -> None:
        """Forget refusals, in one channel or in all; they still count towards the ten.

        One channel is forgiven once in ten minutes: it may be a member's own thread.
        """
        found = [each for each in self.attempts if not channel or each.target.channel == channel]
        if channel and any(each.is_forgiven for each in found):
            return
        for each in found:
            each.is_forgiven = each.refusal is not None

    def has_room(self, target: Target, now: float) -> bool:
        """Return whether one more may be sent; raise TooManyRefusals if only time changes that."""
        same = self.of_kind(target.kind)
        most = self._most(target)
        check(self.attempts, most, now)
        if not rate_limits(same):
            check(same, MOST_OF_A_KIND, now, is_same=True)
        on_their_way = sum(each.refusal is None for each in same)
        is_doubtful = len(same) > on_their_way or target.kind not in self.succeeded
        return (
            self._has_room_for_singles(target, on_their_way, now)
            and len(self.attempts) < most
            and on_their_way < (1 if is_doubtful else AT_ONCE)
        )

    def _has_room_for_singles(self, target: Target, on_their_way: int, now: float) -> bool:
        """Raise TooManyRefusals for a message that was refused twice, or after ten of its kind."""
        same = [each for each in self.singles if each.target.kind == target.kind]
        if target.subject:
            its_own = [each for each in same if each.target.subject == target.subject]
            check(its_own, MOST_OF_A_KIND, now, is_same=True)
        check(same, MOST, now)
        return len(same) + on_their_way < MOST

    def _most(self, target: Target) -> int:
        """Return how many may be refused before a request has to wait."""
        if not is_background():
            return MOST
        is_sound = target.channel and not any(
            each.refusal and each.target.channel == target.channel for each in self.attempts
        )
        return MOST_IN_A_SOUND_CHANNEL if is_sound else MOST_IN_BACKGROUND


def _is_personal(attempt: Attempt) -> bool:
    """Return whether direct messages with a member could not be opened; others' may be open."""
    return (
        attempt.target.place == DIRECT_MESSAGES
        and attempt.refusal is not None
        and attempt.refusal.status == HTTPStatus.FORBIDDEN
    )
