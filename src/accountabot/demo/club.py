"""A simulated server whose members use the bot."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

from simcord import ChannelHandle, Env, InteractionResult, MemberActor, ResponseMessage
from simcord.backend.errors import BackendError

from accountabot.ui.client import Client

OWNER = "Ada"
NEWCOMER = "Finn"
"""The member who joins last, whom the visitor plays at first."""
DAY = timedelta(days=1)

Scene = tuple[datetime, Callable[[], Awaitable[object]]]
"""A moment, and what happens then."""
Card = InteractionResult | ResponseMessage


class Club:
    """A simulated server with two channels, its members by name, and the bot."""

    def __init__(self, env: Env, bot: Client) -> None:
        self.env, self.bot = env, bot
        owner = env.create_user(OWNER.casefold(), global_name=OWNER)
        self.guild = env.create_guild("The Kept Word", owner=owner)
        self.channel = self.guild.create_text_channel("promises", topic="Say it, do it, tell us.")
        self.welcome = self.guild.create_text_channel("welcome", topic="Say hello.")
        env.backend.edit_guild(self.guild.id, {"system_channel_id": self.welcome.id})
        self.members = {OWNER: MemberActor(env, self.guild, owner)}

    @property
    def channels(self) -> tuple[ChannelHandle, ...]:
        """The channels, in the order in which they are shown."""
        return self.channel, self.welcome

    @property
    def viewers(self) -> list[MemberActor]:
        """Whom the visitor can act as: at first, who joined last."""
        first = self.members.get(NEWCOMER)
        return [*filter(None, [first]), *(m for m in self.members.values() if m is not first)]

    def name_of(self, member: int) -> str:
        """Return a member's name."""
        return next(name for name, each in self.members.items() if each.id == member)

    def newest(self, channel: ChannelHandle) -> int:
        """Return the id of a channel's newest public message, or 0."""
        messages = self.env.backend.messages[channel.id].values()
        return max((message.id for message in messages if not message.is_ephemeral), default=0)

    async def join(self, name: str) -> MemberActor:
        """Have someone join, and have the bot greet them."""
        self.members[name] = self.guild.add_member(
            self.env.create_user(name.casefold(), global_name=name)
        )
        await self.env.settle()
        return self.members[name]

    async def declare(
        self, who: str, goal: str, schedule: str, amount: str = ""
    ) -> InteractionResult:
        """Declare a goal."""
        options = {"goal": goal, "schedule": schedule, "amount": amount}
        return await self.members[who].slash(self.channel, "goal declare", **_said(options))

    async def check_in(
        self, who: str, goal: str, note: str = "", amount: str = ""
    ) -> InteractionResult:
        """Check in."""
        return await self.members[who].slash(
            self.channel, "checkin", **_said({"goal": goal, "note": note, "amount": amount})
        )

    async def pause(self, who: str, goal: str, until: date, reason: str) -> None:
        """Pause a goal."""
        options = {"goal": goal, "until": until.isoformat(), "reason": reason}
        await self.members[who].slash(self.channel, "pause", **options)

    async def remind(self, who: str, goal: str, at: str) -> InteractionResult:
        """Have the bot remind someone of a goal."""
        return await self.members[who].slash(self.channel, "remind", goal=goal, at=at)

    async def chat(self, who: str, words: str) -> None:
        """Post a plain message."""
        await self.members[who].send(self.channel, words)

    async def press(self, who: str, card: Card | None, verb: str) -> InteractionResult | None:
        """Press the button with a verb; return None if the card is gone or has no such button."""
        message = card.response if isinstance(card, InteractionResult) else card
        if message is None or not (pressed := self.button(message, verb)):
            return None
        return await self.members[who].click(message, custom_id=pressed)

    def button(self, message: ResponseMessage, verb: str) -> str | None:
        """Return the custom_id of a message's button with a verb."""
        with suppress(BackendError):
            now = self.env.backend.get_message(message.channel_id, message.id)
            return next((id_ for id_ in _ids(now.components) if id_.startswith(f"{verb}:")), None)
        return None

    async def ask(self, witness: str, card: Card) -> InteractionResult | None:
        """Have a witness ask the owner of a goal how it is going."""
        return await self.press(witness, await self.press(witness, card, "witness"), "ask")

    async def introduce(self, who: str, words: dict[str, str]) -> None:
        """Submit someone's introduction."""
        form = await self.members[who].slash(self.welcome, "introduce")
        await self.members[who].submit_modal(form, words)

    def forget_asides(self) -> None:
        """Drop ephemeral messages, as Discord does after a reload."""
        for channel in self.channels:
            for message in [*self.env.backend.messages[channel.id].values()]:
                if message.is_ephemeral:
                    self.env.backend.delete_message(channel.id, message.id)


def moment(now: datetime, days_ago: int, hour: float) -> datetime:
    """Return the instant at an hour of a day; today is scaled to end now."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    lasts = DAY if days_ago else now - midnight
    return midnight - days_ago * DAY + lasts * (hour / 24)


def _said(options: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in options.items() if text}


def _ids(components: Sequence[dict[str, Any]]) -> Iterator[str]:
    for component in components:
        if "custom_id" in component:
            yield component["custom_id"]
        yield from _ids(component.get("components") or ())
        yield from _ids([accessory] if (accessory := component.get("accessory")) else ())
