"""Know of whom a message speaks, and have it written down wherever all see it: one of them may want it gone."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from discord import Message
from discord.ui import LayoutView, TextDisplay

from accountabot.domain.delivery.mentions import MessageMentions
from accountabot.domain.identifiers import MemberId, MessageRef, ServerId
from accountabot.ui.client import Interaction

_MENTION = re.compile(r"<@!?(\d{1,20})>")


def named(shown: LayoutView | Message) -> frozenset[MemberId]:
    """Return whom a card, or a message of the bot, names."""
    return named_in("\n".join(texts(shown)))


def named_in(text: str) -> frozenset[MemberId]:
    """Return whom a text names."""
    return frozenset(MemberId(int(key)) for key in _MENTION.findall(text))


def texts(shown: LayoutView | Message) -> list[str]:
    """Return the texts of a card, or of a message of the bot, from top to bottom."""
    return [item.content for item in _items(shown) if isinstance(item, TextDisplay)]


def custom_ids(message: Message) -> list[str]:
    """Return the custom_ids of the controls below one of the bot's own messages."""
    return [str(item.custom_id) for item in _items(message) if getattr(item, "custom_id", None)]


def goals_on(message: Message) -> list[int]:
    """Return the goals, by their ids, that the controls below one of the bot's messages answer *Why?* for."""
    parts = [id_.split(":") for id_ in custom_ids(message)]
    return [int(subject) for verb, _, subject, *_ in parts if verb == "why"]


def tell(
    interaction: Interaction,
    card: LayoutView,
    message: int | None,
    *,
    owner: MemberId | None = None,
) -> None:
    """Have it written down of whom an answer that all see speaks; not of its `owner`, where that is known otherwise."""
    if message and interaction.channel_id and (members := named(card) - {owner}):
        server = ServerId(interaction.guild_id or 0)
        post = MessageRef(interaction.channel_id, message)
        interaction.client.events.message_mentions(
            MessageMentions(server, post, members, interaction.created_at)
        )


def tell_sent(
    client: Any,  # noqa: ANN401 - the bot, which is not known here
    message: Message,
    since: datetime,
    *,
    server: int,
    also: Iterable[int] = (),
) -> None:
    """Have it written down of whom a message for a server speaks, which says what was read since an instant (UTC).

    It may be a direct message to one of its members.
    """
    if members := named(message) | {MemberId(key) for key in also}:
        client.events.message_mentions(
            MessageMentions(
                ServerId(server), MessageRef(message.channel.id, message.id), members, since
            )
        )


def _items(shown: LayoutView | Message) -> Iterator[Any]:
    if isinstance(shown, LayoutView):
        return shown.walk_children()
    return (
        LayoutView.from_message(shown, timeout=None).walk_children()
        if shown.components
        else iter(())
    )
