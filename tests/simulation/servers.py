"""Two servers with members, of whom one is on both."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

import simcord
from discord import Permissions
from simcord import ChannelHandle, GuildHandle, MemberActor, UserHandle
from simcord.backend import serializers

LETTERS = "bcdfghjklmnprstvwxz"


@dataclass
class Promise:
    """A goal that a member declared, as far as they know."""

    owner: int
    title: str
    schedule: str
    amount: bool
    is_private: bool
    is_over: bool = False
    hidden_at: datetime | None = None
    """Since when only its owner may see it, if it was public before."""

    def show_again(self, undone: str) -> None:
        """Let everyone see it if it was hidden, and if that was undone, by an answer."""
        if self.hidden_at and self.title in undone:
            self.is_private, self.hidden_at = False, None


@dataclass
class Server:
    """A server whose every word begins with a word of its own."""

    word: str
    guild: GuildHandle
    general: ChannelHandle
    feed: ChannelHandle
    """Where a manager may have goals and check-ins posted."""
    manager: MemberActor
    members: list[MemberActor] = field(default_factory=list)
    away: list[MemberActor] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    acted: dict[int, datetime] = field(default_factory=dict)
    """When each member acted last."""
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def known(self) -> list[MemberActor]:
        """Return everyone who was ever here."""
        return [*self.members, *self.away, self.manager]

    @property
    def channels(self) -> tuple[ChannelHandle, ChannelHandle]:
        return self.general, self.feed

    def new_word(self) -> str:
        """Return a word that was never said: the server's own, and letters that are no word."""
        number, letters = next(self._numbers), ""
        while number:
            number, digit = divmod(number, len(LETTERS))
            letters = LETTERS[digit] + letters
        return f"{self.word}q{letters}q"

    def send_away(self) -> None:
        """Remove the bot from the server."""
        self._backend.emit("GUILD_DELETE", {"id": str(self.guild.id)})

    def invite(self) -> None:
        """Invite the bot again."""
        payload = dict(serializers.guild_create_payload(self._backend, self.guild._guild))
        payload.pop("unavailable", None)  # Discord sends it only after an outage
        self._backend.emit("GUILD_CREATE", payload)

    @property
    def _backend(self) -> Any:
        return self.guild._env.backend

    def promises_of(self, who: MemberActor) -> list[Promise]:
        return [each for each in self.promises if each.owner == who.id and not each.is_over]


def two_servers(env: simcord.Env) -> list[Server]:
    """Create two servers that share a member and nothing else."""
    shared = env.create_user("shared")
    return [_server(env, word, shared) for word in ("amber", "basalt")]


def _server(env: simcord.Env, word: str, shared: UserHandle) -> Server:
    guild = env.create_guild(f"{word} club")
    general, feed = (guild.create_text_channel(f"{word}-{name}") for name in ("general", "feed"))
    role = guild.create_role(f"{word}-managers", permissions=Permissions(manage_guild=True))
    manager = guild.add_member(env.create_user(f"{word}-manager"), roles=[role])
    members = [guild.add_member(env.create_user(f"{word}-{name}")) for name in ("ann", "ben")]
    return Server(word, guild, general, feed, manager, [*members, guild.add_member(shared)])
