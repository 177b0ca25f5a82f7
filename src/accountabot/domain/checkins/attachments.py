"""Define the proof of a check-in: a message link or an uploaded file."""

import re
from typing import NamedTuple

from accountabot.domain.identifiers import MessageRef, ServerId

_LINK = re.compile(r"https://discord\.com/channels/\d+/(\d+)/(\d+)")


class ProofFile(NamedTuple):
    """An uploaded file: its temporary URL at Discord, its name, and its size in bytes."""

    url: str
    name: str
    size: int


def message_link(server: ServerId, channel: int, message: int) -> str:
    """Return the link to a message."""
    return f"https://discord.com/channels/{server}/{channel}/{message}"


def parse_message_link(proof: str) -> MessageRef | None:
    """Parse a link to a message; return None for anything else."""
    match = _LINK.fullmatch(proof)
    return MessageRef(int(match[1]), int(match[2])) if match else None
