"""The channel that the check-in tests share."""

import pytest
from simcord import ChannelHandle, MemberActor

from tests.world import World


@pytest.fixture
async def channel(world: World, owner: MemberActor) -> ChannelHandle:
    """A channel in which plain messages count."""
    channel = world.guild.create_text_channel("check-ins")
    await owner.slash(world.general, "setup checkin-channel", channel=channel)
    return channel
