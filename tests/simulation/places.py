"""Where a request is seen, and by whom."""

import json
from collections.abc import Iterator
from typing import Any

from tests.simulation.run import Run
from tests.simulation.servers import Server
from tests.simulation.wire import Sent

EPHEMERAL = 64
NEW_MESSAGE = 4


def posted(run: Run, server: Server) -> Iterator[Any]:
    """Yield every message of a server."""
    for channel in server.channels:
        yield from run.env.backend.messages[channel.id].values()


def server_of(run: Run, sent: Sent) -> Server | None:
    """Return the server in which a request is seen; None for direct messages and the rest."""
    parts, backend = sent.path.strip("/").split("/"), run.env.backend
    guild = None
    if parts[0] == "channels" and int(parts[1]) in backend.channels:
        guild = backend.channels[int(parts[1])].guild_id
    if parts[0] == "interactions":
        guild = backend.interactions[int(parts[1])].guild_id
    if parts[0] == "webhooks":
        tokens = {each.token: each for each in backend.interactions.values()}
        guild = tokens[parts[2]].guild_id if parts[2] in tokens else None
    return next((each for each in run.servers if each.guild.id == guild), None)


def is_public(run: Run, sent: Sent) -> bool:
    """Return whether everyone on a server sees what a request wrote."""
    if server_of(run, sent) is None:
        return False
    if sent.path.startswith("/channels/"):
        return sent.method in {"POST", "PATCH"}
    if sent.path.startswith("/webhooks/"):
        return isinstance(sent.answer, dict) and not sent.answer.get("flags", 0) & EPHEMERAL
    body = sent.body or {}
    flags = (body.get("data") or {}).get("flags", 0)
    return body.get("type") == NEW_MESSAGE and not flags & EPHEMERAL


def text_of(body: Any) -> str:
    """Return all of a body as text."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True)


def has_id(answer: Any) -> bool:
    """Return whether an answer is a message, or something else with an id."""
    return isinstance(answer, dict) and "id" in answer
