"""Ask Discord whether members who are about to be shown are still on their server."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from discord import Guild
from discord import Member as DiscordMember

from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.requests.pacing import in_background
from accountabot.ui.client import Client
from accountabot.ui.members.present_members import ASKED_AT_ONCE, sync_members

KNOWN_FOR = 600.0
"""Seconds in which Discord isn't asked about the same member again."""
PATIENCE = 1.0
"""Seconds that a leaderboard waits; then it shows what is known."""
APART = 1.0
"""Seconds between two requests; the gateway takes 120 messages a minute, for everything."""
_MOST_KNOWN = 20_000
_MOST_SEEN = 2_000
"""Members whose names are in memory, which takes about two kilobytes each."""

_log = logging.getLogger(__name__)


@dataclass
class _Round:
    """What is thought of members to ask about next, and whether any of that turns out wrong."""

    guild: Guild
    result: asyncio.Future[bool]
    thought: dict[MemberId, bool] = field(default_factory=dict)


class MemberLookups:
    """Lookups of members; those that come together share a request."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._asked: dict[Member, float] = {}
        self._seen: OrderedDict[Member, DiscordMember] = OrderedDict()
        self._waiting: dict[int, _Round] = {}
        self._task: asyncio.Task[None] | None = None

    async def find_news(self, guild: Guild, thought: Mapping[MemberId, bool]) -> bool:
        """Record who of the members is here and who is not; return whether that was news.

        `thought` tells whether each is recorded as here. If Discord takes longer than a second, its
        response is recorded later.
        """
        loop = asyncio.get_running_loop()
        due = [key for key in thought if not self._is_known(guild, key, loop.time())]
        if not due:
            return False
        waiting = self._waiting.setdefault(guild.id, _Round(guild, loop.create_future()))
        for key in due[: ASKED_AT_ONCE - len(waiting.thought)]:
            waiting.thought[key] = thought[key]
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._ask_all())
        try:
            async with asyncio.timeout(PATIENCE):
                return await asyncio.shield(waiting.result)
        except TimeoutError:
            return False

    @property
    def is_idle(self) -> bool:
        """Return whether no lookup waits for its turn."""
        return not self._waiting

    def seen(self, server: ServerId, members: Iterable[MemberId]) -> dict[MemberId, DiscordMember]:
        """Return those of the members whom Discord told of, with their names and avatars."""
        known = ((key, self._seen.get(Member(server, key))) for key in members)
        return {key: member for key, member in known if member}

    def remember(self, server: ServerId, members: Mapping[MemberId, DiscordMember]) -> None:
        """Keep the names and avatars of members for `seen`, those asked about last."""
        for key, member in members.items():
            self._seen[Member(server, key)] = member
            self._seen.move_to_end(Member(server, key))
        while len(self._seen) > _MOST_SEEN:
            self._seen.popitem(last=False)

    def stop(self) -> None:
        """Ask nothing more."""
        if self._task:
            self._task.cancel()

    async def _ask_all(self) -> None:
        with in_background():
            while self._waiting:
                asked = self._waiting.pop(next(iter(self._waiting)))
                try:
                    asked.result.set_result(await self._ask(asked))
                except Exception as error:  # noqa: BLE001 - leaderboards show what is known
                    _log.warning("Who left could not be recorded: %r", error)
                    asked.result.set_result(False)
                await asyncio.sleep(APART)

    async def _ask(self, asked: _Round) -> bool:
        server, now = ServerId(asked.guild.id), asyncio.get_running_loop().time()
        if len(self._asked) > _MOST_KNOWN:
            self._asked = {key: at for key, at in self._asked.items() if now - at < KNOWN_FOR}
        for key in asked.thought:
            self._asked[Member(server, key)] = now
        presence = await sync_members(self._client, asked.guild, asked.thought)
        self.remember(server, presence.present)
        return presence.is_news

    def _is_known(self, guild: Guild, member: MemberId, now: float) -> bool:
        asked = self._asked.get(Member(ServerId(guild.id), member))
        return asked is not None and now - asked < KNOWN_FOR
