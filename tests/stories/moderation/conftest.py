"""The moderator that the moderation tests share."""

import pytest
from simcord import MemberActor

from tests.stories.moderation.content_moderation import moderator
from tests.world import World


@pytest.fixture
async def mod(world: World) -> MemberActor:
    """Someone who may moderate members."""
    who = moderator(world, "mona")
    await world.env.settle()
    return who
