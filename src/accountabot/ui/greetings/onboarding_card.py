"""Build the message that introduces the bot to a new server."""

from accountabot.ui.cards import PEOPLE, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.localization import say


def onboarding_card(server: int, mark: str) -> Card:
    """Build the introduction: what the bot does, and how to begin."""
    first = button(say("button-first-goal"), custom_id("first-goal", server, 0, mark), emoji="🌱")
    return Card(
        text(say("beginning")), row(first), text(say("beginning-for-owners")), colour=PEOPLE
    )
