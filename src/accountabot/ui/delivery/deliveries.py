"""Post what had to be said later, once: what may have been posted before is looked for first."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from http import HTTPStatus
from typing import NamedTuple

from discord import AllowedMentions, Guild, HTTPException, Message, Object, PartialMessageable
from discord.abc import GuildChannel, Messageable

from accountabot.domain.delivery.outbox import OutboxEntry
from accountabot.domain.identifiers import MessageRef
from accountabot.ui.cards import Card
from accountabot.ui.mention_tracking import custom_ids

LOOKED_THROUGH = 500
"""Messages among which one is looked for that may have been posted before."""
_BEFORE = timedelta(minutes=1)
"""How far Discord's clock may be behind the bot's."""

_FINAL = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
"""What Discord answers where the same message will never be taken."""

_log = logging.getLogger(__name__)


class Destination(NamedTuple):
    """A card, where it may stand, and whom it pings there."""

    place: Messageable
    card: Card
    pinged: Sequence[int] = ()


class Delivery(NamedTuple):
    """What is said once: in the first place where that can be."""

    copies: Sequence[Destination]
    said: Callable[[MessageRef | None], Awaitable[None]]
    """Marks the errand; without a post it could be said nowhere."""


Handler = Callable[[Guild, OutboxEntry], Awaitable[Delivery | None]]
"""Says what an errand is to say now; where there is nothing to say, it puts it off or drops it and returns None."""


async def post(letter: Delivery, errand: OutboxEntry) -> Message | None:
    """Post a letter; return its message, None where it may stand nowhere; raise what is worth another try."""
    if errand.tried_at and (found := await _posted_before(letter, errand)):
        return found
    for place, card, pinged in letter.copies:
        mentions = AllowedMentions(users=[Object(key) for key in pinged])
        try:
            return await place.send(view=card, allowed_mentions=mentions, nonce=errand.mark)
        except HTTPException as error:
            if error.status not in _FINAL:
                raise
            _log.info(
                "Server %s: errand %s can't be said in one place: %s",
                errand.server,
                errand.mark,
                error,
            )
    return None


def channel_of(letter: Delivery) -> int | None:
    """Return the first channel in which a letter was to stand, None where there was none."""
    channels = (
        copy.place.id
        for copy in letter.copies
        if isinstance(copy.place, GuildChannel | PartialMessageable)
    )
    return next(channels, None)


def pinged(letter: Delivery) -> set[int]:
    """Return whom a letter is for, whether it names them or not."""
    return {member for copy in letter.copies for member in copy.pinged}


async def _posted_before(letter: Delivery, errand: OutboxEntry) -> Message | None:
    """Return the message in which an errand was said, if the process ended before it was marked."""
    assert errand.tried_at
    for place, *_ in letter.copies:
        try:
            async for message in place.history(
                limit=LOOKED_THROUGH, after=errand.tried_at - _BEFORE
            ):
                if message.author.bot and any(
                    mark.endswith(f":{errand.mark}") for mark in custom_ids(message)
                ):
                    return message
        except HTTPException as error:
            if error.status not in _FINAL:
                raise
            _log.info(
                "Server %s: the messages of one place can't be read: %s", errand.server, error
            )
    return None
