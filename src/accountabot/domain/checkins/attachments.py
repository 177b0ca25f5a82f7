"""Know what proves a check-in: a message, by its link, and the file that is to stand in one."""

import re
from typing import NamedTuple

from accountabot.domain.identifiers import MessageRef, ServerId

_LINK = re.compile(r"https://discord\.com/channels/\d+/(\d+)/(\d+)")


class ProofFile(NamedTuple):
    """A file that a member sent along: where Discord keeps it for a while, its name, and its size in bytes."""

    url: str
    name: str
    size: int


def message_link(server: ServerId, channel: int, message: int) -> str:
    """Return the link of a message."""
    return f"https://discord.com/channels/{server}/{channel}/{message}"


def parse_message_link(proof: str) -> MessageRef | None:
    """Return where the message of a link stands."""
    match = _LINK.fullmatch(proof)
    return MessageRef(int(match[1]), int(match[2])) if match else None
