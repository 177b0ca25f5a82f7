"""Helpers for the tests of private notices."""

from simcord import InteractionResult, MemberActor

from tests.world import World, texts

RUN = "**\u2068Run\u2069**"


def private(result: InteractionResult) -> list[str]:
    """Return the texts and labels of the ephemeral messages that followed an answer."""
    return [
        "\n".join(filter(None, [message.content, *texts(message.components)]))
        for message in result.followups
        if message.ephemeral
    ]


async def told(world: World, who: MemberActor) -> list[str]:
    """Return what a member is told privately when they ask for help."""
    return private(await who.slash(world.general, "help"))


async def keep(world: World, days: int, goal: str = "Run") -> None:
    """Let Alice check in on consecutive days."""
    for _ in range(days):
        await world.check_in(world.alice, goal=goal)
        await world.next_day()


def of_misses(texts: list[str]) -> list[str]:
    """Leave out what can still be made up for, which is told in the same messages."""
    return [miss for text in texts if (miss := text.partition("🌅")[0].rstrip("\n"))]
