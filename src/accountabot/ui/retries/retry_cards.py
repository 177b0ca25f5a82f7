"""Remember the cards with a *Try again* button, to replace them once the retry succeeded."""

import logging
from collections import defaultdict

from accountabot.domain.identifiers import InteractionId
from accountabot.ui import responses
from accountabot.ui.cards import Card, text
from accountabot.ui.client import Interaction
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS
from accountabot.ui.localization import say

MOST_REMEMBERED = 200
"""First attempts; each keeps an interaction with its member and server in memory."""

_log = logging.getLogger(__name__)


class RetryCards:
    """The interactions answered with such a card, by their first attempt.

    Only the interaction's own token edits an ephemeral answer, for 15 minutes. Later, after a
    restart, or if many others came since, the button stays; pressing it changes nothing.
    """

    def __init__(self) -> None:
        self._answered: defaultdict[InteractionId, list[Interaction]] = defaultdict(list)

    def add(self, origin: InteractionId, answered: Interaction) -> None:
        """Remember a card, and forget those that can't be edited any more."""
        for key, found in list(self._answered.items()):
            self._answered[key] = [each for each in found if not each.is_expired()]
            if not self._answered[key]:
                del self._answered[key]
        self._answered[origin].append(answered)
        if len(self._answered) > MOST_REMEMBERED:
            del self._answered[next(iter(self._answered))]

    async def replace(self, succeeded: Interaction, outcome: str | None = None) -> None:
        """Replace the cards of all earlier attempts at what has now succeeded."""
        origin = responses.action(succeeded).source
        if outcome is None:
            is_done = responses.is_recorded(succeeded)
            outcome = say("retry-succeeded" if is_done else "retry-goes-on")
        found = self._answered.pop(origin, [])
        # This one may be answered with a card to go on from, such as the next question.
        newest = [each for each in found if each.id == succeeded.id]
        if newest:
            self._answered[origin] = newest
        for answered in (each for each in found if each not in newest):
            try:
                await answered.edit_original_response(view=Card(text(outcome)))
            except REQUEST_ERRORS as error:
                _log.info("Interaction %s: its card stays: %r", answered.id, error)
