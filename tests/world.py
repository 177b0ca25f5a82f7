"""The simulated Discord server in which the tests take place.

Read this file first. A test gets a `World` as the fixture `world` (see conftest.py): one server
with a channel, #general, and three members. It begins at 09:00 UTC on Thursday, 1 January 2026.
Members act (`declare`, `check_in`, `ask`), time passes (`next_day`), and the helpers at the end
read messages: `said` an answer, `shown` a channel.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import simcord
from discord import Message, PermissionOverwrite
from simcord import ChannelHandle, InteractionResult, MemberActor, UserHandle
from simcord.backend import serializers
from simcord.backend.models import Member
from simcord.enums import MessageType

MENTIONED_COMMAND = re.compile(r"<(/[a-z -]+):\d+>")
DAY = 24 * 3600
HOUR = 3600
GREETINGS = 3
"""The number of messages in #general before a test begins: one greeting for each member."""


class World:
    """One server with Alice, Bob and Carol, who may all write in #general."""

    read_only = PermissionOverwrite(send_messages=False)

    def __init__(self, env: simcord.Env) -> None:
        self.env = env
        self.users: dict[str, UserHandle] = {}
        self.guild = env.create_guild("The Club")
        self.general: ChannelHandle = self.guild.create_text_channel("general")
        self.alice, self.bob, self.carol = (self.join(name) for name in ("alice", "bob", "carol"))

    def join(self, name: str, *, pending: bool = False) -> MemberActor:
        """Add a member to the server; a pending one has yet to accept the rules."""
        user = self.users.setdefault(name, self.env.create_user(name))
        if not pending:
            return self.guild.add_member(user)
        backend, guild = self.env.backend, self.guild._guild
        guild.members[user.id] = Member(user_id=user.id, pending=True, joined_at=backend.now_iso())
        payload = dict(serializers.member_payload(backend, guild, guild.members[user.id]))
        backend.emit("GUILD_MEMBER_ADD", payload | {"guild_id": str(guild.id)})
        return MemberActor(self.env, self.guild, user)

    def join_unheard(
        self, name: str, *, pending: bool = False, announced: bool = False
    ) -> MemberActor:
        """Add a member while the bot can't hear it; Discord's join message may say so."""
        user = self.users.setdefault(name, self.env.create_user(name))
        backend = self.env.backend
        backend.add_member(self.guild.id, user.id).pending = pending
        system = self.guild._guild.system_channel_id
        if announced and system:
            backend.create_system_message(system, MessageType.NEW_MEMBER, user.id)
        return MemberActor(self.env, self.guild, user)

    async def pass_screening(self, who: MemberActor, *, seen: bool = True) -> None:
        """Let a pending member accept the rules; unseen means while the bot is away."""
        self.guild._guild.members[who.id].pending = False
        if seen:
            self.env.backend.announce_member_update(self.guild.id, who.id)
            await self.env.settle()

    async def remove_bot(self) -> None:
        """Remove the bot from the server."""
        self.env.backend.emit("GUILD_DELETE", {"id": str(self.guild.id)})
        await self.env.settle()

    async def invite_bot(self) -> None:
        """Invite the bot, for the first time or again."""
        payload = dict(serializers.guild_create_payload(self.env.backend, self.guild._guild))
        del payload["unavailable"]  # Discord sends it only after an outage
        self.env.backend.emit("GUILD_CREATE", payload)
        await self.env.settle()

    async def deliver_again(self, event: str = "INTERACTION_CREATE") -> None:
        """Deliver the last event of a kind a second time, as Discord sometimes does."""
        sent = [payload for _, name, payload in self.env.backend.transcript if name == event]
        self.env.backend.emit(event, sent[-1])
        await self.env.settle()

    async def declare(
        self, who: MemberActor, goal: str = "Run", schedule: str = "daily"
    ) -> InteractionResult:
        """Let a member declare a goal."""
        return await who.slash(self.general, "goal declare", goal=goal, schedule=schedule)

    async def check_in(self, who: MemberActor, **options: Any) -> InteractionResult:
        """Let a member check in."""
        return await who.slash(self.general, "checkin", **options)

    async def share(self, who: MemberActor, command: str, **options: Any) -> InteractionResult:
        """Run a command and show everyone its answer."""
        answer = await who.slash(self.general, command, **options)
        return await who.click(answer.response, label="Show everyone")

    async def cheer(self, who: MemberActor, message: Any) -> InteractionResult:
        """Let a member press a *Cheer* button; that of a check-in has no label."""
        return await who.click(message, custom_id=next(ids(message.components, "cheer")))

    def pings(self) -> list[list[int]]:
        """Return the ids that each message in #general pinged, oldest first; 0 is everyone."""
        messages = self.env.backend.messages[self.general.id].values()
        return [
            [*m.ping_user_ids, *m.ping_role_ids, *([0] if m.mention_everyone else [])]
            for m in messages
        ]

    async def next_day(self, days: int = 1) -> None:
        """Let days pass, one at a time, so that daily work runs on each."""
        for _ in range(days):
            await self.env.advance_time(DAY)

    async def use(self, who: MemberActor, command: str, **options: Any) -> InteractionResult:
        """Run a command with texts cut to the lengths that Discord lets members type."""
        found: Any = self.env.bot.tree
        for name in command.split():
            found = found.get_command(name)
        limits = {one.display_name: one.max_value for one in found.parameters}
        cut = {
            name: value[: limits[name]] if isinstance(value, str) else value
            for name, value in options.items()
        }
        return await who.slash(self.general, command, **cut)

    async def ask(self, who: MemberActor, command: str, **options: Any) -> str:
        """Run a command and return the text of its answer."""
        return said(await who.slash(self.general, command, **options))


def said(result: InteractionResult) -> str:
    """Return the text of an answer and its follow-ups, with labels."""
    answers = [answer for answer in (result.response, *result.followups) if answer]
    return rendered(
        text for answer in answers for text in (answer.content, *texts(answer.components)) if text
    )


_FIRST_WORDS = ("Day one", "A new start", "First week done", "First month done", "Off to a start")
_STREAK = re.compile(r"(\d+)(?:(?: (?:day|week|month)s?)? in a row| (?:day|week|month) so far)")


def streak_in(shown: str) -> int:
    """Return the streak that a check-in tells, 0 if it tells none."""
    if found := _STREAK.search(shown):
        return int(found[1])
    return int(any(words in shown for words in _FIRST_WORDS))


def ids(components: Any, beginning: str = "") -> Iterator[str]:
    """Yield every custom_id in a message's components that begins in a certain way."""
    for component in components or ():
        shown = component if isinstance(component, dict) else component.to_dict()
        if shown.get("custom_id", "").startswith(beginning) and shown.get("custom_id"):
            yield shown["custom_id"]
        yield from ids(shown.get("components"), beginning)
        yield from ids(filter(None, [shown.get("accessory")]), beginning)


def rendered(written: Iterable[str]) -> str:
    """Join texts as members see them: Discord shows the mention of a command by its name."""
    return MENTIONED_COMMAND.sub(r"\1", "\n".join(written))


def texts(components: Any) -> Iterator[str]:
    """Yield every text and label in a message's components."""
    for component in components or ():
        for key in ("content", "label", "placeholder", "description"):
            if component.get(key):
                yield component[key]
        yield from texts(component.get("components"))
        yield from texts(component.get("options"))
        yield from texts(filter(None, [component.get("accessory"), component.get("component")]))


def markdown(message: Message) -> Iterator[str]:
    """Yield every text of a message in which Discord renders markdown."""
    return _written([component.to_dict() for component in message.components])


def _written(components: Any) -> Iterator[str]:
    for component in components or ():
        if component.get("content"):
            yield component["content"]
        yield from _written(component.get("components"))


def shown(channel: ChannelHandle) -> list[str]:
    """Return the current text of every message in a channel, oldest first."""
    return [
        rendered(filter(None, [m.content, *texts([c.to_dict() for c in m.components])]))
        for m in channel.history()
    ]
