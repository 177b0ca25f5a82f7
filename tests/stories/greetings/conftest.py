"""The people whom the greeting tests share."""

import pytest
from simcord import MemberActor

from tests.world import World


@pytest.fixture
async def owner(world: World, owner: MemberActor) -> MemberActor:
    """Someone who may manage the server, and has been greeted by now."""
    await world.env.advance_time(120)
    return owner


@pytest.fixture
async def dora(world: World) -> MemberActor:
    """A newcomer, whose greeting is the last message."""
    dora = world.join("dora")
    await world.env.settle()
    return dora
