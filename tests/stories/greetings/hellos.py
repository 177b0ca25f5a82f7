"""Helpers for the tests of hellos."""

from simcord import MemberActor

from tests.world import GREETINGS, World, said, shown


def greeting(world: World) -> str:
    """Return the text of the newcomer's greeting."""
    return shown(world.general)[GREETINGS]


async def say_hello(world: World, who: MemberActor) -> str:
    """Press *Say hello* on the newcomer's greeting; return the answer."""
    answer = await who.click(world.general.history()[GREETINGS], label="Say hello")
    assert answer.ephemeral
    return said(answer)


async def cheer_requests(world: World) -> int:
    """Return the number of cheer requests, after the undo window has passed."""
    await world.env.advance_time(16 * 60)
    return sum(
        "first" in text and ("How about a cheer" in text or "A cheer would" in text)
        for text in shown(world.general)
    )
