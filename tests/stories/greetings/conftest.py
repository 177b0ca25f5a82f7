"""The members that the greeting tests share."""

import pytest
from simcord import MemberActor

from tests.world import World


@pytest.fixture
async def owner(world: World, owner: MemberActor) -> MemberActor:
    """A member who may manage the server, after their own greeting."""
    await world.env.advance_time(120)
    return owner


@pytest.fixture
async def dora(world: World) -> MemberActor:
    """A newcomer, whose greeting is the last message."""
    dora = world.join("dora")
    await world.env.settle()
    return dora
