"""Post a message of the outbox once: search the channel if it may have been posted before."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import timedelta
from http import HTTPStatus
from typing import NamedTuple

from discord import AllowedMentions, Guild, HTTPException, Message, Object, PartialMessageable
from discord.abc import GuildChannel, Messageable

from accountabot.clock import TOLERATED
from accountabot.domain.delivery.outbox import OutboxEntry
from accountabot.domain.identifiers import MessageRef
from accountabot.ui.cards import Card
from accountabot.ui.mention_tracking import custom_ids
from accountabot.ui.pictures.card_pictures import sent_files

SEARCHED = 500
"""The number of messages that are searched for an earlier delivery."""
_EARLIER = TOLERATED + timedelta(minutes=1)
"""How far Discord's clock may be behind the bot's."""
_REFUSED = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
"""Discord's answers if a destination will never accept the message."""

_log = logging.getLogger(__name__)


class Destination(NamedTuple):
    """A channel or member, the card for it, and whom it pings; silently, it notifies nobody.

    `on_refused` gets the error if it will never accept the message.
    """

    place: Messageable
    card: Card
    pinged: Sequence[int] = ()
    is_silent: bool = False
    on_refused: Callable[[HTTPException], None] | None = None


class Delivery(NamedTuple):
    """A message for the first destination that accepts it."""

    destinations: Sequence[Destination]
    on_delivered: Callable[[MessageRef | None], Awaitable[None]]
    """Completes the entry; gets None if no destination accepts the message."""


Handler = Callable[[Guild, OutboxEntry], Awaitable[Delivery | None]]
"""Composes the message of an entry, or edits one.

If there is nothing to send, it completes, reschedules or drops the entry and returns None. If it
raises an error or leaves the entry as it is, the entry is retried.
"""


async def post(delivery: Delivery, entry: OutboxEntry) -> Message | None:
    """Post a message and return it, None if no destination accepts it.

    Raises one of REQUEST_ERRORS that is worth a retry.
    """
    places = [destination.place for destination in delivery.destinations]
    if found := await find_earlier(places, entry):
        return found
    for place, card, pinged, is_silent, on_refused in delivery.destinations:
        mentions = AllowedMentions(users=[Object(key) for key in pinged])
        try:
            return await place.send(
                view=card,
                allowed_mentions=mentions,
                nonce=entry.dedup_key,
                silent=is_silent,
                **sent_files(card),
            )
        except HTTPException as error:
            if error.status not in _REFUSED:
                raise
            if on_refused:
                on_refused(error)
            _log.info(
                "Server %s: a destination refuses entry %s: %s",
                entry.server,
                entry.dedup_key,
                error,
            )
    return None


def channel_of(delivery: Delivery) -> int | None:
    """Return the first channel among the destinations, None if there is none."""
    channels = (
        destination.place.id
        for destination in delivery.destinations
        if isinstance(destination.place, GuildChannel | PartialMessageable)
    )
    return next(channels, None)


def pinged(delivery: Delivery) -> set[int]:
    """Return the recipients of a message, even if it doesn't name them."""
    return {member for destination in delivery.destinations for member in destination.pinged}


async def find_earlier(places: Iterable[Messageable], entry: OutboxEntry) -> Message | None:
    """Return the message of an entry that an earlier attempt posted, if any."""
    if entry.tried_at is None:
        return None
    start = entry.tried_at - _EARLIER
    for place in places:
        try:
            async for message in place.history(limit=SEARCHED, after=start):
                if message.author.bot and _has_key(message, entry):
                    return message
        except HTTPException as error:
            if error.status not in _REFUSED:
                raise
            _log.info("Server %s: a destination can't be searched: %s", entry.server, error)
    return None


def _has_key(message: Message, entry: OutboxEntry) -> bool:
    return any(id_.endswith(f":{entry.dedup_key}") for id_ in custom_ids(message))
