"""Escape members' words: no ping, no markdown, no influence on text direction."""

from discord.utils import escape_markdown, escape_mentions

_ISOLATE, _END = "\u2068", "\u2069"


def escape(text: str) -> str:
    """Escape a member's words so that they are harmless inside a line."""
    return f"{_ISOLATE}{escape_mentions(escape_markdown(text))}{_END}"
