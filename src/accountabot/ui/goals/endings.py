"""Announce that a goal was completed or dropped."""

from accountabot.services.goals.endings import Ended
from accountabot.ui.cards import Card
from accountabot.ui.client import Interaction
from accountabot.ui.delivery.announcements import announce, why_alone


async def announce_ended(interaction: Interaction, ended: Ended, card: Card, kind: str) -> None:
    """Announce the end of a goal, and have what depends on it updated."""
    goal = ended.view.goal
    interaction.client.events.goal_changed(goal.owner.server, goal.id)
    interaction.client.events.outbox_changed()
    await announce(
        interaction, card, ended.entry, kind, why_alone(goal), is_private=goal.is_private
    )
