"""Remember that a message may have been sent, until that is known."""

import logging

from accountabot.domain.identifiers import ServerId
from accountabot.services.delivery import lost_messages
from accountabot.store.errors import StoreError
from accountabot.ui.client import Client

_log = logging.getLogger(__name__)


async def note(client: Client, server: int | None, channel: int | None, cause: int) -> None:
    """Have a public message looked for later; `cause` is the interaction or message behind it."""
    if not server or not channel:
        return
    try:
        where = (ServerId(server), channel, cause)
        await client.database.write(lost_messages.note, *where, client.clock.now())
    except StoreError as error:
        _log.warning("The search for a message could not be queued: %s", error)
    client.events.outbox_changed()


async def forget(client: Client, server: int | None, cause: int) -> None:
    """Cancel the search: it is known whether the message was sent."""
    if not server:
        return
    try:
        await client.database.write(lost_messages.forget, ServerId(server), cause)
    except StoreError as error:
        _log.warning("The search for a message could not be cancelled: %s", error)
