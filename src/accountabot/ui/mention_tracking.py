"""Find the members and goals in a message, and save them so that they can be removed later."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from discord import Message
from discord import TextDisplay as ShownText
from discord.ui import LayoutView, TextDisplay

from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.identifiers import MemberId, MessageRef, ServerId
from accountabot.ui.client import Client, Interaction
from accountabot.ui.pictures.card_pictures import members_pictured

_MENTION = re.compile(r"<@!?(\d{1,20})>")


def named(shown: LayoutView | Message) -> frozenset[MemberId]:
    """Return the members that a card, or a message of the bot, mentions or has in its picture."""
    return named_in("\n".join(texts(shown))) | members_pictured(shown)


def named_in(text: str) -> frozenset[MemberId]:
    """Return the members that a text mentions."""
    return frozenset(MemberId(int(key)) for key in _MENTION.findall(text))


def texts(shown: LayoutView | Message) -> list[str]:
    """Return the texts of a card, or of a message of the bot, from top to bottom."""
    return [item.content for item in _items(shown) if isinstance(item, TextDisplay)]


def sharer_of(message: Message) -> MemberId | None:
    """Return the member in the last line of a message below its box, who showed it to everyone."""
    last = message.components[-1] if message.components else None
    members = named_in(last.content) if isinstance(last, ShownText) else ()
    return next(iter(members), None)


def custom_ids(message: Message) -> list[str]:
    """Return the custom_ids of the components in a message of the bot."""
    return [str(item.custom_id) for item in _items(message) if getattr(item, "custom_id", None)]


def goals_on(message: Message) -> list[int]:
    """Return the ids of the goals for which a message of the bot has a *Why?* button."""
    parts = [id_.split(":") for id_ in custom_ids(message)]
    return [int(subject) for verb, _, subject, *_ in parts if verb == "why"]


def track(
    interaction: Interaction,
    card: LayoutView,
    message: int | None,
    *,
    owner: MemberId | None = None,
) -> None:
    """Save the members in a public answer, except an `owner` whose action or goal it shows."""
    members = named(card) - {owner}
    if message and interaction.channel_id and members:
        sent = SentMessage(
            server=ServerId(interaction.guild_id or 0),
            post=MessageRef(interaction.channel_id, message),
            members=members,
            since=interaction.created_at,
        )
        interaction.client.sent_messages.add(sent)


def track_sent(
    client: Client, message: Message, since: datetime, *, server: int, also: Iterable[int] = ()
) -> None:
    """Save the members in a message for a server whose content was read at an instant (UTC).

    It can be a direct message to a member of that server.
    """
    members = named(message) | {MemberId(key) for key in also}
    if members:
        sent = SentMessage(
            server=ServerId(server),
            post=MessageRef(message.channel.id, message.id),
            members=members,
            since=since,
        )
        client.sent_messages.add(sent)


def _items(shown: LayoutView | Message) -> Iterator[Any]:
    if isinstance(shown, LayoutView):
        return shown.walk_children()
    if not shown.components:
        return iter(())
    return LayoutView.from_message(shown, timeout=None).walk_children()
