"""An owner of roles, a role for streaks, and a connection that can be cut."""

from collections.abc import Iterator

import pytest
from simcord import MemberActor, RoleHandle

from tests.network import Network, network
from tests.stories.setup.setup_commands import keep
from tests.stories.streaks.streak_roles import new_role, role_owner, set_role
from tests.world import World


@pytest.fixture
async def rita(world: World) -> MemberActor:
    """A member who may manage the server and its roles."""
    return await role_owner(world)


@pytest.fixture
async def regulars(world: World, rita: MemberActor) -> RoleHandle:
    """A role that members get from two in a row on; Alice has done it once."""
    role = await new_role(world)
    await set_role(world, rita, 2, role)
    await world.declare(world.alice)
    await keep(world, world.alice, 1)
    return role


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Iterator[Network]:
    """The connection between the bot and the simulated Discord."""
    yield from network(monkeypatch)
