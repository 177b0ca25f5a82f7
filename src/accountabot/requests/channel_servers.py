"""Find the server of a channel."""

from typing import TYPE_CHECKING

from discord import Thread
from discord.abc import GuildChannel

if TYPE_CHECKING:
    from accountabot.ui.client import Client

MOST_REMEMBERED = 10_000


class ChannelServers:
    """Remembers the servers of channels: discord.py would look through all servers each time."""

    def __init__(self, client: "Client") -> None:
        self._client = client
        self._servers: dict[int, int] = {}

    def server_of(self, channel: int) -> int | None:
        """Return a channel's server, or None if the bot doesn't know the channel."""
        if channel not in self._servers:
            found = self._client.get_channel(channel)
            if not isinstance(found, GuildChannel | Thread):
                return None
            if len(self._servers) == MOST_REMEMBERED:
                self._servers.clear()
            self._servers[channel] = found.guild.id
        return self._servers[channel]
