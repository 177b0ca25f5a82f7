"""Ask Discord which members are on a server, and record missed departures and returns."""

import asyncio
import logging
from collections.abc import Mapping
from typing import NamedTuple

from discord import ClientException, Guild
from discord import Member as DiscordMember

from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.services.people import departures
from accountabot.ui.client import Client

ASKED_AT_ONCE = 100
"""Members that Discord looks up in one request."""
_PATIENCE = 10.0
"""Timeout in seconds of background work."""

_log = logging.getLogger(__name__)


class Presence(NamedTuple):
    """The members that are on a server, and whether that was news."""

    present: Mapping[MemberId, DiscordMember]
    is_news: bool


async def sync_members(client: Client, guild: Guild, thought: Mapping[MemberId, bool]) -> Presence:
    """Record who of the members is here and who is not.

    `thought` tells whether each is recorded as present. If Discord doesn't respond, nobody is in
    the result, and nothing is recorded.
    """
    server = ServerId(guild.id)
    asked = [*thought][:ASKED_AT_ONCE]
    found = await find_present(guild, asked, _PATIENCE)
    if found is None:
        return Presence({}, is_news=False)
    here = [Member(server, key) for key in asked if key in found and not thought[key]]
    gone = [Member(server, key) for key in asked if key not in found and thought[key]]
    if here or gone:
        write = client.database.write_in_background
        await write(departures.sync_members, here, gone, client.clock.now())
        client.events.standings_stale()
    return Presence(found, is_news=bool(here or gone))


async def find_present(
    guild: Guild, members: list[MemberId], patience: float
) -> dict[MemberId, DiscordMember] | None:
    """Return the members that are present, or None if Discord doesn't respond in time."""
    if not members:
        return {}
    try:
        async with asyncio.timeout(patience):
            found = await guild.query_members(user_ids=[*members], limit=len(members), cache=False)
    except (TimeoutError, ClientException) as error:
        _log.warning("Discord did not say who is still in server %s: %r", guild.id, error)
        return None
    return {MemberId(one.id): one for one in found}
