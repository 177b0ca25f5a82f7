"""Recognize a server that Discord isn't showing at the moment, so nothing is known about it."""

from discord import Guild

from accountabot.domain.refusals import Refusal


def is_unseen(guild: Guild | None) -> bool:
    """Return whether Discord hasn't sent a server since the bot connected.

    discord.py stands in for it with a server that has no channels, and doesn't always mark it.
    """
    return guild is not None and not guild.channels


def ensure_seen(guild: Guild | None) -> None:
    """Raise Refusal if nothing is known about a server's channels."""
    if is_unseen(guild):
        raise Refusal("server-unseen")
