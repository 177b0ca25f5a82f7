"""Let nobody give twice, or ping anew, by having their data deleted in between."""

from datetime import timedelta

from accountabot.domain.delivery.sent_messages import EVERYWHERE
from accountabot.domain.identifiers import Member
from accountabot.domain.refusals import Refusal
from accountabot.ui import responses
from accountabot.ui.client import Interaction

QUIET = timedelta(days=1)
"""For so long nobody can be cheered, greeted or asked twice by the same person anyway."""


def refuse_giving(interaction: Interaction) -> None:
    """Raise Refusal for a day after someone had deleted what they gave to others: nothing is kept to tell it by."""
    who = responses.member(interaction)
    erased = [
        interaction.client.state.erased.get(Member(server, who.id))
        for server in (who.server, EVERYWHERE)
    ]
    until = max((at + QUIET for at in erased if at), default=interaction.created_at)
    if until > interaction.created_at:
        raise Refusal("giving-too-soon", until=until)
