"""What the bot was not allowed to do is tried again once someone changed permissions."""

from collections.abc import Callable

import pytest
from discord import Permissions

from accountabot.bot import Accountabot
from accountabot.refusal_limits import RefusedAnswer, TooManyRefusals
from accountabot.refused_places import MOST_OF_A_KIND
from accountabot.request_targets import Target, place_of_server
from tests.world import World


def change_role(world: World) -> None:
    role = world.guild.create_role("bots", permissions=Permissions.none())
    world.env.backend.edit_role(world.guild.id, role.id, {"permissions": 2048})


def change_channel(world: World) -> None:
    world.env.backend.edit_channel(world.general.id, {}, overwrites=[])


@pytest.mark.parametrize("change", [change_role, change_channel])
async def test_the_bot_tries_again_once_permissions_changed(
    world: World, bot: Accountabot, change: Callable[[World], None]
) -> None:
    breaker = bot.circuit_breaker
    send = Target(place_of_server(world.guild.id), "send")
    for _ in range(MOST_OF_A_KIND):
        breaker.leave(await breaker.enter(send), RefusedAnswer(403, 50013))
    with pytest.raises(TooManyRefusals):
        await breaker.enter(send)

    change(world)
    await world.env.settle()

    assert await breaker.enter(send)
