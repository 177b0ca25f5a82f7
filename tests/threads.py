"""Threads and forum posts as Discord treats them once they are archived or locked.

The simulated Discord knows threads, but lets everyone write into archived ones. This adds the rules:
nothing in an archived thread can be edited or reacted to; a message opens it unless it is locked;
whoever may write in threads can open one that isn't locked; only *Manage Threads* can do the rest.
"""

from collections.abc import Callable
from typing import Any

import pytest
from discord import Permissions
from simcord import ChannelHandle, MemberActor
from simcord.backend import serializers
from simcord.backend.errors import BackendError
from simcord.enums import ChannelType
from simcord.http import router

from tests.world import World

Dispatch = Callable[..., Any]


class Threads:
    """Opens threads for members, archives and locks them, and enforces Discord's rules."""

    def __init__(self, dispatch: Dispatch) -> None:
        self._dispatch = dispatch
        self.changes: list[dict[str, Any]] = []
        """What the bot changed about threads, in order."""
        self.edits = 0
        """How often it tried to edit a message in a thread."""

    async def start(
        self, world: World, who: MemberActor, parent: ChannelHandle | None = None
    ) -> ChannelHandle:
        """Let a member start a thread in a channel, or a post in a forum."""
        under = parent or world.general
        backend = world.env.backend
        is_post = backend.channels[under.id].type == ChannelType.FORUM
        thread = backend.create_thread(under.id, "My year", who.id, broadcast=not is_post)
        if is_post:
            backend.announce_thread_create(thread)
        await world.env.settle()
        return ChannelHandle(world.env, world.guild, thread)

    async def archive(self, world: World, thread: ChannelHandle, *, lock: bool = False) -> None:
        """Archive a thread, as Discord does after some days, or lock it as well."""
        await self._change(world, thread, {"archived": True, "locked": lock})

    async def lock(self, world: World, thread: ChannelHandle) -> None:
        """Let a moderator lock a thread that stays in view."""
        await self._change(world, thread, {"locked": True})

    async def open(self, world: World, thread: ChannelHandle) -> None:
        """Let a moderator unlock a thread and open it."""
        await self._change(world, thread, {"archived": False, "locked": False})

    async def _change(self, world: World, thread: ChannelHandle, change: dict[str, bool]) -> None:
        world.env.backend.edit_channel(thread.id, {}, thread_metadata=change)
        await world.env.settle()

    def __call__(self, backend: Any, method: str, path: str, **request: Any) -> Any:
        parts = path.strip("/").split("/")
        key = int(parts[1]) if parts[0] == "channels" and parts[1].isdecimal() else 0
        thread = backend.channels.get(key)
        if thread is None or not thread.is_thread:
            return self._dispatch(backend, method, path, **request)
        if method == "PATCH" and len(parts) == 2:
            return self._edit(backend, thread, request["json"])
        self.edits += method == "PATCH"
        if method != "GET":
            self._ensure_open(backend, thread, method, parts)
        return self._dispatch(backend, method, path, **request)

    def _edit(self, backend: Any, thread: Any, change: dict[str, Any]) -> Any:
        is_opening = change == {"archived": False} and not thread.thread_metadata.locked
        ours = _permissions(backend, thread)
        if not (ours.manage_threads or (is_opening and ours.send_messages_in_threads)):
            raise BackendError(403, 50013, "Missing Permissions")
        self.changes.append(change)
        backend.edit_channel(thread.id, {}, thread_metadata=change)
        return dict(serializers.channel_payload(backend, thread))

    def _ensure_open(self, backend: Any, thread: Any, method: str, parts: list[str]) -> None:
        state = thread.thread_metadata
        is_message = method == "POST" and parts[2:] == ["messages"]
        if is_message and state.locked and not _permissions(backend, thread).manage_threads:
            raise BackendError(403, 160005, "This thread is locked")
        if is_message and state.archived:
            backend.edit_channel(thread.id, {}, thread_metadata={"archived": False})
        elif state.archived and (method != "DELETE" or "reactions" in parts):
            raise BackendError(400, 50083, "Thread is archived")


def _permissions(backend: Any, thread: Any) -> Permissions:
    """Return what the bot may do in a thread."""
    bot = backend.bot_user.id
    return Permissions(backend.compute_permissions(thread.guild_id, bot, thread.id))


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> Threads:
    """Discord's rules for archived and locked threads."""
    rules = Threads(router.dispatch)
    monkeypatch.setattr(router, "dispatch", rules)
    return rules
