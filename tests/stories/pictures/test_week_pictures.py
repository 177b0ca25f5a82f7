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
    run = await world.declare(world.alice, "Run")
    read = await world.declare(world.bob, "Read")
    await world.cheer(world.alice, read.response)
    await world.cheer(world.bob, run.response)
    await keep(world, world.alice, 4)
    for _ in range(100):  # another process draws the picture, and takes real time for it
        if not digests(world):
            await asyncio.to_thread(time.sleep, 0.05)
            await world.env.settle()

    (picture,) = digest_message(world).attachments
    first, second = ("alice", "bob") if "alice and bob" in picture.description else ("bob", "alice")
    assert picture.description == (
        "The Club’s week. Mon, Dec 29 – Sun, Jan 4. "
        "4 check-ins, 1 took part, 2 new goals, 2 cheers. "
        "check-ins a day: Mon 0, Tue 0, Wed 0, Thu 1, Fri 1, Sat 1, Sun 1. "
        "alice kept their word, every time. "
        f"{first} and {second} cheered once each."
    )
