"""Build the links that invite the bot to a server."""

from discord import Permissions
from discord.utils import oauth_url

PERMISSIONS = Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    attach_files=True,
    add_reactions=True,
    read_message_history=True,
)
"""The permissions the bot asks for, and no more.

It sees channels, writes in them and in their threads, attaches the file that proves a check-in,
reacts to messages that count as check-ins, and reads history back to reply to them.
"""
TO_CREATE = PERMISSIONS | Permissions(manage_channels=True)
"""The permissions with which it can also create channels."""
TO_GIVE_ROLES = PERMISSIONS | Permissions(manage_roles=True)
"""The permissions with which it can also give roles for streaks."""


def invite_link(application: int | None, permissions: Permissions = PERMISSIONS) -> str:
    """Return the link that invites the bot with these permissions."""
    scopes = ("bot", "applications.commands")
    return oauth_url(application or 0, permissions=permissions, scopes=scopes)
