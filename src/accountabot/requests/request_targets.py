"""Find the target of a request to Discord from its path."""

import re
from collections.abc import Callable
from typing import NamedTuple

_VERSION = re.compile(r"^/api/v\d+")
_ID = re.compile(r"/\d+(?=/|$)")
_REACTION = re.compile(r"/reactions/.*")
_ROLE = re.compile(r"/members/\d+/roles/(?P<role>\d+)$")
_ONE = re.compile(r"/(?:messages|members)/\d+")
_HEAD = re.compile(r"^/(?P<what>channels|guilds)/(?P<id>\d+)")

DIRECT_MESSAGES = "/users/@me/channels"
"""Opens direct messages with any member; only the body, which nobody sees here, names one."""

ServerOf = Callable[[int], int | None]
"""Returns the server of a channel, None if it has none or the bot doesn't know."""


class Target(NamedTuple):
    """The place of a request, and its kind."""

    place: str
    """A server, or the direct messages of one member, or what else the request is about."""
    kind: str
    """Requests of one kind are all allowed or all forbidden: the same verb in one channel.

    Empty if that is unknown: one direct message is opened, another is not.
    """
    subject: str = ""
    """The one message or member that the request is about, if any."""
    channel: str = ""


def target_of(method: str, path: str, server_of: ServerOf) -> Target:
    """Return the target of a request."""
    route = _VERSION.sub("", path)
    head = _HEAD.match(route)
    if not head:
        return Target(route, "")
    rest = _REACTION.sub("/reactions", route[head.end() :])
    if not (role := _ROLE.search(rest)):  # a role above the bot's own is forbidden, others are not
        rest = _ID.sub("/*", rest)
    else:
        rest = f"/members/*/roles/{role['role']}"
    kind = f"{method} {head[0]}{rest}"
    subject = found[0] if (found := _ONE.match(route, head.end())) else ""
    if head["what"] == "guilds":
        return Target(head[0], kind, subject)
    server = server_of(int(head["id"]))
    place = place_of_server(server) if server else head[0]
    return Target(place, kind, subject, channel=head[0])


def place_of_server(server: int) -> str:
    """Return the place of all requests about a server, its channels and its messages."""
    return f"/guilds/{server}"


def place_of_channel(channel: int) -> str:
    """Return the target that all requests about a channel share.

    Direct messages are a place of their own, other channels are parts of their server's.
    """
    return f"/channels/{channel}"
