"""Make a deed public, and let only the one who did it take it back."""

from typing import Any

from discord import Interaction

from accountabot.domain.identities import RecordId
from accountabot.domain.record import Post
from accountabot.services.goals import Declared
from accountabot.ui import answers
from accountabot.ui.cards import Card, goal_card, row, text
from accountabot.ui.controls import button, custom_id
from accountabot.ui.texts import say


async def announce_goal(interaction: Interaction[Any], declared: Declared) -> None:
    """Post a goal's card, or show the one that stands where the same was said a moment ago."""
    card = goal_card(declared.view)
    if declared.entry is None:
        await answers.show(interaction, card)
        await answers.tell(interaction, say("declared-already"))
        return
    await announce(interaction, card, declared.entry, say("declared-undo"))


async def announce(interaction: Interaction[Any], card: Card, entry: RecordId, hint: str) -> None:
    """Post a card about a deed in public, remember where, and offer its owner to take it back."""
    message = await answers.show(interaction, card, public=True)
    server = interaction.guild_id or 0
    if message and interaction.channel_id:
        interaction.client.tell_posted(server, entry, Post(interaction.channel_id, message))
    undo = button(say("button-undo"), custom_id("undo", server, entry))
    await answers.show(interaction, Card(text(hint), row(undo)))
