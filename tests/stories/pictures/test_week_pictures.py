"""The picture of a server's week."""

import asyncio
import time

from simcord import MemberActor

from tests.stories.digest.digests import digest_message, digests, keep, turn_on
from tests.world import World


async def test_the_digest_has_a_picture_that_says_the_same(
    world: World, owner: MemberActor
) -> None:
    await turn_on(world, owner)
    await world.declare(world.alice, "Run")
    await world.declare(world.bob, "Read")
    await keep(world, world.alice, 4)
    for _ in range(100):  # another process draws the picture, and takes real time for it
        if not digests(world):
            await asyncio.to_thread(time.sleep, 0.05)
            await world.env.settle()

    (picture,) = digest_message(world).attachments
    assert picture.description == (
        "The Club’s week. Mon, Dec 29 – Sun, Jan 4. "
        "4 check-ins, 1 person took part, 2 new goals. "
        "check-ins a day: Mon 0, Tue 0, Wed 0, Thu 1, Fri 1, Sat 1, Sun 1. "
        "alice kept their word, every time."
    )
