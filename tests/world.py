"""The simulated Discord as the tests see it: people, what they were told, and the corners that have no public door."""

from collections.abc import Iterator
from typing import Any

import simcord
from simcord import ChannelHandle, InteractionResult, MemberActor

DAY = 24 * 3600
HOUR = 3600


class World:
    """One server, where everyone may write in #general."""

    def __init__(self, env: simcord.Env) -> None:
        self.env = env
        self.guild = env.create_guild("The Club")
        self.general: ChannelHandle = self.guild.create_text_channel("general")
        self.alice, self.bob, self.carol = (self.join(name) for name in ("alice", "bob", "carol"))

    def join(self, name: str) -> MemberActor:
        """Let someone in who has no screening to pass."""
        return self.guild.add_member(self.env.create_user(name))

    async def declare(self, who: MemberActor, goal: str = "Run", schedule: str = "daily") -> InteractionResult:
        """Declare a goal."""
        return await who.slash(self.general, "goal declare", goal=goal, schedule=schedule)

    async def check_in(self, who: MemberActor, **options: Any) -> InteractionResult:
        """Check in."""
        return await who.slash(self.general, "checkin", **options)

    async def next_day(self, days: int = 1) -> None:
        """Let days pass, one at a time."""
        for _ in range(days):
            await self.env.advance_time(DAY)

    async def ask(self, who: MemberActor, command: str, **options: Any) -> str:
        """Return everything that a command answers, as text."""
        return said(await who.slash(self.general, command, **options))


def said(result: InteractionResult) -> str:
    """Return everything that an answer and its follow-ups say, as text."""
    answers = [result.response, *result.followups]
    return "\n".join(
        text for answer in answers if answer for text in (answer.content, *texts(answer.components)) if text
    )


def texts(components: Any) -> Iterator[str]:
    """Yield every text and label in a message's components."""
    for component in components or ():
        for key in ("content", "label", "placeholder", "description"):
            if component.get(key):
                yield component[key]
        yield from texts(component.get("components"))
        yield from texts(component.get("options"))
        yield from texts(filter(None, [component.get("accessory"), component.get("component")]))


def shown(channel: ChannelHandle) -> list[str]:
    """Return what every message of a channel says now, oldest first."""
    return [
        "\n".join(filter(None, [m.content, *texts([c.to_dict() for c in m.components])])) for m in channel.history()
    ]
