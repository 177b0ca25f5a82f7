"""Helpers for the tests of hellos."""

from simcord import MemberActor

from tests.world import GREETINGS, World, said, shown


def greeting(world: World) -> str:
    """Return what the newcomer's greeting says."""
    return shown(world.general)[GREETINGS]


async def hello(world: World, who: MemberActor) -> str:
    """Press the newcomer's *Say hello*; return what is answered."""
    answer = await who.click(world.general.history()[GREETINGS], label="Say hello")
    assert answer.ephemeral
    return said(answer)


async def asked_for(world: World) -> int:
    """Return how many messages ask for a cheer, once nothing can be taken back any more."""
    await world.env.advance_time(16 * 60)
    return sum(
        "first" in text and ("How about a cheer" in text or "A cheer would" in text)
        for text in shown(world.general)
    )
