"""Post what had to be said later, once: what may have been posted before is looked for first."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from discord import AllowedMentions, Forbidden, Guild, Message, NotFound, Object
from discord.abc import Messageable
from discord.ui import LayoutView

from accountabot.domain.errands import Errand, Later
from accountabot.domain.record import Post
from accountabot.ui.cards import Card

LOOKED_THROUGH = 500
"""Messages among which one is looked for that may have been posted before."""
_BEFORE = timedelta(minutes=1)
"""How far Discord's clock may be behind the bot's."""

_log = logging.getLogger(__name__)


class Letter(NamedTuple):
    """A card, where it is posted (in the first place where that can be), and whom it pings."""

    places: Sequence[Messageable]
    card: Card
    pinged: Sequence[int]
    said: Callable[[Post | None], Awaitable[None]]
    """Marks the errand; without a post it could be said nowhere."""


Carrier = Callable[[Guild, Errand], Awaitable[Letter | Later | None]]
"""Says what an errand is to say now, when to look again, or None where there is nothing to say any more."""


async def post(letter: Letter, errand: Errand) -> Post | None:
    """Post a letter; return where it stands, None where it may stand nowhere; raise what is worth another try."""
    if errand.tried_at and (found := await _posted_before(letter, errand)):
        return Post(found.channel.id, found.id)
    for place in letter.places:
        try:
            message = await place.send(
                view=letter.card,
                allowed_mentions=AllowedMentions(users=[Object(key) for key in letter.pinged]),
                nonce=errand.mark,
            )
        except (Forbidden, NotFound) as error:
            _log.info("Server %s: errand %s can't be said in one place: %s", errand.server, errand.mark, error)
        else:
            return Post(message.channel.id, message.id)
    return None


async def _posted_before(letter: Letter, errand: Errand) -> Message | None:
    """Return the message in which an errand was said, if the process ended before it was marked."""
    assert errand.tried_at
    for place in letter.places:
        try:
            async for message in place.history(limit=LOOKED_THROUGH, after=errand.tried_at - _BEFORE):
                if any(mark.endswith(f":{errand.mark}") for mark in _controls(message)):
                    return message
        except (Forbidden, NotFound) as error:
            _log.info("Server %s: the messages of one place can't be read: %s", errand.server, error)
    return None


def _controls(message: Message) -> list[str]:
    """Return the custom_ids below one of the bot's own messages."""
    if not message.author.bot or not message.components:
        return []
    shown: Any = LayoutView.from_message(message, timeout=None).walk_children()
    return [str(item.custom_id) for item in shown if getattr(item, "custom_id", None)]
