"""Find the server of a button or form in direct messages: it is in the custom_id.

Whoever presses one has to be a member of that server now. From then on, `responses.server_id` and
all that builds on it name this server.
"""

import logging
from typing import NamedTuple

from discord import Guild, NotFound
from discord import Member as DiscordMember

from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.services.people import departures
from accountabot.ui.client import Interaction
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS
from accountabot.ui.responses import SERVER

_log = logging.getLogger(__name__)

_HOME = "is a member of"


class Home(NamedTuple):
    """The server to which an interaction belongs, and its member there."""

    guild: Guild
    member: DiscordMember | None
    """None if Discord can't be asked for them now; then nothing is posted in their name."""


def is_direct(interaction: Interaction) -> bool:
    """Return whether an interaction is in direct messages."""
    return interaction.guild_id is None


async def enter(interaction: Interaction, server: ServerId) -> None:
    """Let an interaction in direct messages belong to a server.

    Raises Refusal if the bot or the person is no longer there. If Discord can't be asked, the
    person counts as a member if they were one the last time: their own check-in must not be lost.
    """
    guild = interaction.client.get_guild(server)
    if guild is None:
        raise Refusal("message-server-gone")
    interaction.extras[_HOME] = Home(guild, await _find_member(interaction, guild))
    interaction.extras[SERVER] = server


async def _find_member(interaction: Interaction, guild: Guild) -> DiscordMember | None:
    """Return the person as a member, None if the database alone knows that they are one."""
    key = interaction.user.id
    try:
        return await guild.fetch_member(key)
    except NotFound:
        raise Refusal("message-not-a-member", server=guild.name) from None
    except REQUEST_ERRORS as error:
        _log.info("Member %s can't be looked up: %r", key, error)
        who = Member(ServerId(guild.id), MemberId(key))
        known = guild.get_member(key)
        if known is None and await interaction.client.database.read(departures.is_away, who):
            raise
        return known


def home_of(interaction: Interaction) -> Home | None:
    """Return the server to which an interaction belongs, None if it belongs to none."""
    known: Home | None = interaction.extras.get(_HOME)
    if known:
        return known
    if interaction.guild is None or not isinstance(interaction.user, DiscordMember):
        return None
    return Home(interaction.guild, interaction.user)
