"""Streak roles and trouble: lost requests, crashes, refusals, members who leave, crowds."""

import pytest
from simcord import MemberActor, RoleHandle

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.network import Network
from tests.stories.streaks.streak_roles import (
    change_role,
    has,
    new_role,
    pass_time,
    requests,
    restrict_bot,
    rows,
    set_role,
)
from tests.world import HOUR, World

ROLES = "/guilds/*/members/*/roles/*"
MINUTE = 60


async def test_a_role_is_given_after_a_crash_before_the_request(
    world: World, regulars: RoleHandle, net: Network, bot: Accountabot, settings: Settings
) -> None:
    net.cut("PUT", ROLES)
    await world.check_in(world.alice)
    await pass_time(world)
    asked = await rows(bot)

    again = create_bot(settings)
    await world.env.restart_bot(again)
    await pass_time(world, 2 * MINUTE)

    assert asked == {(world.alice.id, regulars.id, "asked")}
    assert has(world, world.alice, regulars)
    assert await rows(again) == {(world.alice.id, regulars.id, "given")}


async def test_a_role_whose_answer_was_lost_is_known_to_be_the_bots(
    world: World, regulars: RoleHandle, net: Network, bot: Accountabot, settings: Settings
) -> None:
    net.lose_answer("PUT", ROLES)
    await world.check_in(world.alice)
    await pass_time(world, 10)
    asked = await rows(bot)
    was_given = has(world, world.alice, regulars)

    again = create_bot(settings)
    await world.env.restart_bot(again)
    await world.alice.slash(world.general, "undo")
    await pass_time(world, 2 * MINUTE)

    assert asked == {(world.alice.id, regulars.id, "asked")}
    assert was_given
    assert not has(world, world.alice, regulars)
    assert await rows(again) == set()


async def test_a_role_whose_answer_was_lost_is_taken_back_even_if_a_retry_was_refused(
    world: World, regulars: RoleHandle, net: Network, bot: Accountabot
) -> None:
    net.lose_answer("PUT", ROLES)
    await world.check_in(world.alice)
    await pass_time(world, 10)
    world.env.inject_error("PUT", ROLES, status=403, code=50013)
    await pass_time(world, 2 * MINUTE)
    kept = await rows(bot)

    await world.alice.slash(world.general, "undo")
    await pass_time(world, 2 * HOUR)

    assert kept == {(world.alice.id, regulars.id, "asked")}
    assert not has(world, world.alice, regulars)
    assert await rows(bot) == set()


async def test_a_role_is_taken_back_after_a_crash_before_the_request(
    world: World, regulars: RoleHandle, net: Network, bot: Accountabot, settings: Settings
) -> None:
    await world.check_in(world.alice)
    await pass_time(world)
    net.cut("DELETE", ROLES)
    await world.alice.slash(world.general, "undo")
    await pass_time(world, 10)
    kept = await rows(bot)

    again = create_bot(settings)
    await world.env.restart_bot(again)
    await pass_time(world, 2 * MINUTE)

    assert kept == {(world.alice.id, regulars.id, "given")}
    assert not has(world, world.alice, regulars)
    assert await rows(again) == set()


async def test_a_moderators_role_is_safe_if_the_first_request_is_refused(
    world: World, regulars: RoleHandle, bot: Accountabot
) -> None:
    world.env.inject_error("PUT", ROLES, status=403, code=50013)
    await world.check_in(world.alice)
    await pass_time(world)
    refused = await rows(bot)

    world.env.backend.add_member_role(world.guild.id, world.alice.id, regulars.id)
    await world.alice.slash(world.general, "undo")
    await pass_time(world, 2 * HOUR)

    assert refused == set()
    assert has(world, world.alice, regulars)


async def test_a_refused_role_is_reported_and_tried_again_only_in_the_next_sweep(
    world: World, owner: MemberActor, regulars: RoleHandle
) -> None:
    world.env.inject_error("PUT", ROLES, status=403, code=50013)
    await world.check_in(world.alice)
    await pass_time(world, 10 * MINUTE)
    tried = len(requests(world, "PUT"))

    report = await world.ask(owner, "setup check")
    await pass_time(world, 2 * HOUR)

    assert tried == 1
    assert "A streak role couldn’t be given or taken back for someone" in report
    assert has(world, world.alice, regulars)
    assert len(requests(world, "PUT")) == 2


async def test_a_server_error_is_reported_and_tried_again(
    world: World, owner: MemberActor, regulars: RoleHandle
) -> None:
    world.env.inject_error("PUT", ROLES, status=500, times=2)
    await world.check_in(world.alice)
    await pass_time(world, 4 * MINUTE)

    report = await world.ask(owner, "setup check")
    await pass_time(world, 10 * MINUTE)

    assert "A streak role couldn’t be given or taken back for someone" in report
    assert has(world, world.alice, regulars)


async def test_a_role_that_is_deleted_in_discord_is_forgotten(
    world: World, owner: MemberActor, regulars: RoleHandle, bot: Accountabot
) -> None:
    await world.check_in(world.alice)
    await pass_time(world)
    world.env.backend.delete_role(world.guild.id, regulars.id)
    await pass_time(world, 2 * MINUTE)

    report = await world.ask(owner, "setup check")

    assert (
        "**Role for 2 in a row:** That role no longer exists. Remove it in /setup roles" in report
    )
    assert await rows(bot) == set()
    assert requests(world, "DELETE") == []


async def test_a_role_that_becomes_powerful_is_taken_back(
    world: World, owner: MemberActor, regulars: RoleHandle
) -> None:
    await world.check_in(world.alice)
    await pass_time(world)

    await change_role(world, regulars, permissions=1 << 2)
    await pass_time(world, 2 * MINUTE)

    report = await world.ask(owner, "setup check")
    assert not has(world, world.alice, regulars)
    assert "Role for 2 in a row" in report
    assert "\u2068Ban Members\u2069" in report


async def test_a_role_that_is_moved_above_the_bot_stays_until_it_can_be_taken(
    world: World, owner: MemberActor, regulars: RoleHandle, bot: Accountabot
) -> None:
    await world.check_in(world.alice)
    await pass_time(world)
    await change_role(world, regulars, position=50)
    await world.alice.slash(world.general, "undo")
    await pass_time(world, 2 * MINUTE)
    report = await world.ask(owner, "setup check")
    before = has(world, world.alice, regulars), await rows(bot)

    await change_role(world, regulars, position=1)
    await pass_time(world, 2 * MINUTE)

    assert "isn’t below my own highest role" in report
    assert before == (True, {(world.alice.id, regulars.id, "given")})
    assert not has(world, world.alice, regulars)
    assert len(requests(world, "DELETE")) == 1


async def test_without_the_permission_the_bot_asks_for_nothing_until_it_is_back(
    world: World, owner: MemberActor, regulars: RoleHandle
) -> None:
    await restrict_bot(world, manage_roles=False)
    await world.check_in(world.alice)
    await pass_time(world, 2 * HOUR)
    report = await world.ask(owner, "setup check")
    before = requests(world, "PUT")

    await restrict_bot(world, manage_roles=True)
    await pass_time(world, 2 * MINUTE)

    assert before == []
    assert "This link asks for *Manage Roles*: https://discord.com/oauth2/authorize?" in report
    assert has(world, world.alice, regulars)


async def test_a_member_who_left_gets_the_role_again_after_coming_back(
    world: World, regulars: RoleHandle, bot: Accountabot
) -> None:
    await world.check_in(world.alice)
    await pass_time(world)
    world.env.backend.remove_member(world.guild.id, world.alice.id)
    await pass_time(world)
    away = await rows(bot)

    world.alice = world.join("alice")
    await pass_time(world, 2 * MINUTE)

    assert away == set()
    assert has(world, world.alice, regulars)
    assert requests(world, "DELETE") == []


async def test_a_member_who_left_and_came_back_unseen_gets_the_role_in_a_sweep(
    world: World, regulars: RoleHandle, settings: Settings, bot: Accountabot
) -> None:
    await world.check_in(world.alice)
    await pass_time(world)
    await bot.close()
    world.env.backend.advance_clock(MINUTE)
    del world.env.backend.guilds[world.guild.id].members[world.alice.id]
    world.join_unheard("alice")

    await world.env.restart_bot(create_bot(settings))
    await pass_time(world, 2 * HOUR)

    assert has(world, world.alice, regulars)


@pytest.mark.usefixtures("regulars")
async def test_a_member_who_left_unseen_is_looked_up_once(
    world: World, bot: Accountabot, settings: Settings
) -> None:
    await world.check_in(world.alice)
    await bot.close()
    del world.env.backend.guilds[world.guild.id].members[world.alice.id]

    again = create_bot(settings)
    await world.env.restart_bot(again)
    await pass_time(world, 5 * HOUR)

    assert await rows(again) == set()
    looked = [r for r in world.env.http_requests if r.path.endswith(f"/members/{world.alice.id}")]
    assert len(looked) == 1


async def test_rules_screening_is_not_bypassed_by_a_role(
    world: World, regulars: RoleHandle
) -> None:
    world.env.backend.guilds[world.guild.id].members[world.alice.id].pending = True

    await world.check_in(world.alice)
    await pass_time(world, 10 * MINUTE)
    before = requests(world, "PUT")
    world.env.backend.guilds[world.guild.id].members[world.alice.id].pending = False
    await pass_time(world, 2 * HOUR)

    assert before == []
    assert has(world, world.alice, regulars)


async def test_a_crowd_gets_its_roles_one_after_the_other(world: World, rita: MemberActor) -> None:
    crowd = [world.join(f"m{number}") for number in range(100)]
    for member in crowd:
        await world.declare(member)
        await world.check_in(member)
    role = await new_role(world)

    await set_role(world, rita, 1, role)
    counts = []
    for _ in range(16):
        await pass_time(world, 10)
        counts.append(len(requests(world, "PUT")))

    steps = [after - before for before, after in zip([0, *counts], counts, strict=False)]
    assert max(steps) <= 12
    assert counts[-1] == 100
    assert all(has(world, member, role) for member in crowd)
