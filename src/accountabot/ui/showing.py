"""Show goals to everyone who may see them, and remember where: one may become its owner's alone."""

from collections.abc import Sequence
from typing import Any

from discord import Interaction

from accountabot.domain.goals import Goal
from accountabot.domain.record import Post
from accountabot.ui import answers
from accountabot.ui.cards import Card


async def show_goals(interaction: Interaction[Any], card: Card, goals: Sequence[Goal]) -> None:
    """Answer with a card about goals: in public, unless one of them is its owner's alone."""
    owner = goals[0].owner.id if goals else None
    message = await answers.show(
        interaction, card, public=not any(goal.is_private for goal in goals), owner=owner
    )
    if goals and message and interaction.channel_id:
        post = Post(interaction.channel_id, message)
        interaction.client.tell_shown(goals[0].owner.server, [goal.id for goal in goals], post)
