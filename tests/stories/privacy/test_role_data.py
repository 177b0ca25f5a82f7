"""Streak roles and personal data: in the export, and taken away after a deletion."""

import pytest
from simcord import RoleHandle
from sqlalchemy import select

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.store.schema import outbox
from tests.network import Network, network
from tests.stories.privacy.personal_data import delete_data, exported
from tests.stories.setup.setup_commands import keep
from tests.stories.streaks.streak_roles import (
    has,
    new_role,
    pass_time,
    requests,
    restrict_bot,
    role_owner,
    rows,
    set_role,
)
from tests.world import DAY, HOUR, World, said

ROLES = "/guilds/*/members/*/roles/*"
MINUTE = 60


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Network:
    """The connection between the bot and the simulated Discord."""
    return next(network(monkeypatch))


@pytest.fixture
async def regulars(world: World) -> RoleHandle:
    """A role that Alice has for two in a row."""
    rita = await role_owner(world)
    role = await new_role(world)
    await set_role(world, rita, 2, role)
    await world.declare(world.alice)
    await keep(world, world.alice, 2)
    await pass_time(world)
    assert has(world, world.alice, role)
    return role


async def test_the_export_includes_the_role(world: World, regulars: RoleHandle) -> None:
    tables = await exported(await world.alice.slash(world.general, "data export"))

    (row,) = tables["granted_roles"]
    assert (row["role_id"], row["state"]) == (str(regulars.id), "given")


async def test_a_deletion_takes_the_role_away_and_forgets_it(
    world: World, regulars: RoleHandle, bot: Accountabot
) -> None:
    answer = said(await delete_data(world.alice, world))
    await pass_time(world)

    assert "is gone" in answer
    assert not has(world, world.alice, regulars)
    assert await rows(bot) == set()


async def test_a_deletion_survives_a_crash_before_the_role_is_taken_away(
    world: World, regulars: RoleHandle, net: Network, bot: Accountabot, settings: Settings
) -> None:
    net.cut("DELETE", ROLES, times=9)
    await delete_data(world.alice, world)
    await pass_time(world, 10)
    left = await rows(bot)
    again = said(await world.alice.slash(world.general, "data delete"))
    net.mend()

    restarted = create_bot(settings)
    await world.env.restart_bot(restarted)
    await pass_time(world, 2 * MINUTE)

    assert left == {(world.alice.id, regulars.id, "left")}
    assert "I don’t have anything about you" in again
    assert not has(world, world.alice, regulars)
    assert await rows(restarted) == set()


async def test_a_deletion_during_the_request_still_takes_the_role_away(
    world: World, net: Network, bot: Accountabot
) -> None:
    rita = await role_owner(world)
    role = await new_role(world)
    await set_role(world, rita, 1, role)
    await world.declare(world.alice)
    net.lose_answer("PUT", ROLES)
    await world.check_in(world.alice)
    await pass_time(world, 10)
    asked = await rows(bot)

    await delete_data(world.alice, world)
    await pass_time(world, 2 * MINUTE)

    assert asked == {(world.alice.id, role.id, "asked")}
    assert not has(world, world.alice, role)
    assert await rows(bot) == set()


async def test_a_role_from_someone_else_stays_after_a_deletion(
    world: World, bot: Accountabot
) -> None:
    rita = await role_owner(world)
    role = await new_role(world)
    await set_role(world, rita, 1, role)
    world.env.backend.add_member_role(world.guild.id, world.alice.id, role.id)
    await world.declare(world.alice)
    await world.check_in(world.alice)
    await pass_time(world)

    await delete_data(world.alice, world)
    await pass_time(world, 2 * HOUR)

    assert has(world, world.alice, role)
    assert await rows(bot) == set()
    assert requests(world, "DELETE") == []


async def test_a_role_that_cannot_be_taken_away_is_forgotten_after_a_week(
    world: World, regulars: RoleHandle, bot: Accountabot
) -> None:
    await restrict_bot(world, manage_roles=False)
    await delete_data(world.alice, world)

    await world.next_day(5)
    before = await rows(bot)
    await world.env.advance_time(DAY + 2 * HOUR)

    assert before == {(world.alice.id, regulars.id, "left")}
    assert await rows(bot) == set()


@pytest.mark.usefixtures("regulars")
async def test_a_deletion_leaves_no_trace_in_the_outbox(world: World, bot: Accountabot) -> None:
    await restrict_bot(world, manage_roles=False)

    await delete_data(world.alice, world)
    await pass_time(world)

    subjects = await bot.database.read(lambda tx: [*tx.execute(select(outbox.c.subject)).scalars()])
    assert subjects
    assert world.alice.id not in subjects


async def test_a_member_who_starts_again_after_a_deletion_earns_the_role_again(
    world: World, regulars: RoleHandle
) -> None:
    await delete_data(world.alice, world)
    await pass_time(world)

    await world.declare(world.alice, "Read")
    await keep(world, world.alice, 2)
    await pass_time(world)

    assert has(world, world.alice, regulars)


async def test_everything_deleted_in_direct_messages_takes_the_role_away(
    world: World, regulars: RoleHandle, bot: Accountabot
) -> None:
    panel = await world.users["alice"].slash("data delete")

    await world.users["alice"].click(panel.response, label="Delete everything")
    await pass_time(world)

    assert not has(world, world.alice, regulars)
    assert await rows(bot) == set()
