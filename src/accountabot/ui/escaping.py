"""Show what a member wrote so that it pings no one, formats nothing and keeps to its own direction."""

from discord.utils import escape_markdown, escape_mentions

_ISOLATE, _END = "\u2068", "\u2069"


def escape(text: str) -> str:
    """Return a member's words, harmless in the middle of a line."""
    return f"{_ISOLATE}{escape_mentions(escape_markdown(text))}{_END}"
