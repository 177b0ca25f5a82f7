"""Limit how often a member shows everyone what only they saw."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from accountabot.domain.identifiers import Member
from accountabot.domain.refusals import Refusal

MOST = 5
WITHIN = timedelta(hours=1)
"""How many a member may show within which time on a server."""


@dataclass
class Shares:
    """What each member showed within the last hour, in memory."""

    _shown: dict[Member, dict[str, datetime]] = field(default_factory=dict)

    def add(self, member: Member, what: str, now: datetime) -> None:
        """Count what a member shows; raise Refusal if it is shown already, or too much is."""
        self._forget(now - WITHIN)
        shown = self._shown.setdefault(member, {})
        if what in shown:
            raise Refusal("share-already")
        if len(shown) >= MOST:
            raise Refusal("share-limit", limit=MOST, until=min(shown.values()) + WITHIN)
        shown[what] = now

    def remove(self, member: Member, what: str) -> None:
        """Don't count what could not be shown."""
        self._shown.get(member, {}).pop(what, None)

    def _forget(self, until: datetime) -> None:
        """Forget what was shown earlier, by anyone."""
        for member, shown in list(self._shown.items()):
            recent = {what: at for what, at in shown.items() if at > until}
            if recent:
                self._shown[member] = recent
            else:
                del self._shown[member]
