"""Draw a picture for a card and add it, if that is possible in time."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable

from accountabot.domain.identifiers import MemberId
from accountabot.pictures.picture import Picture
from accountabot.ui.cards import Card
from accountabot.ui.client import Client, Interaction
from accountabot.ui.pictures.card_pictures import CardPicture

ANSWER_WITHIN = 2.0
"""Seconds after an interaction by which its picture is ready or left out; Discord allows three."""
PATIENCE = 2.0
"""Seconds that a picture may take if nobody waits for it."""
_LEAST = 0.2
"""Seconds. With less time left, no picture is tried."""

_log = logging.getLogger(__name__)


async def add_picture(
    client: Client,
    card: Card,
    draw: Callable[[], Awaitable[Picture]],
    members: Iterable[MemberId] = (),
    *,
    patience: float = ANSWER_WITHIN,
) -> None:
    """Add a picture to a card, which is complete without it.

    If drawing takes longer than `patience` seconds, or fails, the card stays as it is. `members`
    are those whom the picture names.
    """
    if client.renderer is None or patience < _LEAST:
        return
    try:
        async with asyncio.timeout(patience):
            picture = await draw()
            png = await client.renderer.render(picture)
    except TimeoutError:
        return
    except Exception as error:  # noqa: BLE001 - what was done is told, with or without a picture
        _log.warning("A picture could not be drawn", exc_info=error)
        return
    if png is not None:
        card.show_picture(CardPicture(png, picture.alt, frozenset(members)))


def time_left(interaction: Interaction) -> float:
    """Return the seconds that a picture may take, so that the answer is still in time."""
    passed = interaction.client.clock.now() - interaction.created_at
    return ANSWER_WITHIN - passed.total_seconds()
