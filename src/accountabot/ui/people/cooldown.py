"""Keep members from bypassing a cooldown by deleting their data."""

from datetime import timedelta

from accountabot.domain.delivery.sent_messages import EVERYWHERE
from accountabot.domain.identifiers import Member
from accountabot.domain.refusals import Refusal
from accountabot.ui import responses
from accountabot.ui.client import Interaction

QUIET = timedelta(days=1)
"""The longest cooldown for cheering, greeting or asking the same person again."""


def ensure_no_recent_deletion(interaction: Interaction) -> None:
    """Raise Refusal for a day after a deletion, since repeats can't be detected."""
    who = responses.member(interaction)
    erased = [
        interaction.client.state.erased.get(Member(server, who.id))
        for server in (who.server, EVERYWHERE)
    ]
    until = max((at + QUIET for at in erased if at), default=interaction.created_at)
    if until > interaction.created_at:
        raise Refusal("giving-too-soon", until=until)
