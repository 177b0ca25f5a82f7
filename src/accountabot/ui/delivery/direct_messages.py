"""Find the server of a button or form in direct messages: it is in the custom_id.

Whoever presses one has to be a member of that server now. From then on, `responses.server_id` and
all that builds on it name this server.
"""

from typing import NamedTuple

from discord import Guild, NotFound
from discord import Member as DiscordMember

from accountabot.domain.identifiers import ServerId
from accountabot.domain.refusals import Refusal
from accountabot.ui.client import Interaction
from accountabot.ui.responses import SERVER

_HOME = "is a member of"


class Home(NamedTuple):
    """The server to which an interaction belongs, and its member there."""

    guild: Guild
    member: DiscordMember


def is_direct(interaction: Interaction) -> bool:
    """Return whether an interaction is in direct messages."""
    return interaction.guild_id is None


async def enter(interaction: Interaction, server: ServerId) -> None:
    """Let an interaction in direct messages belong to a server.

    Raises Refusal if the bot or the person is no longer there.
    """
    guild = interaction.client.get_guild(server)
    if guild is None:
        raise Refusal("message-server-gone")
    try:
        member = await guild.fetch_member(interaction.user.id)
    except NotFound:
        raise Refusal("message-not-a-member", server=guild.name) from None
    interaction.extras[_HOME] = Home(guild, member)
    interaction.extras[SERVER] = server


def home_of(interaction: Interaction) -> Home | None:
    """Return the server to which an interaction belongs, None if it belongs to none."""
    known: Home | None = interaction.extras.get(_HOME)
    if known:
        return known
    if interaction.guild is None or not isinstance(interaction.user, DiscordMember):
        return None
    return Home(interaction.guild, interaction.user)
