"""Escape members' text: mentions, markdown and text direction."""

from discord.utils import escape_markdown, escape_mentions

_ISOLATE, _END = "\u2068", "\u2069"


def escape(text: str) -> str:
    """Escape a member's text for use within a line."""
    return f"{_ISOLATE}{escape_mentions(escape_markdown(text))}{_END}"
