"""Escape members' text: mentions, markdown, links and text direction."""

import re
from re import Match

from discord.utils import escape_mentions

_ISOLATE, _END = "\u2068", "\u2069"
_MARKDOWN = r"^>(?:>>)?\s|^#{1,3}|^\s*-|[_\\~|*`]"
_LINK = r"(?<=\])\(|(?<=:)/|<(?=(?:mailto|tel|sms):|\+\d|[^\s<>@]+@)"
"""Masked links, anything with a scheme, and the addresses that Discord links in brackets."""
_MENTION = r"<(?=[@#/]|(?:t|id):)"
"""Members, roles, channels, commands, timestamps, and parts of a server such as its guide."""
_EMOJI = r"(?P<emoji><a?:\w+:\d+>)"
"""An emoji of a server. It harms nobody, and it would break if its underscores were escaped."""
_HOST = r"(?P<host>\.[^\W\d_]{2,}(?::\d+)?)/"
"""Discord unfurls invites without a scheme, too."""
_SPECIAL = re.compile(f"{_EMOJI}|(?P<sign>{_MARKDOWN}|{_LINK}|{_MENTION})|{_HOST}", re.MULTILINE)


def escape(text: str) -> str:
    """Escape a member's text for use within a line.

    Links and mentions stay readable, but can't be tapped.
    """
    return f"{_ISOLATE}{escape_mentions(_SPECIAL.sub(_escaped, text))}{_END}"


def _escaped(found: Match[str]) -> str:
    if found["emoji"]:
        return found["emoji"]
    return f"{found['host']}\\/" if found["host"] else f"\\{found['sign']}"
