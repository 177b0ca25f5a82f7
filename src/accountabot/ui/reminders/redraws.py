"""Redraw the messages that remind members, from the current data."""

from datetime import datetime

from accountabot.domain.identifiers import MessageRef, ServerId
from accountabot.services.reminders import contents
from accountabot.services.reminders.contents import Contents
from accountabot.ui.cards import Card
from accountabot.ui.client import Client
from accountabot.ui.reminders.private_cards import direct_card
from accountabot.ui.reminders.shared_cards import expired_card, shared_card


def reminder_card(client: Client, found: Contents, now: datetime, detail: str = "") -> Card:
    """Build what a message says now; `detail` ends the custom_ids."""
    if found.is_direct:
        guild = client.get_guild(found.message.server)
        return direct_card(found, guild.name if guild else "", detail)
    is_over = bool(found.goals) and all(each.until <= now for each in found.goals)
    return expired_card() if is_over else shared_card(found, detail)


async def redraw_reminder(client: Client, server: ServerId, post: MessageRef) -> bool:
    """Redraw a message without what must not be in it; return False if it is another message."""
    now = client.clock.now()
    found = await client.database.read(contents.find, server, post.message, now)
    if found is None:
        return False
    message = client.get_partial_messageable(post.channel).get_partial_message(post.message)
    await message.edit(view=reminder_card(client, found, now))
    return True
