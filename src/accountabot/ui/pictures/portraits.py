"""Get the names and avatars of members, as pictures show them."""

import asyncio
import logging
from collections.abc import Iterable

from discord import Asset, User
from discord import Member as DiscordMember

from accountabot.pictures import avatars
from accountabot.pictures.cache import PictureCache
from accountabot.pictures.picture import Person
from accountabot.ui.client import Client
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS

PATIENCE = 0.7
"""Seconds to wait for avatars; then initials are drawn instead."""
SIZE = 128
"""Pixels of an avatar's width, twice that of the largest one in a picture."""
CACHE_BYTES = 4 * 1024 * 1024

_log = logging.getLogger(__name__)


class Portraits:
    """The avatars that were needed last."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._known = PictureCache(CACHE_BYTES)
        self._waiting: dict[str, asyncio.Task[None]] = {}

    async def person(self, user: User | DiscordMember) -> Person:
        """Return a member as a picture shows them."""
        return (await self.people([user]))[0]

    async def people(self, users: Iterable[User | DiscordMember]) -> list[Person]:
        """Return members as pictures show them; avatars that take too long are left out."""
        shown = [(user, _avatar(user)) for user in users]
        tasks = [self._load(asset) for _, asset in shown if asset and not self._is_known(asset)]
        if tasks:
            await asyncio.wait(tasks, timeout=PATIENCE)
        return [
            Person(user.display_name, self._image(asset) if asset else None)
            for user, asset in shown
        ]

    def _is_known(self, asset: Asset) -> bool:
        return self._known.get(asset.key.encode()) is not None

    def _image(self, asset: Asset) -> str | None:
        image = self._known.get(asset.key.encode())
        return avatars.data_uri(image) if image else None

    def _load(self, asset: Asset) -> asyncio.Task[None]:
        task = self._waiting.get(asset.url)
        if task is None:
            task = self._waiting[asset.url] = asyncio.create_task(self._fetch(asset))
            task.add_done_callback(lambda _: self._waiting.pop(asset.url, None))
        return task

    async def _fetch(self, asset: Asset) -> None:
        try:
            image: bytes = await self._client.http.get_from_cdn(asset.url)
        except REQUEST_ERRORS as error:
            _log.info("An avatar can't be loaded: %s", type(error).__name__)
            return
        if len(image) <= avatars.MOST_BYTES:
            self._known.put(asset.key.encode(), image)


def _avatar(user: User | DiscordMember) -> Asset | None:
    """Return the avatar that a member chose for the server or everywhere, as a small PNG."""
    chosen = (user.guild_avatar if isinstance(user, DiscordMember) else None) or user.avatar
    return chosen.replace(size=SIZE, format="png") if chosen else None
