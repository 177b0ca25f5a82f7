"""Announcement channels, and a connection that can be cut."""

from collections.abc import Iterator

import pytest
from simcord import ChannelHandle, MemberActor

from tests.network import Network, network
from tests.world import World


@pytest.fixture
async def goals(world: World, owner: MemberActor) -> ChannelHandle:
    """The announcement channel for goals."""
    channel = world.guild.create_text_channel("goals")
    await owner.slash(world.general, "setup channels", goals=channel)
    return channel


@pytest.fixture
async def checkins(world: World, owner: MemberActor) -> ChannelHandle:
    """The announcement channel for check-ins."""
    channel = world.guild.create_text_channel("check-ins")
    await owner.slash(world.general, "setup channels", checkins=channel)
    return channel


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Iterator[Network]:
    """The connection between the bot and the simulated Discord."""
    yield from network(monkeypatch)
